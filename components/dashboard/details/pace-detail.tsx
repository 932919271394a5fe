import { forecastReason, forecastWords, targetWords } from '@/lib/domain/pace/prepare-view';
import { formatNumber, formatPercent } from '@/lib/platform/format/number';
import { formatDay } from '@/lib/platform/time/format';
import { PanelEmpty } from '../panel-empty';
import type { DetailProps } from './detail-props';

/** How the pace and the forecast came about. */
export function PaceDetail({ pace, timeZone }: DetailProps) {
  if (pace === undefined) return <PanelEmpty>The pace could not be loaded.</PanelEmpty>;
  const { goalItems, finishedItems, targetNow, lastWeek, forecast } = pace;
  const target = targetWords(pace);
  const hasPace = forecast.kind === 'on_course' || forecast.kind === 'short';
  const lines: { label: string; value: string; note?: string | null }[] = [
    { label: 'Daily goal', value: formatNumber(goalItems) },
    {
      label: 'Finished so far',
      value: formatNumber(finishedItems),
      note: goalItems === null ? null : `${formatPercent(finishedItems / goalItems)} of the goal`,
    },
    ...(targetNow === null ? [] : [{ label: 'Target line now', value: formatNumber(targetNow), note: target }]),
    ...(hasPace
      ? [
          {
            label: 'Finished in the last hour',
            value: formatNumber(forecast.itemsLastHour),
            note: 'the last four full quarters of an hour',
          },
        ]
      : []),
    ...(hasPace && forecast.itemsAtEnd !== null
      ? [{ label: 'By the usual end of the day', value: formatNumber(forecast.itemsAtEnd), note: 'at that pace' }]
      : []),
    {
      label: `A week before, ${formatDay(lastWeek.date).slice(0, -5)}`,
      value: formatNumber(lastWeek.finishedItems),
      note: lastWeek.finishedItems === null ? 'nobody worked' : 'the whole day',
    },
  ];
  const reason = forecastReason(pace);
  return (
    <>
      <p className="text-lg font-medium">{forecastWords(pace, timeZone)}</p>
      {reason !== null && <p className="text-sm text-ink-muted">{reason}</p>}
      <dl aria-label="Finished items" className="rounded-lg border">
        {lines.map(({ label, value, note }) => (
          <div key={label} className="flex items-baseline justify-between gap-4 border-b px-3 py-2.5 last:border-b-0">
            <dt className="text-sm text-ink-muted">{label}</dt>
            <dd className="text-right">
              <span className="font-medium">{value}</span>
              {note != null && <span className="block text-sm text-ink-muted">{note}</span>}
            </dd>
          </div>
        ))}
      </dl>
      <p className="text-sm text-ink-muted">All numbers are finished items, those of unmapped logins included.</p>
    </>
  );
}
