'use client';

import Link from 'next/link';
import type * as z from 'zod';
import { departmentBackground } from '@/components/departments/department-colours';
import { useHref } from '@/components/layout/hub-context';
import { useSiteQuery } from '@/components/query/use-site-query';
import { DataPart } from '@/components/state/data-part';
import { cn } from '@/components/ui/class-names';
import type { teamCapacity } from '@/lib/domain/team/schema';
import { formatNumber } from '@/lib/platform/format/number';
import { formatHours } from '@/lib/platform/time/format';
import type { DetailProps } from './detail-props';
import { DetailSkeleton, DetailTable } from './detail-table';

type Capacity = z.infer<typeof teamCapacity>;

/** Department by department: what was made in the worked hours, and what the target would make of them. */
export function EfficiencyDetail({ day }: DetailProps) {
  const href = useHref();
  const capacity = useSiteQuery<Capacity>({
    path: '/api/team-metrics/capacity',
    params: { date: day.param },
    schema: () => import('@/lib/domain/team/schema').then((schemas) => schemas.teamCapacity),
    days: day.isToday ? null : { from: day.day, to: day.day },
  });
  const percent = (value: number | null) => (value === null ? formatNumber(null) : `${formatNumber(value, 1)}%`);
  return (
    <>
      <p className="text-sm text-ink-muted">
        Items of people on the clock against what their worked hours would make at the target of each department.
      </p>
      <DataPart query={capacity} errorTitle="The departments could not be loaded" skeleton={<DetailSkeleton />}>
        {({ departments, total }) => (
          <DetailTable
            label="Efficiency by department"
            rows={departments}
            rowKey={(row) => row.department}
            columns={[
              {
                label: 'Department',
                cell: (row) => (
                  <Link
                    href={href('/leaderboard', { department: row.department, date: day.param })}
                    prefetch={false}
                    className="-my-1 inline-flex min-h-11 items-center gap-2 font-medium underline-offset-4 hover:underline lg:min-h-9"
                  >
                    <span className={cn('size-2.5 rounded-full', departmentBackground(row.colour))} aria-hidden />
                    {row.department}
                  </Link>
                ),
              },
              { label: 'Worked', cell: (row) => formatHours(row.workedSeconds) },
              { label: 'Target items/h', className: 'max-sm:hidden', cell: (row) => formatNumber(row.targetPerHour) },
              { label: 'Target items', cell: (row) => formatNumber(row.capacityItems, 1) },
              { label: 'Items', cell: (row) => formatNumber(row.items) },
              { label: 'Efficiency', cell: (row) => percent(row.usePercent) },
            ]}
            total={[
              'Site',
              formatHours(total.workedSeconds),
              null,
              formatNumber(total.capacityItems, 1),
              formatNumber(total.items),
              percent(total.usePercent),
            ]}
          />
        )}
      </DataPart>
    </>
  );
}
