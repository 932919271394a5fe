import { randomBytes } from 'node:crypto';
import type { Database } from '@/lib/db/client';
import { createSite, type NewSite } from '@/lib/domain/sites/mutations';
import { getSite } from '@/lib/domain/sites/queries/get-sites';
import type { Site } from '@/lib/domain/sites/schema';
import type { Actor } from '@/lib/platform/audit/write-audit';

export const TEST_ACTOR: Actor = { type: 'system', id: 'test' };

/** A new site with the default departments. Tests keep apart by working in a site of their own. */
export async function createTestSite(database: Database, values: Partial<NewSite> = {}): Promise<Site> {
  const site = {
    code: `t-${randomBytes(6).toString('hex')}`,
    name: 'Test warehouse',
    timeZone: 'America/Chicago',
    ...values,
  };
  await createSite(database, site, TEST_ACTOR, 1_700_000_000);
  return getSite(database, site.code);
}
