import { eq } from 'drizzle-orm';
import { type Database, type Db, inTransaction, type Transaction } from '../../db/client';
import { isDuplicateKey } from '../../db/errors';
import { roleConfigs, roleConfigVersions } from '../../db/schema/role-configs';
import { siteGoals, sites } from '../../db/schema/sites';
import { type Actor, writeAudit } from '../../platform/audit/write-audit';
import { AppError } from '../../platform/errors/errors';
import { requireRevision } from '../../platform/revision/revision';
import { businessDayOf } from '../../platform/time/business-day';
import type { EpochSeconds, IsoDay } from '../../platform/time/instant';
import { requestAllAwards, requestAwards, SITE_DAY } from '../gamification/request-awards';
import { queueRecalculation } from '../recalculation/mutations';
import { getSiteSpan } from '../recalculation/queries/get-site-span';
import { BEGINNING } from '../roles/rules';
import { lockScoringRules } from '../scoring/rule-lock';
import { getSite } from './queries/get-sites';
import { DEFAULT_ROLES } from './rules';
import { type Site, type SiteChanges, type SiteSettings, siteChanges, siteSettingsSchema } from './schema';

export type NewSite = {
  code: string;
  name: string;
  timeZone: string;
  dayStart?: string;
  dailyGoalItems?: number | null;
  settings?: Partial<SiteSettings>;
};

/** Creates a site with the default departments of domain.md 1. Returns its id. Throws CONFLICT when the code is taken. */
export async function createSite(db: Database, site: NewSite, actor: Actor, now: EpochSeconds): Promise<number> {
  try {
    return await inTransaction(db, async (tx) => {
      const [inserted] = await tx.insert(sites).values({
        code: site.code,
        name: site.name,
        timeZone: site.timeZone,
        dayStart: site.dayStart ?? '00:00',
        dailyGoalItems: site.dailyGoalItems ?? null,
        settings: siteSettingsSchema.parse(site.settings ?? {}),
        createdAt: now,
      });
      const siteId = inserted.insertId;
      await tx.insert(siteGoals).values({ siteId, validFrom: BEGINNING, dailyGoalItems: site.dailyGoalItems ?? null });
      for (const { multiplier, expectedPerHour, idleThresholdMinutes, monthlyTargetPoints, ...role } of DEFAULT_ROLES) {
        const [row] = await tx.insert(roleConfigs).values({ ...role, siteId });
        await tx.insert(roleConfigVersions).values({
          roleId: row.insertId,
          validFrom: BEGINNING,
          multiplier,
          expectedPerHour,
          idleThresholdMinutes,
          monthlyTargetPoints,
        });
      }
      await writeAudit(tx, [
        {
          siteId,
          at: now,
          actor,
          action: 'site.create',
          entity: 'site',
          entityId: siteId,
          after: { code: site.code, name: site.name, timeZone: site.timeZone },
        },
      ]);
      return siteId;
    });
  } catch (error) {
    if (isDuplicateKey(error))
      throw new AppError('CONFLICT', `There is already a site "${site.code}".`, { cause: error });
    throw error;
  }
}

/** What decides about scores of all days; a change of it is a recalculation (domain.md 1). */
const SCORE_SETTINGS: readonly string[] = [
  'timeZone',
  'dayStart',
  'defaultHourlyCents',
  'maxOpenHours',
  'minOpenHours',
  'chainGapHours',
  'chainSpanHours',
  'salaryDaysPerMonth',
  'salaryHoursPerDay',
] satisfies (keyof SiteChanges | keyof SiteSettings)[];

/** What decides about awards and streaks of all days. */
const AWARD_SETTINGS: readonly string[] = ['timeZone', 'dayStart', 'weekStart', 'targetDaysPerMonth'] satisfies (
  | keyof SiteChanges
  | keyof SiteSettings
)[];

/** What an editor of a site sees of it; its revision is `revisionOf` this. */
export function shownSite({ settings, ...site }: Site): Record<string, unknown> {
  return { ...site, ...settings };
}

/**
 * Changes a site. Time zone, day start, default rate and the rules of punches and salaries queue a recalculation of all
 * its days; the daily goal counts from today (domain.md 1). Audited; the same again changes nothing. `announceEdit` is to be
 * called after the commit. Throws VALIDATION, CONFLICT when somebody changed the site meanwhile (`revision`:
 * `revisionOf(shownSite(site))` of what was seen).
 */
export async function updateSite(
  tx: Transaction,
  input: { site: Pick<Site, 'id' | 'code'>; changes: SiteChanges; revision?: string; actor: Actor; now: EpochSeconds },
): Promise<{ recalculationId: number | null }> {
  const { site, actor, now } = input;
  const changes = siteChanges.parse(input.changes);
  await lockScoringRules(tx, site.id);
  await tx.select({ id: sites.id }).from(sites).where(eq(sites.id, site.id)).for('update');
  const current = await getSite(tx, site.code);
  const shown = shownSite(current);
  requireRevision(shown, input.revision);
  const { next, after } = changedSite(current, changes);
  const changed = Object.keys(after);
  if (changed.length === 0) return { recalculationId: null };
  const { id: _, code: __, ...columns } = next;
  await tx.update(sites).set(columns).where(eq(sites.id, site.id));
  await writeAudit(tx, [
    {
      siteId: site.id,
      at: now,
      actor,
      action: 'site.change',
      entity: 'site',
      entityId: site.id,
      before: Object.fromEntries(changed.map((name) => [name, shown[name]])),
      after,
    },
  ]);
  if (changed.includes('dailyGoalItems')) await setGoal(tx, next, now);
  if (changed.some((name) => AWARD_SETTINGS.includes(name))) await requestAllAwards(tx, site.id);
  const days = await rescoredDays(tx, current, next, changed);
  if (days === null) return { recalculationId: null };
  const reason = `Site settings changed: ${changed.join(', ')}`;
  return { recalculationId: await queueRecalculation(tx, { site, ...days, reason, actor, now }) };
}

/** A site as it would be, and what of it would be another value. */
export function changedSite(
  current: Site,
  { settings = {}, ...values }: SiteChanges,
): { next: Site; after: Record<string, unknown> } {
  const shown = shownSite(current);
  const after = Object.fromEntries(
    Object.entries({ ...values, ...settings }).filter(([name, value]) => value !== undefined && value !== shown[name]),
  );
  const next = {
    ...current,
    ...withoutUndefined(values),
    settings: { ...current.settings, ...withoutUndefined(settings) },
  };
  return { next, after };
}

/** The days that a change has scored again: of either calendar, from where one leaves to where another comes. */
export async function rescoredDays(
  db: Db,
  current: Site,
  next: Site,
  changed: readonly string[],
): Promise<{ from: IsoDay; to: IsoDay } | null> {
  if (!changed.some((name) => SCORE_SETTINGS.includes(name))) return null;
  const spans = [await getSiteSpan(db, current.id, current), await getSiteSpan(db, current.id, next)];
  const days = spans.flatMap((span) => (span === null ? [] : [span.from, span.to])).sort();
  const [from, to] = [days[0], days.at(-1)];
  return from === undefined || to === undefined ? null : { from, to };
}

/** The goal counts from today, and today's awards for reaching it are looked at again. */
async function setGoal(tx: Transaction, site: Site, now: EpochSeconds): Promise<void> {
  const { id: siteId, dailyGoalItems } = site;
  const today = businessDayOf(site, now);
  await tx
    .insert(siteGoals)
    .values({ siteId, validFrom: today, dailyGoalItems })
    .onDuplicateKeyUpdate({ set: { dailyGoalItems } });
  await requestAwards(tx, siteId, [{ employeeId: SITE_DAY, day: today }]);
}

function withoutUndefined<T extends object>(values: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
