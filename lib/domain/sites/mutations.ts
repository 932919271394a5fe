import { type Database, inTransaction } from '../../db/client';
import { isDuplicateKey } from '../../db/errors';
import { roleConfigs, roleConfigVersions } from '../../db/schema/role-configs';
import { siteGoals, sites } from '../../db/schema/sites';
import { type Actor, writeAudit } from '../../platform/audit/write-audit';
import { AppError } from '../../platform/errors/errors';
import type { EpochSeconds, IsoDay } from '../../platform/time/instant';
import { DEFAULT_ROLES } from './rules';
import { type SiteSettings, siteSettingsSchema } from './schema';

export type NewSite = {
  code: string;
  name: string;
  timeZone: string;
  dayStart?: string;
  dailyGoalItems?: number | null;
  settings?: Partial<SiteSettings>;
};

/** The day from which the values of a new site count: before any fact there can be. */
const BEGINNING: IsoDay = '2000-01-01';

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
