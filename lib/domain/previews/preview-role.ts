import type { Db } from '@/lib/db/client';
import { getEstimate } from '@/lib/domain/recalculation/queries/get-estimate';
import { getRoleDays } from '@/lib/domain/recalculation/queries/get-role-days';
import {
  changesRoleScores,
  requireFreeName,
  shownRole,
  shownVersion,
  storedVersion,
} from '@/lib/domain/roles/mutations';
import { getRole } from '@/lib/domain/roles/queries/get-roles';
import { isSameVersion, type StoredVersion, withoutVersion, withVersion } from '@/lib/domain/roles/rules';
import type { RolePreviewOrder } from '@/lib/domain/roles/schema';
import { changedSpans, type DaySpan } from '@/lib/domain/scoring/dated-values';
import { getRolesWithVersions } from '@/lib/domain/scoring/queries/get-scoring-facts';
import { countRoleDays } from '@/lib/domain/scoring/request-affected';
import { rolesByDay, versionOn } from '@/lib/domain/scoring/roles';
import type { Site } from '@/lib/domain/sites/schema';
import { requireRevision } from '@/lib/platform/revision/revision';
import { addDays, businessDayOf } from '@/lib/platform/time/business-day';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';
import { compareScores, compareUnmapped } from './compare-scores';
import { prepareEffect } from './prepare';
import { getNames } from './queries/get-names';
import { getScoredDays } from './queries/get-scored-days';
import { latestDays, PREVIEW_DAYS } from './rules';
import type { EffectPreview } from './schema';

type RolePreview = { site: Site; roleId: number; order: RolePreviewOrder; isWithPay: boolean; now: EpochSeconds };
type RoleRow = Awaited<ReturnType<typeof getRolesWithVersions>>[number];

/**
 * What an edit of a role would do to the last 30 days: the days with work in it, scored with the values of now and with
 * those of the edit. Refuses what saving would refuse. Throws NOT_FOUND, CONFLICT.
 */
export async function previewRole(db: Db, input: RolePreview): Promise<EffectPreview> {
  const { site, roleId, order, isWithPay, now } = input;
  const { role, roles, versions } = await getRole(db, site.id, roleId);
  const all = await getRolesWithVersions(db, site.id);
  const to = businessDayOf(site, now);
  let after: RoleRow[];
  let requested = 0;
  let recalculationSeconds: number | null = null;
  let rescored: { from: IsoDay; to: IsoDay } | null = null;
  if (order.kind === 'changes') {
    requireRevision(shownRole(role), order.revision);
    requireFreeName(roles, roleId, order.changes.departmentName);
    const changed = { ...role, ...withoutUndefined(order.changes) };
    const { roleType, flowOrder, isFinishing } = changed;
    after = all.map((row) => (row.roleId === roleId ? { ...row, roleType, flowOrder, isFinishing } : row));
    const days = changesRoleScores(role, changed) ? await getRoleDays(db, site.id, roleId) : null;
    if (days !== null) {
      rescored = days;
      const estimate = await getEstimate(db, { siteId: site.id, ...days, roleId });
      requested = estimate.personDays;
      recalculationSeconds = estimate.seconds;
    }
  } else {
    const { validFrom } = order;
    const old = versions.find((one) => one.validFrom === validFrom) ?? null;
    requireRevision(old === null ? null : shownVersion(old), order.revision);
    const edited =
      order.kind === 'remove'
        ? withoutVersion(versions, validFrom)
        : withVersion(versions, storedVersion(roleId, validFrom, order.values));
    requested = await countRoleDays(db, { siteId: site.id, roleId, spans: spansOf(versions, edited) });
    const counting =
      order.kind === 'set' && order.isAsIfAlways ? edited.filter((one) => one.validFrom === validFrom) : edited;
    after = [...all.filter((row) => row.roleId !== roleId), ...rowsOf(role, counting)];
  }
  const rules = { before: { site, roles: rolesByDay(all) }, after: { site, roles: rolesByDay(after) } };
  const scored = await getScoredDays(db, { siteId: site.id, from: addDays(to, 1 - PREVIEW_DAYS), to, roleId });
  const { personDays, from } = latestDays(scored, addDays(to, 1 - PREVIEW_DAYS));
  const effect = await compareScores(db, rules, personDays, now);
  await compareUnmapped(db, effect, rules, { from, to });
  const names = await getNames(db, site.id, [...effect.people.keys()]);
  const departments = roles
    .map((one) => ({ roleId: one.id, departmentName: one.departmentName }))
    .filter((one) => one.roleId === roleId);
  return prepareEffect(effect, {
    now,
    from,
    to,
    requested,
    recalculationSeconds,
    rescored,
    departments,
    names,
    isWithPay,
  });
}

function spansOf(before: readonly StoredVersion[], after: readonly StoredVersion[]): DaySpan[] {
  return changedSpans(
    [...before, ...after].map((one) => one.validFrom),
    (day) => isSameVersion(versionOn(before, day) ?? null, versionOn(after, day) ?? null),
  );
}

function rowsOf(
  role: Pick<RoleRow, 'roleType' | 'flowOrder' | 'isFinishing'>,
  versions: readonly StoredVersion[],
): RoleRow[] {
  const { roleType, flowOrder, isFinishing } = role;
  return versions.map((version) => ({ ...version, roleType, flowOrder, isFinishing }));
}

function withoutUndefined<T extends object>(values: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
