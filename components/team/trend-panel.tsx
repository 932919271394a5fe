import { useMemo } from 'react';
import { Chart } from '@/components/charts/chart';
import type { ChartSeries } from '@/components/charts/chart-data';
import { Panel } from '@/components/layout/panel';
import { useLiveFeed } from '@/components/live/live-provider';
import { cn } from '@/components/ui/class-names';
import { prepareTrendPoints } from '@/lib/domain/team/prepare-view';
import type { TeamTrends } from '@/lib/domain/team/schema';
import { TREND_METRICS, type TrendMetric } from '@/lib/domain/team/trend-metrics';
import { formatNumber } from '@/lib/platform/format/number';
import { formatDays } from '@/lib/platform/time/format';

const METRICS: Record<TrendMetric, { label: string; yLabel: string; isShare: boolean }> = {
  finished: { label: 'Finished items', yLabel: 'finished items', isShare: false },
  items: { label: 'Items', yLabel: 'items', isShare: false },
  points: { label: 'Points', yLabel: 'points', isShare: false },
  utilization: { label: 'Active share', yLabel: 'active share, %', isShare: true },
  efficiency: { label: 'Efficiency', yLabel: 'efficiency, % of target', isShare: true },
  goal: { label: 'Goal', yLabel: 'finished items, % of the daily goal', isShare: true },
};

type TrendPanelProps = { trends: TeamTrends; metric: TrendMetric; onMetric(metric: TrendMetric): void };

/** One figure day by day, beside the other range and the goal where there is one. */
export function TrendPanel({ trends, metric, onMetric }: TrendPanelProps) {
  const { today } = useLiveFeed();
  const points = useMemo(
    () =>
      prepareTrendPoints(trends, metric, today).map(({ label, now, before, goal }) => ({
        label,
        values: { now, before, goal },
      })),
    [trends, metric, today],
  );
  const { label, yLabel, isShare } = METRICS[metric];
  const { compared } = trends;
  const series: ChartSeries[] = [
    { key: 'now', label: formatDays(trends.from, trends.to), colour: 'var(--accent)', kind: isShare ? 'line' : 'bar' },
    ...(compared === null
      ? []
      : [
          {
            key: 'before',
            label: formatDays(compared.from, compared.to),
            colour: 'var(--control)',
            kind: 'line' as const,
            isDashed: true,
          },
        ]),
    ...(points.some(({ values }) => values.goal !== null)
      ? [{ key: 'goal', label: 'Daily goal', colour: 'var(--good)', kind: 'line' as const, isStepped: true }]
      : []),
  ];
  return (
    <Panel title="Trend" note="Day by day. A day without anybody is a gap, not zero.">
      <fieldset className="mb-3 flex flex-wrap gap-1.5 print:hidden">
        <legend className="sr-only">Figure</legend>
        {TREND_METRICS.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === metric}
            onClick={() => onMetric(one)}
            className={cn(
              'min-h-11 rounded-full border px-3.5 text-sm lg:min-h-8',
              one === metric
                ? 'border-accent bg-accent-soft font-medium text-accent'
                : 'text-ink-muted hover:bg-sunken',
            )}
          >
            {METRICS[one].label}
          </button>
        ))}
      </fieldset>
      <Chart
        title={`${label}, day by day`}
        series={series}
        points={points}
        xLabel="day"
        yLabel={yLabel}
        formatValue={(value) => (isShare ? `${formatNumber(value, 1)}%` : formatNumber(value))}
      />
    </Panel>
  );
}
