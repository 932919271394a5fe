import { eq } from 'drizzle-orm';
import { afterAll, describe, expect, it } from 'vitest';
import { inTransaction, recordStatements } from '@/lib/db/client';
import { closeDatabases } from '@/lib/db/handles';
import { sites } from '@/lib/db/schema/sites';
import { invalidateTags } from '@/lib/platform/cache/cache';
import { tags, tagsOfSite } from '@/lib/platform/cache/keys';
import { closeRedisConnections } from '@/lib/platform/redis/redis';
import { createTestSite, openTestDatabase, TEST_ACTOR } from '@/test/database';
import { findSite } from './cached-sites';
import { updateSite } from './mutations';

const database = openTestDatabase();

afterAll(async () => {
  closeRedisConnections();
  await closeDatabases();
});

describe('the site of a request', () => {
  it('comes from the cache, and with its new settings once they were changed', async () => {
    const site = await createTestSite(database);
    await invalidateTags([tags.sites]);
    expect(await findSite(site.code)).toEqual(site);
    const again = await recordStatements(() => findSite(site.code));
    expect(again).toEqual({ result: site, statements: [] });
    const changes = { name: 'South warehouse', timeZone: 'Asia/Kolkata', settings: { queueLimit: 5 } };
    await inTransaction(database, (tx) => updateSite(tx, { site, changes, actor: TEST_ACTOR, now: 1_800_000_000 }));
    await invalidateTags(tagsOfSite(site.id));
    const changed = await findSite(site.code);
    expect(changed).toMatchObject({ name: 'South warehouse', timeZone: 'Asia/Kolkata', settings: { queueLimit: 5 } });
  });

  it('is found also when it came after the cache was filled', async () => {
    await findSite((await createTestSite(database)).code);
    const fresh = await createTestSite(database);
    expect(await findSite(fresh.code)).toEqual(fresh);
  });

  it('must be named where there are several, and must be there', async () => {
    await createTestSite(database);
    await createTestSite(database);
    await invalidateTags([tags.sites]);
    await expect(findSite(undefined)).rejects.toMatchObject({ code: 'VALIDATION' });
    await expect(findSite('nowhere')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const [stored] = await database.select().from(sites).where(eq(sites.code, 'nowhere'));
    expect(stored).toBeUndefined();
  });
});
