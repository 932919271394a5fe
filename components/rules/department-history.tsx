'use client';

import { useSite } from '@/components/layout/hub-context';
import { useSiteQuery } from '@/components/query/use-site-query';
import { DataPart } from '@/components/state/data-part';
import { Skeleton } from '@/components/ui/skeleton';
import type { RoleHistory } from '@/lib/domain/roles/schema';
import { NO_NUMBER } from '@/lib/platform/format/number';
import { formatMoment } from '@/lib/platform/time/format';
import { fromIsoInstant } from '@/lib/platform/time/instant';
import { ROLE_ACTION_LABELS, VALUE_LABELS } from './labels';

/** Who changed what of a department, before and after. */
export function DepartmentHistory({ departmentId }: { departmentId: number }) {
  const { timeZone } = useSite();
  const history = useSiteQuery<RoleHistory>({
    path: `/api/admin/departments/${departmentId}/history`,
    params: {},
    schema: () => import('@/lib/domain/roles/schema').then(({ roleHistory }) => roleHistory),
  });
  return (
    <DataPart
      query={history}
      errorTitle="The history could not be loaded"
      skeleton={<Skeleton className="h-40 rounded-xl" />}
      isEmpty={({ rows }) => rows.length === 0}
      empty={<p className="text-ink-muted">Nobody has changed this department since the site was made.</p>}
    >
      {({ rows }) => (
        <ol className="divide-y rounded-xl border text-sm">
          {rows.map((event) => (
            <li key={event.id} className="grid gap-1 px-3 py-2.5">
              <p>
                <b className="font-medium">{event.by}</b> {ROLE_ACTION_LABELS[event.action] ?? event.action}
                <span className="text-ink-muted">, {formatMoment(fromIsoInstant(event.at), timeZone)}</span>
              </p>
              <ul className="flex flex-wrap gap-x-4 gap-y-0.5 text-ink-muted tabular-nums">
                {changesOf(event).map(({ name, before, after }) => (
                  <li key={name}>
                    {VALUE_LABELS[name] ?? name}{' '}
                    {before === after ? (
                      after
                    ) : (
                      <>
                        {before} → <span className="text-ink">{after}</span>
                      </>
                    )}
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ol>
      )}
    </DataPart>
  );
}

/** Every value of an edit; those that stayed only where they say which one is meant. */
function changesOf({ before, after }: RoleHistory['rows'][number]) {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return names
    .map((name) => ({ name, before: textOf(before?.[name]), after: textOf(after?.[name]) }))
    .filter((one) => one.name === 'validFrom' || one.before !== one.after);
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return NO_NUMBER;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value);
}
