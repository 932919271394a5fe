import * as z from 'zod';
import { toIsoInstant } from '@/lib/platform/time/instant';
import { isUndoable } from './changes';
import type { RecentChangeRow } from './queries/get-recent-changes';
import type { RecentChange } from './schema';

const told = z.object({
  employeeId: z.number().nullish(),
  mergedInto: z.number().nullish(),
  name: z.string().nullish(),
  undoes: z.number().nullish(),
});

/** What an audit event says of people, whatever its age; nothing where it says nothing. */
export function toldOf(values: unknown): z.infer<typeof told> {
  return told.safeParse(values).data ?? {};
}

type Names = { people: ReadonlyMap<number, string>; logins: ReadonlyMap<number, string> };

/** Ids of the people and logins that the changes are about. */
export function subjectsOf(rows: readonly RecentChangeRow[]): { employeeIds: number[]; identityIds: number[] } {
  const employeeIds = new Set<number>();
  const identityIds = new Set<number>();
  for (const row of rows) {
    (row.entity === 'employee' ? employeeIds : identityIds).add(row.entityId);
    for (const values of [toldOf(row.before), toldOf(row.after)]) {
      for (const id of [values.employeeId, values.mergedInto]) if (id != null) employeeIds.add(id);
    }
  }
  return { employeeIds: [...employeeIds], identityIds: [...identityIds] };
}

/**
 * Changes as lines, the latest first. Of each login and person the latest can be taken back, part of a merge with the merge;
 * what was taken back already is marked. Whether nothing changed since is looked at when it is taken back.
 */
export function prepareChanges(rows: readonly RecentChangeRow[], { people, logins }: Names): RecentChange[] {
  const undone = new Set(rows.flatMap((row) => toldOf(row.after).undoes ?? []));
  const inMerge = new Set(rows.flatMap((row) => changesOf(row)));
  const nameOf = (id: number | null | undefined) => (id == null ? null : (people.get(id) ?? null));
  const changedSince = new Set<string>();
  return rows.map((row) => {
    const subject = `${row.entity}/${row.entityId}`;
    const isLatest = !changedSince.has(subject);
    changedSince.add(subject);
    const [before, after] = [toldOf(row.before), toldOf(row.after)];
    const isUndone = undone.has(row.id);
    return {
      id: row.id,
      at: toIsoInstant(row.occurredAt),
      by: row.by,
      action: row.action,
      subject:
        (row.entity === 'employee' ? nameOf(row.entityId) : logins.get(row.entityId)) ??
        after.name ??
        `#${row.entityId}`,
      fromName: nameOf(before.employeeId ?? before.mergedInto),
      toName: nameOf(after.employeeId ?? after.mergedInto),
      employeeId: row.entity === 'employee' ? row.entityId : (after.employeeId ?? before.employeeId ?? null),
      isUndone,
      canUndo: isLatest && !isUndone && !inMerge.has(row.id) && isUndoable(row),
    };
  });
}

const merged = z.object({ changes: z.array(z.number()) });

function changesOf(row: RecentChangeRow): number[] {
  return merged.safeParse(row.after).data?.changes ?? [];
}
