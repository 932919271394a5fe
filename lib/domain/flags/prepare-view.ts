import { formatNumber } from '@/lib/platform/format/number';
import { formatMoment } from '@/lib/platform/time/format';
import { fromIsoInstant } from '@/lib/platform/time/instant';
import type { FlagKind, FlagSeverity } from './rules';
import type { ActivityFlag } from './schema';

/** What each kind means (domain.md 10, Flags). */
export const FLAG_KIND_TEXTS: Record<FlagKind, { label: string; meaning: string }> = {
  high_count: {
    label: 'Unusually many items',
    meaning: 'More items in the window than 1.5 times (high: twice) the expected pace of the department.',
  },
  odd_hour: { label: 'Nobody was clocked in', meaning: 'The window began while nobody at the site was clocked in.' },
  no_clock: {
    label: 'Far from any punch',
    meaning: 'The person had no clock period within half an hour of the window.',
  },
  burst: { label: 'Many windows at once', meaning: 'More than 15 windows began in the hour before.' },
  repeat: { label: 'The same count again', meaning: 'The same count of 10 or more three times running.' },
};

export const FLAG_SEVERITY_LABELS: Record<FlagSeverity, string> = { high: 'High', medium: 'Medium', low: 'Low' };

/** The facts that a flag stands on, as lines. */
export function flagFacts(flag: ActivityFlag, timeZone: string): { label: string; value: string }[] {
  const { itemsCount, windowStart, windowEnd, windowsBefore } = flag.details;
  const moment = (value: unknown) => (typeof value === 'string' ? formatMoment(fromIsoInstant(value), timeZone) : null);
  const [start, end] = [moment(windowStart), moment(windowEnd)];
  return [
    ...(typeof itemsCount === 'number' ? [{ label: 'Items', value: formatNumber(itemsCount) }] : []),
    ...(start === null ? [] : [{ label: 'Window', value: end === null ? start : `${start} to ${end}` }]),
    ...(typeof windowsBefore === 'number'
      ? [{ label: 'Windows in the hour before', value: formatNumber(windowsBefore) }]
      : []),
  ];
}
