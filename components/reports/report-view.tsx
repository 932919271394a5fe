'use client';

import { FileX2, Printer } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { DateBar } from '@/components/date/date-bar';
import { useHref, useSite } from '@/components/layout/hub-context';
import { PageFrame } from '@/components/layout/page-frame';
import { useLiveFeed } from '@/components/live/live-provider';
import { useAct } from '@/components/query/use-act';
import { type Initial, useSiteQuery } from '@/components/query/use-site-query';
import { DataPart } from '@/components/state/data-part';
import { EmptyState } from '@/components/state/empty-state';
import { Notice } from '@/components/state/notice';
import { Button } from '@/components/ui/button';
import { buttonClasses } from '@/components/ui/button-classes';
import type { ReportAnswer, ReportList } from '@/lib/domain/reports/schema';
import { formatNumber } from '@/lib/platform/format/number';
import { formatClock, formatDay, formatHours, formatMoment } from '@/lib/platform/time/format';
import { fromIsoInstant, type IsoDay } from '@/lib/platform/time/instant';
import { ReportSheet } from './report-sheet';
import { ReportSkeleton } from './reports-skeleton';
import { NotMadeYet } from './todays-report';

type ReportViewProps = {
  date: IsoDay;
  /** When the report of the day is due. */
  dueAt: string;
  /** The server knows that there is none. */
  isMissing: boolean;
  initial: Initial<ReportAnswer>;
};

/** The report of a day, as it was made; prints to one sheet. */
export function ReportView({ date, dueAt, isMissing: wasMissing, initial }: ReportViewProps) {
  const site = useSite();
  const href = useHref();
  const router = useRouter();
  const { today } = useLiveFeed();
  // One that is not there yet is waited for.
  const found = useSiteQuery<ReportList>({
    path: '/api/dashboard/reports',
    params: { from: date, to: date },
    schema: () => import('@/lib/domain/reports/schema').then(({ reportList }) => reportList),
    everySeconds: 60,
    isEnabled: wasMissing,
  });
  const isMissing = wasMissing && (found.data?.rows.length ?? 0) === 0;
  const report = useSiteQuery<ReportAnswer>({
    path: `/api/dashboard/reports/${date}`,
    params: {},
    schema: () => import('@/lib/domain/reports/schema').then(({ reportAnswer }) => reportAnswer),
    initial,
    everySeconds: 60,
    isEnabled: !isMissing,
  });
  return (
    <PageFrame
      title="Daily report"
      subtitle={`${site.name}, ${formatDay(date)}`}
      time={<DateBar date={date} today={today} onChange={(day) => router.push(href(`/reports/${day ?? today}`))} />}
      queries={[isMissing ? found : report]}
      actions={
        <>
          <Link className={buttonClasses()} href={href('/reports')} prefetch={false}>
            All reports
          </Link>
          <Button onClick={() => window.print()} disabled={report.data === undefined}>
            <Printer aria-hidden />
            Print
          </Button>
        </>
      }
    >
      {isMissing ? (
        <NoReport date={date} isToday={date === today} dueAt={dueAt} />
      ) : (
        <DataPart query={report} errorTitle="The report could not be loaded" skeleton={<ReportSkeleton />}>
          {(data) => (
            <>
              <HowItWasMade report={data} isToday={date === today} />
              <ReportSheet report={data} />
            </>
          )}
        </DataPart>
      )}
    </PageFrame>
  );
}

/** When it was made, who was still at work, and what changed since. */
function HowItWasMade({ report, isToday }: { report: ReportAnswer; isToday: boolean }) {
  const { timeZone } = useSite();
  const { revision, people, finalPeople } = report;
  const open = people - finalPeople;
  return (
    <>
      <p className="text-sm text-ink-muted">
        Made {formatMoment(fromIsoInstant(report.generatedAt), timeZone)}
        {open > 0 && `, while the day of ${open === 1 ? '1 person' : `${formatNumber(open)} people`} was not final yet`}
        .
      </p>
      {revision !== null && (
        <Notice tone="warn">
          {isToday
            ? 'The day has gone on since this report was made'
            : 'Numbers were revised after this report was made'}
          {revision.scoredAt !== null && `, last at ${formatClock(fromIsoInstant(revision.scoredAt), timeZone)}`}:{' '}
          {changesText(report, revision)}.
        </Notice>
      )}
    </>
  );
}

/** `items 1,200 → 1,250, points 800.00 → 830.00` */
function changesText(report: ReportAnswer, now: NonNullable<ReportAnswer['revision']>): string {
  const parts = [
    { label: 'people', before: formatNumber(report.people), after: formatNumber(now.people) },
    { label: 'clocked hours', before: formatHours(report.clockedSeconds), after: formatHours(now.clockedSeconds) },
    { label: 'items', before: formatNumber(report.items), after: formatNumber(now.items) },
    { label: 'finished items', before: formatNumber(report.finishedItems), after: formatNumber(now.finishedItems) },
    { label: 'points', before: formatNumber(report.points, 2), after: formatNumber(now.points, 2) },
  ];
  return parts
    .filter(({ before, after }) => before !== after)
    .map(({ label, before, after }) => `${label} ${before} → ${after}`)
    .join(', ');
}

type NoReportProps = { date: IsoDay; isToday: boolean; dueAt: string };

function NoReport({ date, isToday, dueAt }: NoReportProps) {
  const href = useHref();
  const { act, busy, problem } = useAct('/api/dashboard/reports');
  const make = () => act({ name: 'make', path: `/api/dashboard/reports/${date}`, done: 'The report is made' });
  return (
    <EmptyState
      icon={FileX2}
      title={isToday ? 'Today’s report is not there yet' : 'There is no report of this day'}
      action={
        <div className="flex flex-wrap justify-center gap-2">
          {!isToday && (
            <Button variant="primary" onClick={() => void make()} disabled={busy !== null}>
              {busy === null ? 'Make it now' : 'Making it'}
            </Button>
          )}
          <Link className={buttonClasses()} href={href('/leaderboard', isToday ? {} : { date })} prefetch={false}>
            See the leaderboard of the day
          </Link>
        </div>
      }
    >
      {isToday ? (
        <NotMadeYet date={date} dueAt={dueAt} />
      ) : (
        <>
          None was made of {formatDay(date)}. It can be made now, from what the day says today.
          {problem !== null && (
            <span role="alert" className="mt-1 block text-bad">
              {problem.message}
            </span>
          )}
        </>
      )}
    </EmptyState>
  );
}
