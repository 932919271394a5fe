import { useMemo } from 'react';
import { Chart } from '@/components/charts/chart';
import type { ChartPoint, ChartSeries } from '@/components/charts/chart-data';
import { Panel } from '@/components/layout/panel';
import { CsvLink } from '@/components/table/table-section';
import { prepareTrend } from '@/lib/domain/costs/prepare-view';
import type { CostAnalysis } from '@/lib/domain/costs/schema';
import { formatMoney, formatUnitMoney } from '@/lib/platform/format/money';
import { formatNumber } from '@/lib/platform/format/number';
import { formatDays } from '@/lib/platform/time/format';
import { PART_LOOKS } from './labour-panel';

const LABOUR_SERIES: readonly ChartSeries[] = (['active', 'waiting', 'breaks'] as const).map((key) => ({
  key,
  label: PART_LOOKS[key].label,
  colour: PART_LOOKS[key].colour,
  kind: 'stacked-bar',
}));

/** Cost per finished item and labour over the days, over a long range over the months. */
export function TrendPanel({ costs, csv }: { costs: CostAnalysis; csv: string }) {
  const { currency, compared, periods } = costs;
  const isByDay = periods.by === 'day';
  const trend = useMemo(() => prepareTrend(costs), [costs]);
  const perItem = useMemo<ChartPoint[]>(
    () =>
      trend.map(({ label, now, before }) => ({
        label,
        values: {
          now: now?.costPerFinishedItemCents ?? null,
          before: before?.costPerFinishedItemCents ?? null,
        },
      })),
    [trend],
  );
  const labour = useMemo<ChartPoint[]>(
    () =>
      trend.map(({ label, now }) => ({
        label,
        values: {
          active: now?.activeCents ?? null,
          waiting: now?.idleCents ?? null,
          breaks: now?.breakCents ?? null,
        },
      })),
    [trend],
  );
  const series: ChartSeries[] = [
    { key: 'now', label: formatDays(costs.from, costs.to), colour: 'var(--accent)', kind: 'line' },
    ...(compared !== null && isByDay
      ? [
          {
            key: 'before',
            label: formatDays(compared.from, compared.to),
            colour: 'var(--control)',
            kind: 'line' as const,
            isDashed: true,
          },
        ]
      : []),
  ];
  const xLabel = isByDay ? 'day' : 'month';
  const unit = isByDay ? 'by day' : 'by month';
  return (
    <Panel
      id="trend"
      title={`Labour per finished item, ${unit}`}
      note="All labour of the day over the items that were finished on it."
      action={<CsvLink href={csv} of={`Cost ${unit}`} />}
    >
      <Chart
        title={`Labour per finished item, ${unit}`}
        series={series}
        points={perItem}
        xLabel={xLabel}
        yLabel={`${currency} per finished item`}
        formatValue={(cents) => formatUnitMoney(cents, currency)}
        formatTick={(cents) => formatNumber(cents / 100, 2)}
        height={200}
      />
      <h3 className="mt-4 mb-1 font-semibold tracking-tight">Labour, {unit}</h3>
      <Chart
        title={`Labour, ${unit}`}
        series={LABOUR_SERIES}
        points={labour}
        xLabel={xLabel}
        yLabel={currency}
        formatValue={(cents) => formatMoney(cents, currency)}
        formatTick={(cents) => formatNumber(cents / 100)}
        height={200}
      />
    </Panel>
  );
}
