'use client';

import { Download, FileText } from 'lucide-react';
import Link from 'next/link';
import { useQueryStates } from 'nuqs';
import { useHref, useSite } from '@/components/layout/hub-context';
import { PageFrame } from '@/components/layout/page-frame';
import { useLiveFeed } from '@/components/live/live-provider';
import { addressOf } from '@/components/query/fetch-json';
import { type Initial, useSiteQuery } from '@/components/query/use-site-query';
import { DataPart } from '@/components/state/data-part';
import { EmptyState } from '@/components/state/empty-state';
import { Button } from '@/components/ui/button';
import { buttonClasses } from '@/components/ui/button-classes';
import type { ReportList } from '@/lib/domain/reports/schema';
import { addDays } from '@/lib/platform/time/business-day';
import { ReportsSkeleton } from './reports-skeleton';
import { ReportsTable } from './reports-table';
import { TodaysReport } from './todays-report';
import { REPORT_DAYS, reportsParams } from './url-state';

/** The days that have a report, the newest first. */
export function ReportsView({ initial }: { initial: Initial<ReportList> }) {
  const site = useSite();
  const href = useHref();
  const { today } = useLiveFeed();
  const [{ days }, setParams] = useQueryStates(reportsParams);
  const asked = { from: days === REPORT_DAYS[0] ? null : addDays(today, 1 - days) };
  const reports = useSiteQuery<ReportList>({
    path: '/api/dashboard/reports',
    params: asked,
    schema: () => import('@/lib/domain/reports/schema').then(({ reportList }) => reportList),
    initial,
    everySeconds: 60,
  });
  const longer = REPORT_DAYS.find((one) => one > days);
  return (
    <PageFrame
      title="Reports"
      queries={[reports]}
      actions={
        <a
          className={buttonClasses()}
          href={addressOf('/api/dashboard/reports/export', { site: site.code, ...asked })}
          download
          aria-label="Download as CSV"
        >
          <Download aria-hidden />
          CSV
        </a>
      }
    >
      <DataPart query={reports} errorTitle="The reports could not be loaded" skeleton={<ReportsSkeleton />}>
        {(data) => (
          <>
            <TodaysReport today={data.today} />
            {data.rows.length === 0 ? (
              <EmptyState
                icon={FileText}
                title={`No report of the last ${days} days`}
                action={
                  <Link
                    className={buttonClasses()}
                    href={href(`/reports/${addDays(data.today.date, -1)}`)}
                    prefetch={false}
                  >
                    Open yesterday
                  </Link>
                }
              >
                The report of a day is made in its evening, by itself, while the worker runs. One of an earlier day can
                be made on its page.
              </EmptyState>
            ) : (
              <ReportsTable rows={data.rows} />
            )}
            {longer !== undefined && (
              <Button onClick={() => void setParams({ days: longer })} className="justify-self-center print:hidden">
                Show the last {longer} days
              </Button>
            )}
          </>
        )}
      </DataPart>
    </PageFrame>
  );
}
