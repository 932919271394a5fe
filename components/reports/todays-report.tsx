'use client';

import { ArrowRight, Clock, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { useHref, useSite } from '@/components/layout/hub-context';
import { useNow } from '@/components/live/live-provider';
import type { ReportList } from '@/lib/domain/reports/schema';
import { formatAge, formatClock, formatDay } from '@/lib/platform/time/format';
import { fromIsoInstant } from '@/lib/platform/time/instant';

/** How the report of the day that goes on is doing. */
export function TodaysReport({ today }: { today: ReportList['today'] }) {
  const href = useHref();
  if (!today.isMade) {
    return (
      <section aria-label="Today’s report" className="rounded-xl border bg-surface px-4 py-3.5 shadow-card sm:px-5">
        <NotMadeYet date={today.date} dueAt={today.dueAt} />
      </section>
    );
  }
  return (
    <section aria-label="Today’s report" className="rounded-xl border bg-surface shadow-card">
      <Link
        href={href(`/reports/${today.date}`)}
        prefetch={false}
        className="flex min-h-11 items-center gap-3 px-4 py-3.5 text-sm hover:text-accent sm:px-5"
      >
        <span>
          <span className="block font-medium">{formatDay(today.date)}</span>
          <span className="text-ink-muted">Today’s report is there</span>
        </span>
        <ArrowRight className="ml-auto size-4" aria-hidden />
      </Link>
    </section>
  );
}

/** When a report will be made; when that has passed, that it is missing. */
export function NotMadeYet({ date, dueAt }: { date: string; dueAt: string }) {
  const { timeZone } = useSite();
  const due = fromIsoInstant(dueAt);
  const left = due - useNow();
  const clock = formatClock(due, timeZone);
  const Icon = left > 0 ? Clock : TriangleAlert;
  return (
    <p className="flex items-start gap-3 text-left text-sm">
      <Icon
        className={left > 0 ? 'mt-0.5 size-4 shrink-0 text-ink-muted' : 'mt-0.5 size-4 shrink-0 text-warn'}
        aria-hidden
      />
      <span>
        <span className="block font-medium">{formatDay(date)}</span>
        {left > 0 ? (
          <span className="text-ink-muted">
            The report will be made at {clock}, in {formatAge(left)}.
          </span>
        ) : (
          <span className="text-warn">
            The report was due at {clock} and is not there: {formatAge(-left)} late. Is the worker running? The job
            daily-report makes it at any time.
          </span>
        )}
      </span>
    </p>
  );
}
