'use client';

import { Layers, Plus } from 'lucide-react';
import { parseAsInteger, useQueryState } from 'nuqs';
import { lazy, Suspense, useMemo, useState } from 'react';
import { PageFrame } from '@/components/layout/page-frame';
import { type Initial, useSiteQuery } from '@/components/query/use-site-query';
import { DataPart } from '@/components/state/data-part';
import { EmptyState } from '@/components/state/empty-state';
import { CsvButton } from '@/components/table/csv-button';
import { DataTable } from '@/components/table/data-table';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import type { ActivityTypeList, DepartmentList } from '@/lib/domain/roles/schema';
import { ActivityTypes } from './activity-types';
import { departmentColumns } from './department-columns';
import { DEPARTMENT_FILE } from './department-file';

const DepartmentDialog = lazy(() => import('./department-dialog'));
const NewDepartmentDialog = lazy(() => import('./new-department-dialog'));

type DepartmentsViewProps = { initial: Initial<DepartmentList>; initialTypes: Initial<ActivityTypeList> };

/** The departments with the rules of today; one opens with its dated values and their history. */
export function DepartmentsView({ initial, initialTypes }: DepartmentsViewProps) {
  const [openId, setOpenId] = useQueryState('department', parseAsInteger.withOptions({ history: 'push' }));
  const departments = useSiteQuery<DepartmentList>({
    path: '/api/admin/departments',
    params: {},
    schema: () => import('@/lib/domain/roles/schema').then(({ departmentList }) => departmentList),
    initial,
  });
  const types = useSiteQuery<ActivityTypeList>({
    path: '/api/admin/activity-types',
    params: {},
    schema: () => import('@/lib/domain/roles/schema').then(({ activityTypeList }) => activityTypeList),
    initial: initialTypes,
  });
  /** The activity type a department is being made for, empty for none yet; null: no department is being made. */
  const [newFor, setNewFor] = useState<string | null>(null);
  const retry = () => {
    departments.retry();
    types.retry();
  };
  const columns = useMemo(() => departmentColumns((id) => void setOpenId(id)), [setOpenId]);
  const opened = departments.data?.rows.find(({ id }) => id === openId);
  return (
    <PageFrame
      title="Departments"
      queries={[departments, types]}
      actions={
        <>
          <CsvButton file="departments" rows={departments.data?.rows} columns={DEPARTMENT_FILE} />
          <Button variant="primary" onClick={() => setNewFor('')}>
            <Plus aria-hidden />
            New department
          </Button>
        </>
      }
    >
      <DataPart
        query={departments}
        errorTitle="The departments could not be loaded"
        skeleton={<Skeleton className="h-72 rounded-xl" />}
        isEmpty={({ rows }) => rows.length === 0}
        empty={
          <EmptyState icon={Layers} title="No departments">
            A department says what scans of a kind are worth. Make the first one.
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
      <DataPart
        query={types}
        errorTitle="Other activity types could not be loaded"
        skeleton={null}
        isEmpty={({ rows }) => rows.length === 0}
        empty={null}
      >
        {({ rows }) => (
          <ActivityTypes
            types={rows}
            departments={departments.data?.rows ?? []}
            onChanged={retry}
            onCreate={setNewFor}
          />
        )}
      </DataPart>
      {newFor !== null && (
        <Suspense fallback={null}>
          <NewDepartmentDialog
            departments={departments.data?.rows ?? []}
            activityType={newFor}
            onChanged={retry}
            onClose={() => setNewFor(null)}
          />
        </Suspense>
      )}
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
