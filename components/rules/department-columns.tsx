import { Check } from 'lucide-react';
import { DepartmentName } from '@/components/departments/department-name';
import type { TableColumn } from '@/components/table/data-table';
import { BEGINNING } from '@/lib/domain/roles/rules';
import type { ListedDepartment, ListedVersion } from '@/lib/domain/roles/schema';
import { formatNumber, NO_NUMBER } from '@/lib/platform/format/number';
import { formatShortDay } from '@/lib/platform/time/format';
import { ROLE_TYPE_LABELS } from './labels';

/** The version that counts today. */
export function currentVersion({ versions }: ListedDepartment): ListedVersion | undefined {
  return versions.find(({ isCurrent }) => isCurrent);
}

/** The next one that begins to count after it. */
function nextVersion(department: ListedDepartment): ListedVersion | undefined {
  const current = currentVersion(department);
  return department.versions.findLast(({ validFrom }) => current !== undefined && validFrom > current.validFrom);
}

export function departmentColumns(onOpen: (id: number) => void): TableColumn<ListedDepartment>[] {
  const valued = (
    id: string,
    label: string,
    title: string,
    read: (version: ListedVersion) => string,
  ): TableColumn<ListedDepartment> => ({
    id,
    label,
    title,
    align: 'right',
    cell: (department) => {
      const version = currentVersion(department);
      return version === undefined ? NO_NUMBER : read(version);
    },
  });
  return [
    {
      id: 'department',
      label: 'Department',
      cell: ({ id, departmentName, colour, isActive }) => (
        <button
          type="button"
          onClick={() => onOpen(id)}
          className="flex min-h-11 max-w-56 items-center gap-2 text-left font-medium underline-offset-4 hover:underline lg:min-h-8"
        >
          <DepartmentName department={departmentName} colour={colour} />
          {!isActive && <span className="font-normal text-ink-muted">inactive</span>}
        </button>
      ),
    },
    {
      id: 'role',
      label: 'Role',
      cell: ({ roleName, activityType }) => (
        <span className="block max-w-56 truncate" title={`Scans arrive as "${activityType}"`}>
          {roleName} <span className="text-ink-muted">({activityType})</span>
        </span>
      ),
    },
    { id: 'type', label: 'Type', cell: ({ roleType }) => ROLE_TYPE_LABELS[roleType] },
    {
      id: 'finishing',
      label: 'Finishing',
      title: 'Its items count as finished items of the site',
      cell: ({ isFinishing }) => (isFinishing ? <Yes /> : <span className="text-ink-muted">no</span>),
    },
    valued('multiplier', 'Points an item', 'Multiplier', ({ multiplier }) => formatNumber(multiplier, 3)),
    valued('expected', 'Expected/h', 'Items expected an hour', ({ expectedPerHour }) =>
      formatNumber(expectedPerHour, Number.isInteger(expectedPerHour) ? 0 : 3),
    ),
    valued(
      'threshold',
      'Idle after',
      'Of continuous work; of batches it follows from their size and the expected pace',
      ({ idleThresholdMinutes }) => `${formatNumber(idleThresholdMinutes)} min`,
    ),
    valued('target', 'Target/month', 'Points a month', ({ monthlyTargetPoints }) => formatNumber(monthlyTargetPoints)),
    {
      id: 'since',
      label: 'Since',
      cell: (department) => {
        const version = currentVersion(department);
        if (version === undefined) return NO_NUMBER;
        const { validFrom } = version;
        return validFrom === BEGINNING ? 'always' : `${formatShortDay(validFrom)} ${validFrom.slice(0, 4)}`;
      },
      className: 'whitespace-nowrap',
    },
    {
      id: 'next',
      label: 'Next change',
      cell: (department) => {
        const next = nextVersion(department);
        return next === undefined ? NO_NUMBER : `${formatShortDay(next.validFrom)} ${next.validFrom.slice(0, 4)}`;
      },
      className: 'whitespace-nowrap',
    },
  ];
}

function Yes() {
  return (
    <span className="inline-flex items-center gap-1.5 align-middle">
      <Check className="size-4 text-good" aria-hidden />
      yes
    </span>
  );
}
