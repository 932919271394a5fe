'use client';

import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { Chart } from '@/components/charts/chart';
import type { ChartPoint, ChartSeries } from '@/components/charts/chart-data';
import { Panel } from '@/components/layout/panel';
import { Segmented } from '@/components/layout/segmented';
import type { SiteQuery } from '@/components/query/use-site-query';
import { DataPart } from '@/components/state/data-part';
import { Skeleton } from '@/components/ui/skeleton';
import { TREND_DAYS } from '@/lib/domain/employees/rules';
import type { EmployeeDay, EmployeeStats } from '@/lib/domain/employees/schema';
import { formatNumber } from '@/lib/platform/format/number';
import { addDays, daysFromTo } from '@/lib/platform/time/business-day';
import { formatDay } from '@/lib/platform/time/format';
import { CsvLink } from './csv-link';

const FIGURES = ['points', 'rate', 'efficiency'] as const;
type Figure = (typeof FIGURES)[number];

type Look = {
  label: string;
  title: string;
  yLabel: string;
  series: readonly ChartSeries[];
  valuesOf(day: EmployeeDay): Record<string, number | null>;
  formatValue(value: number): string;
};

const LOOKS: Record<Figure, Look> = {
  points: {
    label: 'Points',
    title: 'Points and target per day',
    yLabel: 'points per day',
    series: [
      { key: 'points', label: 'Points', colour: 'var(--accent)', kind: 'bar' },
      { key: 'target', label: 'Daily target', colour: 'var(--ink-muted)', kind: 'line', isDashed: true },
    ],
    valuesOf: (day) => ({ points: day.points, target: day.targetPoints }),
    formatValue: (value) => formatNumber(value, 2),
  },
  rate: {
    label: 'Items/h',
    title: 'Items per clocked hour',
    yLabel: 'items per clocked hour',
    series: [{ key: 'rate', label: 'Items per clocked hour', colour: 'var(--accent)', kind: 'line' }],
    valuesOf: (day) => ({ rate: day.itemsPerHour }),
    formatValue: (value) => formatNumber(value, 1),
  },
  efficiency: {
    label: 'Efficiency',
    title: 'Efficiency per day',
    yLabel: '% of clocked time active',
    series: [{ key: 'efficiency', label: 'Active share of clocked time', colour: 'var(--accent)', kind: 'line' }],
    valuesOf: (day) => ({ efficiency: day.efficiency === null ? null : day.efficiency * 100 }),
    formatValue: (value) => `${formatNumber(value, 1)}%`,
  },
};

type TrendPanelProps = { employeeId: number; stats: SiteQuery<EmployeeStats> };

/** The four weeks up to the day; days without a score are gaps. */
export function TrendPanel({ employeeId, stats }: TrendPanelProps) {
  const [figure, setFigure] = useQueryState('trend', parseAsStringLiteral(FIGURES).withDefault('points'));
  return (
    <Panel
      title="Trend"
      note={`${TREND_DAYS} days; those without work are gaps.`}
      action={
        <div className="flex flex-wrap items-center gap-1 print:hidden">
          <Segmented
            label="Figure"
            options={FIGURES.map((value) => ({ value, label: LOOKS[value].label }))}
            value={figure}
            onChange={(value) => void setFigure(value)}
          />
          {stats.data !== undefined && (
            <CsvLink employeeId={employeeId} table="days" date={stats.data.date} label="Download the trend as CSV" />
          )}
        </div>
      }
    >
      <DataPart
        query={stats}
        errorTitle="The trend could not be loaded"
        skeleton={<Skeleton className="h-[18.25rem] w-full" />}
        isEmpty={({ trend }) => trend.length === 0}
        empty={<p className="py-10 text-center text-ink-muted">Nothing was scored in these four weeks.</p>}
      >
        {(data) => <TrendChart stats={data} look={LOOKS[figure]} />}
      </DataPart>
    </Panel>
  );
}

function TrendChart({ stats, look }: { stats: EmployeeStats; look: Look }) {
  const byDate = new Map(stats.trend.map((day) => [day.date, day]));
  const points = daysFromTo(addDays(stats.date, 1 - TREND_DAYS), stats.date).map((date): ChartPoint => {
    const day = byDate.get(date);
    return {
      label: formatDay(date).slice(0, -5),
      values: day === undefined ? {} : look.valuesOf(day),
    };
  });
  return (
    <Chart
      title={look.title}
      series={look.series}
      points={points}
      xLabel="day"
      yLabel={look.yLabel}
      formatValue={look.formatValue}
    />
  );
}
