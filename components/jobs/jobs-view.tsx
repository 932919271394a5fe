'use client';

import { CalendarClock } from 'lucide-react';
import { parseAsString, useQueryState } from 'nuqs';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useSite } from '@/components/layout/hub-context';
import { PageFrame } from '@/components/layout/page-frame';
import { toast } from '@/components/layout/toast';
import { useNow } from '@/components/live/live-provider';
import { RequestError, sendJson } from '@/components/query/fetch-json';
import { type Initial, useSiteQuery } from '@/components/query/use-site-query';
import { DataPart } from '@/components/state/data-part';
import { EmptyState } from '@/components/state/empty-state';
import { Notice } from '@/components/state/notice';
import { CsvButton } from '@/components/table/csv-button';
import { DataTable } from '@/components/table/data-table';
import { Skeleton } from '@/components/ui/skeleton';
import type { JobList, ListedJob } from '@/lib/domain/jobs/schema';
import { jobColumns } from './job-columns';
import { JOB_FILE } from './job-file';

const RunsDialog = lazy(() => import('./runs-dialog'));
const LOOK_SECONDS = 5;

/** What runs by itself: when it did, when it will, what came of it; run now and pause. */
export function JobsView({ initial }: { initial: Initial<JobList> }) {
  const { code } = useSite();
  const now = useNow();
  const [opened, setOpened] = useQueryState('job', parseAsString.withOptions({ history: 'push' }));
  const [sending, setSending] = useState<string | null>(null);
  const jobs = useSiteQuery<JobList>({
    path: '/api/admin/jobs',
    params: {},
    schema: () => import('@/lib/domain/jobs/schema').then(({ jobList }) => jobList),
    initial,
    everySeconds: LOOK_SECONDS,
  });
  const { retry } = jobs;
  const columns = useMemo(() => {
    const send = async (job: string, work: () => Promise<unknown>, said: string) => {
      setSending(job);
      try {
        await work();
        toast.success(said);
      } catch (error) {
        if (!(error instanceof RequestError)) throw error;
        toast.error(error.message);
      } finally {
        setSending(null);
        retry();
      }
    };
    const address = (job: string, what: string) => `/api/admin/jobs/${job}/${what}?site=${encodeURIComponent(code)}`;
    return jobColumns({
      now,
      sending,
      onOpen: (job) => void setOpened(job),
      onRun: ({ job }) =>
        send(
          job,
          () =>
            sendJson('POST', address(job, 'run'), {}, () =>
              import('@/lib/domain/jobs/schema').then(({ jobOrderAnswer }) => jobOrderAnswer),
            ),
          `${job} is ordered`,
        ),
      onPause: ({ job, isPaused }: ListedJob) =>
        send(
          job,
          () =>
            sendJson('PUT', address(job, 'pause'), { isPaused: !isPaused }, () =>
              import('@/lib/domain/jobs/schema').then(({ changedAnswer }) => changedAnswer),
            ),
          isPaused ? `${job} goes on` : `${job} is paused`,
        ),
    });
  }, [code, now, sending, retry, setOpened]);
  return (
    <PageFrame
      title="Jobs"
      queries={[jobs]}
      actions={<CsvButton file="jobs" rows={jobs.data?.rows} columns={JOB_FILE} />}
    >
      <DataPart
        query={jobs}
        errorTitle="The jobs could not be loaded"
        skeleton={<Skeleton className="h-96 rounded-xl" />}
        isEmpty={({ rows }) => rows.length === 0}
        empty={
          <EmptyState icon={CalendarClock} title="No job has run yet">
            The worker runs the jobs. Start it with <b>npm run worker</b>, or everything with <b>npm start</b>.
          </EmptyState>
        }
      >
        {({ rows, isPlanKnown, workers }) => (
          <>
            {workers === 0 && (
              <Notice tone="warn">No worker is running: nothing is synced or scored until one is started.</Notice>
            )}
            {!isPlanKnown && (
              <Notice tone="warn">
                The schedule is not known: no worker has told it yet, or Redis is away. This is what has run before.
              </Notice>
            )}
            <DataTable label="Jobs" rows={rows} columns={columns} rowKey={({ job }) => job} />
          </>
        )}
      </DataPart>
      {opened !== null && (
        <Suspense fallback={null}>
          <RunsDialog job={opened} onClose={() => void setOpened(null)} />
        </Suspense>
      )}
    </PageFrame>
  );
}
