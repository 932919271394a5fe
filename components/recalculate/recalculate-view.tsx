'use client';

import { useEffect, useState } from 'react';
import { PageFrame } from '@/components/layout/page-frame';
import { type Initial, useSiteQuery } from '@/components/query/use-site-query';
import { DataPart } from '@/components/state/data-part';
import { CsvButton } from '@/components/table/csv-button';
import { DataTable } from '@/components/table/data-table';
import { TableSection } from '@/components/table/table-section';
import { Skeleton } from '@/components/ui/skeleton';
import type { Recalculation, RecalculationList } from '@/lib/domain/recalculation/schema';
import { OrderForm } from './order-form';
import { RunCard } from './run-card';
import { RUN_COLUMNS } from './run-columns';
import { RUN_FILE } from './run-file';

/** How often progress is looked at while anything runs, and otherwise. */
const BUSY_SECONDS = 2;
const QUIET_SECONDS = 20;

/** Scores of a range of days anew: ordered with an estimate, watched stage by stage, stopped when asked. */
export function RecalculateView({ initial }: { initial: Initial<RecalculationList> }) {
  const [isBusy, setBusy] = useState(() => initial.data?.rows.some(isUnderWay) ?? false);
  const runs = useSiteQuery<RecalculationList>({
    path: '/api/admin/recalculations',
    params: {},
    schema: () => import('@/lib/domain/recalculation/schema').then(({ recalculationList }) => recalculationList),
    initial,
    everySeconds: isBusy ? BUSY_SECONDS : QUIET_SECONDS,
  });
  const { data } = runs;
  useEffect(() => setBusy(data?.rows.some(isUnderWay) ?? false), [data]);
  return (
    <PageFrame title="Recalculate" queries={[runs]}>
      <OrderForm
        onOrdered={() => {
          setBusy(true);
          runs.retry();
        }}
      />
      <DataPart
        query={runs}
        errorTitle="The recalculations could not be loaded"
        skeleton={<Skeleton className="h-64 rounded-xl" />}
      >
        {({ rows }) => {
          const underWay = rows.filter(isUnderWay).reverse();
          const ended = rows.filter((run) => !isUnderWay(run));
          return (
            <>
              {underWay.map((run) => (
                <RunCard key={run.id} run={run} onChanged={runs.retry} />
              ))}
              <TableSection
                title="Ended"
                controls={<CsvButton file="recalculations" rows={ended} columns={RUN_FILE} />}
                note="Changed rules of a department and settings of the site order recalculations by themselves."
              >
                {ended.length === 0 ? (
                  <p className="rounded-xl border bg-surface px-4 py-6 text-ink-muted">
                    {underWay.length === 0 ? 'Nothing was recalculated yet.' : 'None has ended yet.'}
                  </p>
                ) : (
                  <DataTable label="Ended recalculations" rows={ended} columns={RUN_COLUMNS} rowKey={({ id }) => id} />
                )}
              </TableSection>
            </>
          );
        }}
      </DataPart>
    </PageFrame>
  );
}

function isUnderWay({ status }: Recalculation): boolean {
  return status === 'queued' || status === 'running';
}
