import { Chart } from '@/components/charts/chart';
import type { ChartSeries } from '@/components/charts/chart-data';
import { Panel } from '@/components/layout/panel';
import { chartWords, hourTicks, labelsOf, shownPoints } from '@/lib/domain/pace/prepare-view';
import type { Pace } from '@/lib/domain/pace/schema';
import { formatNumber } from '@/lib/platform/format/number';
import { formatDay } from '@/lib/platform/time/format';
import { PanelEmpty } from './panel-empty';

export const PACE_TITLE = 'Pace of the day';
export const CHART_HEIGHT = 300;

/** Finished items over the day against the target line and last week. */
export function PacePanel({ pace, isToday, timeZone }: { pace: Pace; isToday: boolean; timeZone: string }) {
  const points = shownPoints(pace.points);
  const labels = labelsOf(points, pace.endsAt, timeZone);
  const { goalItems, targetDays, lastWeek } = pace;
  const hasTarget = goalItems !== null && targetDays > 0;
  const series: ChartSeries[] = [
    ...(lastWeek.finishedItems === null
      ? []
      : [
          {
            key: 'lastWeek',
            label: `A week before, ${formatDay(lastWeek.date).slice(0, -5)}`,
            colour: 'var(--control)',
            kind: 'line',
          } as const,
        ]),
    ...(hasTarget
      ? [{ key: 'target', label: 'Target', colour: 'var(--ink)', kind: 'line', isDashed: true } as const]
      : []),
    ...(goalItems !== null && !hasTarget
      ? [{ key: 'goal', label: 'Daily goal', colour: 'var(--ink)', kind: 'line', isDashed: true } as const]
      : []),
    { key: 'items', label: 'Finished items', colour: 'var(--accent)', kind: 'area' },
  ];
  const now = points.findLastIndex((point) => point.items !== null);
  const nowLabel = isToday ? labels[now] : undefined;
  return (
    <Panel
      title={PACE_TITLE}
      note={chartWords(pace).map((sentence) => (
        <span key={sentence} className="block">
          {sentence}
        </span>
      ))}
      className="h-full"
    >
      {points.length === 0 ? (
        <PanelEmpty height={CHART_HEIGHT}>
          {isToday
            ? 'No finished items yet today. The line begins with the first scan of a finishing department.'
            : `No finished items on ${formatDay(pace.date)}.`}
        </PanelEmpty>
      ) : (
        <Chart
          title={`${PACE_TITLE}, finished items`}
          series={series}
          points={points.map((point, index) => ({
            label: labels[index] ?? '',
            values: { items: point.items, target: point.target, lastWeek: point.lastWeek, goal: goalItems },
          }))}
          ticks={hourTicks(labels)}
          xLabel="local time"
          yLabel="finished items"
          formatValue={(value) => formatNumber(value)}
          height={CHART_HEIGHT}
          markAt={nowLabel === undefined ? undefined : { label: nowLabel, text: 'now' }}
        />
      )}
    </Panel>
  );
}
