'use client';

import { Layers } from 'lucide-react';
import { parseAsInteger, useQueryState } from 'nuqs';
import { lazy, Suspense, useMemo } from 'react';
import { PageFrame } from '@/components/layout/page-frame';
import { type Initial, useSiteQuery } from '@/components/query/use-site-query';
import { DataPart } from '@/components/state/data-part';
import { EmptyState } from '@/components/state/empty-state';
import { DataTable } from '@/components/table/data-table';
import { Skeleton } from '@/components/ui/skeleton';
import type { DepartmentList } from '@/lib/domain/roles/schema';
import { departmentColumns } from './department-columns';

const DepartmentDialog = lazy(() => import('./department-dialog'));

/** The departments with the rules of today; one opens with its dated values and their history. */
export function DepartmentsView({ initial }: { initial: Initial<DepartmentList> }) {
  const [openId, setOpenId] = useQueryState('department', parseAsInteger.withOptions({ history: 'push' }));
  const departments = useSiteQuery<DepartmentList>({
    path: '/api/admin/departments',
    params: {},
    schema: () => import('@/lib/domain/roles/schema').then(({ departmentList }) => departmentList),
    initial,
  });
  const columns = useMemo(() => departmentColumns((id) => void setOpenId(id)), [setOpenId]);
  const opened = departments.data?.rows.find(({ id }) => id === openId);
  return (
    <PageFrame title="Departments" queries={[departments]}>
      <DataPart
        query={departments}
        errorTitle="The departments could not be loaded"
        skeleton={<Skeleton className="h-72 rounded-xl" />}
        isEmpty={({ rows }) => rows.length === 0}
        empty={
          <EmptyState icon={Layers} title="No departments">
            A site starts with its departments. This one has none: create the site anew.
          </EmptyState>
        }
      >
        {({ rows }) => (
          <>
            <p className="text-sm text-ink-muted">
              What counts today, in flow order. A department opens with its dated values; every change is shown with its
              effect on the last 30 days before it is saved.
            </p>
            <DataTable
              label="Departments"
              rows={rows}
              columns={columns}
              rowKey={({ id }) => id}
              onOpen={({ id }) => void setOpenId(id)}
            />
          </>
        )}
      </DataPart>
      {opened !== undefined && departments.data !== undefined && (
        <Suspense fallback={null}>
          <DepartmentDialog
            key={opened.id}
            department={opened}
            today={departments.data.today}
            onChanged={departments.retry}
            onClose={() => void setOpenId(null)}
          />
        </Suspense>
      )}
    </PageFrame>
  );
}
