import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { inTransaction } from '@/lib/db/client';
import { createTestSite, openTestDatabase } from '@/test/database';
import { awaitRuleEdits, lockScoringRules } from './rule-lock';

const database = openTestDatabase();

it('holds back a batch of scores until the edit is committed, at its own site only', async () => {
  const [site, other] = [await createTestSite(database), await createTestSite(database)];
  const order: string[] = [];
  let batch: Promise<unknown> = Promise.resolve();
  await inTransaction(database, async (tx) => {
    await lockScoringRules(tx, site.id);
    batch = awaitRuleEdits(database, site.id).then(() => order.push('batch'));
    await awaitRuleEdits(database, other.id);
    for (let other = 0; other < 20; other++) await database.execute(sql`SELECT 1`);
    order.push('edit');
  });
  await batch;
  expect(order).toEqual(['edit', 'batch']);
});
