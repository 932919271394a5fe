import type { Db } from '@/lib/db/client';
import { getEstimate } from '@/lib/domain/recalculation/queries/get-estimate';
import { getRoles } from '@/lib/domain/roles/queries/get-roles';
import { getRolesWithVersions } from '@/lib/domain/scoring/queries/get-scoring-facts';
import { rolesByDay } from '@/lib/domain/scoring/roles';
import { changedSite, rescoredDays, shownSite } from '@/lib/domain/sites/mutations';
import { getSite } from '@/lib/domain/sites/queries/get-sites';
import type { Site, SiteEdit } from '@/lib/domain/sites/schema';
import { requireRevision } from '@/lib/platform/revision/revision';
import { addDays, businessDayOf } from '@/lib/platform/time/business-day';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';
import { compareScores, compareUnmapped } from './compare-scores';
import { prepareEffect } from './prepare';
import { getNames } from './queries/get-names';
import { getScoredDays, type PersonDay } from './queries/get-scored-days';
import { latestDays, newEffect, PREVIEW_DAYS } from './rules';
import type { EffectPreview } from './schema';

/** What decides which day a fact belongs to. */
const CALENDAR: readonly string[] = [
  'timeZone',
  'dayStart',
  'maxOpenHours',
  'minOpenHours',
  'chainGapHours',
  'chainSpanHours',
];

/**
 * What a change of the site's settings would do to everybody's last 30 days, and which days it has scored again. Refuses
 * what saving would refuse. Throws CONFLICT.
 */
export async function previewSite(
  db: Db,
  { site, edit, isWithPay, now }: { site: Pick<Site, 'code'>; edit: SiteEdit; isWithPay: boolean; now: EpochSeconds },
): Promise<EffectPreview> {
  const current = await getSite(db, site.code);
  requireRevision(shownSite(current), edit.revision);
  const { next, after } = changedSite(current, edit.changes);
  const rescored = await rescoredDays(db, current, next, Object.keys(after));
  const to = businessDayOf(current, now);
  const first = addDays(to, 1 - PREVIEW_DAYS);
  const { roles } = await getRoles(db, current.id);
  const departments = roles.map(({ id, departmentName }) => ({ roleId: id, departmentName }));
  const context = { now, to, departments, isWithPay };
  if (rescored === null) {
    const nothing = { requested: 0, recalculationSeconds: null, rescored, names: new Map<number, string>() };
    return prepareEffect(newEffect(), { ...context, from: first, ...nothing });
  }
  const byDay = rolesByDay(await getRolesWithVersions(db, current.id));
  const rules = { before: { site: current, roles: byDay }, after: { site: next, roles: byDay } };
  const { personDays, from } = latestDays(await getScoredDays(db, { siteId: current.id, from: first, to }), first);
  const isOfCalendar = Object.keys(after).some((name) => CALENDAR.includes(name));
  const looked = isOfCalendar ? withNeighbours(personDays, from, to) : personDays;
  const effect = await compareScores(db, rules, looked, now);
  await compareUnmapped(db, effect, rules, { from, to });
  const estimate = await getEstimate(db, { siteId: current.id, ...rescored, roleId: null });
  const names = await getNames(db, current.id, [...effect.people.keys()]);
  const { personDays: requested, seconds: recalculationSeconds } = estimate;
  return prepareEffect(effect, { ...context, from, requested, recalculationSeconds, rescored, names });
}

/** By another calendar work may come to a day on which its person had none: the days beside are looked at as well. */
function withNeighbours(scored: readonly PersonDay[], from: IsoDay, to: IsoDay): PersonDay[] {
  const known = new Map<string, PersonDay>();
  for (const { employeeId, scoreDate: day } of scored) {
    for (const scoreDate of [addDays(day, -1), day, addDays(day, 1)]) {
      if (scoreDate >= from && scoreDate <= to) known.set(`${scoreDate}/${employeeId}`, { employeeId, scoreDate });
    }
  }
  return [...known.values()].sort(
    (a, b) => (a.scoreDate < b.scoreDate ? -1 : a.scoreDate > b.scoreDate ? 1 : 0) || a.employeeId - b.employeeId,
  );
}
