'use client';

import { useState } from 'react';
import { useSite } from '@/components/layout/hub-context';
import { Panel } from '@/components/layout/panel';
import { sendJson } from '@/components/query/fetch-json';
import { useEdit } from '@/components/query/use-edit';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/select';
import type { ListedActivityType, ListedDepartment } from '@/lib/domain/roles/schema';
import { formatNumber } from '@/lib/platform/format/number';
import { formatShortDay } from '@/lib/platform/time/format';

type ActivityTypesProps = {
  types: readonly ListedActivityType[];
  departments: readonly ListedDepartment[];
  onChanged(): void;
  /** Makes a department for a type. */
  onCreate(activityType: string): void;
};

const answerSchema = () => import('@/lib/domain/roles/schema').then(({ typeMappingAnswer }) => typeMappingAnswer);

/** Kinds of scans that are no department's own: those that count nowhere yet, and those that were given to one. */
export function ActivityTypes({ types, departments, onChanged, onCreate }: ActivityTypesProps) {
  return (
    <Panel
      title="Other activity types"
      note="Scans that arrive under a name that is no department's own count nowhere until they are given to one."
    >
      <ul aria-label="Other activity types" className="divide-y">
        {types.map((type) => (
          <TypeRow
            key={type.activityType}
            type={type}
            departments={departments}
            onChanged={onChanged}
            onCreate={onCreate}
          />
        ))}
      </ul>
    </Panel>
  );
}

function TypeRow({
  type,
  departments,
  onChanged,
  onCreate,
}: Omit<ActivityTypesProps, 'types'> & { type: ListedActivityType }) {
  const { activityType, roleId, waiting } = type;
  const site = useSite();
  const [chosenId, setChosenId] = useState<number | null>(null);
  const edit = useEdit(onChanged);
  const wantedId = chosenId ?? roleId;
  const wanted = departments.find(({ id }) => id === wantedId);
  const save = (department: ListedDepartment) =>
    edit.send(
      () =>
        sendJson(
          'PUT',
          `/api/admin/activity-types?site=${encodeURIComponent(site.code)}`,
          { activityType, roleId: department.id },
          answerSchema,
        ),
      ({ windows }) =>
        `${activityType} counts at ${department.departmentName}: ${formatNumber(windows)} ${windows === 1 ? 'scan' : 'scans'}, whose days are scored again.`,
    );
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3 first:pt-0 last:pb-0">
      <div className="min-w-48 flex-1">
        <p className="font-medium">{activityType}</p>
        <p className="text-sm text-ink-muted">{waiting === null ? 'Given to a department' : waitingText(waiting)}</p>
        {edit.message !== null && (
          <p role="alert" className="text-sm text-bad">
            {edit.message}
          </p>
        )}
      </div>
      <form
        className="flex flex-wrap items-center gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (wanted !== undefined) void save(wanted);
        }}
      >
        <Select
          aria-label={`Department of ${activityType}`}
          value={wantedId ?? ''}
          onChange={({ target }) => {
            edit.clear();
            setChosenId(target.value === '' ? null : Number(target.value));
          }}
        >
          {roleId === null && <option value="">No department</option>}
          {departments.map(({ id, departmentName }) => (
            <option key={id} value={id}>
              {departmentName}
            </option>
          ))}
        </Select>
        <Button type="submit" disabled={wantedId === roleId || edit.isSending}>
          {edit.isSending ? 'Saving' : 'Count it there'}
        </Button>
        {roleId === null && (
          <Button variant="ghost" onClick={() => onCreate(activityType)}>
            New department
          </Button>
        )}
      </form>
    </li>
  );
}

/** `12 scans with 240 items, from 3 Mar to 9 Mar, wait.` */
function waitingText({ windows, items, firstDay, lastDay }: NonNullable<ListedActivityType['waiting']>): string {
  const [first, last] = [formatShortDay(firstDay), formatShortDay(lastDay)];
  const when = first === last ? `of ${first}` : `from ${first} to ${last}`;
  const scans = `${formatNumber(windows)} ${windows === 1 ? 'scan' : 'scans'}`;
  return `${scans} with ${formatNumber(items)} items, ${when}, ${windows === 1 ? 'waits' : 'wait'}.`;
}
