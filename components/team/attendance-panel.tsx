import Link from 'next/link';
import { useHref, useSite } from '@/components/layout/hub-context';
import { Panel } from '@/components/layout/panel';
import { useNow } from '@/components/live/live-provider';
import { cn } from '@/components/ui/class-names';
import type { TeamOverview } from '@/lib/domain/team/schema';
import { formatNumber, NO_NUMBER } from '@/lib/platform/format/number';
import { weekdayOf } from '@/lib/platform/time/business-day';
import { formatClock } from '@/lib/platform/time/format';
import { fromIsoInstant } from '@/lib/platform/time/instant';

const WEEKDAYS = ['Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays', 'Sundays'];
const SHARE_OF_EXPECTED = 90;

/** Who came until now against who usually has by this time. */
export function AttendancePanel({ overview }: { overview: TeamOverview }) {
  const href = useHref();
  const { timeZone } = useSite();
  const now = useNow();
  const { attendance, clockedIn } = overview;
  if (attendance === null) return null;
  const { came, expected, percent, days } = attendance;
  const weekday = WEEKDAYS[weekdayOf(overview.date) - 1];
  const at = formatClock(overview.asOf === null ? now : fromIsoInstant(overview.asOf), timeZone);
  return (
    <Panel title="Attendance" note="Came today against who usually has by this time." className="h-full">
      <p className="flex flex-wrap items-baseline gap-x-2.5">
        <strong className="text-3xl font-semibold tracking-tight">{formatNumber(came)}</strong>{' '}
        <span className="text-ink-muted">of {expected === null ? NO_NUMBER : expectedText(expected)} expected</span>
      </p>
      <div className="mt-2.5 h-2 overflow-hidden rounded-full bg-sunken" aria-hidden>
        <div
          className={cn(
            'h-full rounded-full print:print-color-adjust-exact',
            (percent ?? 0) < SHARE_OF_EXPECTED ? 'bg-warn' : 'bg-good',
          )}
          style={{ width: `${percent ?? 0}%` }}
        />
      </div>
      <dl className="mt-4 grid grid-cols-[1fr_auto] gap-x-4 gap-y-2 text-sm">
        <dt className="text-ink-muted">Attendance, at most 100%</dt>
        <dd className="text-right font-medium">{percent === null ? NO_NUMBER : `${formatNumber(percent, 1)}%`}</dd>
        <dt className="text-ink-muted">Clocked in now</dt>
        <dd className="text-right font-medium">{formatNumber(clockedIn)}</dd>
        <dt className="text-ink-muted">Worked today, with scans</dt>
        <dd className="text-right font-medium">{formatNumber(overview.worked)}</dd>
      </dl>
      <p className="mt-3 text-sm text-pretty text-ink-muted">
        {days === 0
          ? `There is no ${weekday?.slice(0, -1)} of the last 4 weeks to compare with.`
          : `Expected: the average of those who had come by ${at} on ${days === 1 ? 'the one' : `${days}`} of the last 4 ${weekday} on which anybody came.`}
      </p>
      <Link
        href={href('/leaderboard')}
        prefetch={false}
        className="mt-1 inline-flex min-h-11 items-center text-sm font-medium text-accent hover:underline lg:min-h-8"
      >
        Who is here
      </Link>
    </Panel>
  );
}

function expectedText(expected: number): string {
  return formatNumber(expected, Number.isInteger(expected) ? 0 : 1);
}
