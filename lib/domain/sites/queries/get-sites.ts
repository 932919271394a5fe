import { asc, eq } from 'drizzle-orm';
import type { Db } from '../../../db/client';
import { sites } from '../../../db/schema/sites';
import { AppError } from '../../../platform/errors/errors';
import { type Site, siteSettingsSchema } from '../schema';

function toSite(row: typeof sites.$inferSelect): Site {
  const { createdAt: _, settings, ...rest } = row;
  return { ...rest, settings: siteSettingsSchema.parse(settings) };
}

/** All sites, oldest first. */
export async function getSites(db: Db): Promise<Site[]> {
  const rows = await db.select().from(sites).orderBy(asc(sites.id));
  return rows.map(toSite);
}

/** The site with `code`; without a code the only one there is. Throws NOT_FOUND or VALIDATION with what to do. */
export async function getSite(db: Db, code: string | undefined): Promise<Site> {
  if (code !== undefined) {
    const rows = await db.select().from(sites).where(eq(sites.code, code));
    if (rows[0] === undefined) throw new AppError('NOT_FOUND', `There is no site "${code}".`);
    return toSite(rows[0]);
  }
  const all = await getSites(db);
  if (all[0] === undefined)
    throw new AppError('NOT_FOUND', 'There is no site yet. Run `npm start` to create the first.');
  if (all.length > 1) {
    throw new AppError('VALIDATION', 'Say which site is meant.', {
      details: [{ field: 'site', message: `is required; one of ${all.map((site) => site.code).join(', ')}` }],
    });
  }
  return all[0];
}
