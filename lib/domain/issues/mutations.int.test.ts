import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { inTransaction } from '@/lib/db/client';
import { dataIssues } from '@/lib/db/schema/attention';
import { createTestSite, openTestDatabase } from '@/test/database';
import { type CheckedScope, type FoundIssue, settleIssues } from './mutations';

const database = openTestDatabase();
const day = '2026-03-02';
const checked: CheckedScope = {
  kinds: ['overlap', 'no_scans'],
  places: [{ subject: 'employee:1', scoreDate: day }],
};

async function siteWithIssues() {
  const site = await createTestSite(database);
  const settle = (found: FoundIssue[], now: number, scope: CheckedScope = checked) =>
    inTransaction(database, (tx) => settleIssues(tx, { siteId: site.id, checked: scope, found, now }));
  const rows = () => database.select().from(dataIssues).where(eq(dataIssues.siteId, site.id));
  return { site, settle, rows };
}

const overlap = (periodIds: number[]): FoundIssue => ({
  kind: 'overlap',
  subject: 'employee:1',
  scoreDate: day,
  details: { periodIds },
});

describe('settleIssues', () => {
  it('opens what is new once and closes it when its cause is gone', async () => {
    const { settle, rows } = await siteWithIssues();
    expect(await settle([overlap([1, 2])], 100)).toEqual({ opened: 1, changed: 0, resolved: 0 });
    expect(await settle([overlap([1, 2])], 200)).toEqual({ opened: 0, changed: 0, resolved: 0 });
    expect(await settle([], 300)).toEqual({ opened: 0, changed: 0, resolved: 1 });
    expect(await rows()).toMatchObject([{ status: 'resolved', openedAt: 100, resolvedAt: 300, resolvedBy: 'system' }]);
    expect(await settle([overlap([1, 2])], 400)).toEqual({ opened: 0, changed: 1, resolved: 0 });
    expect(await rows()).toMatchObject([{ status: 'open', openedAt: 400, resolvedAt: null }]);
  });

  it('leaves what a person resolved alone until its facts change', async () => {
    const { site, settle, rows } = await siteWithIssues();
    await settle([overlap([1, 2])], 100);
    await database
      .update(dataIssues)
      .set({ status: 'resolved', resolvedAt: 150, resolvedBy: 'user-1', note: 'two badges' })
      .where(eq(dataIssues.siteId, site.id));
    await settle([overlap([1, 2])], 200);
    expect(await rows()).toMatchObject([{ status: 'resolved', resolvedBy: 'user-1' }]);
    await settle([overlap([1, 3])], 300);
    expect(await rows()).toMatchObject([{ status: 'open', details: { periodIds: [1, 3] } }]);
  });

  it('touches nothing outside the kinds, subjects and days that were looked at', async () => {
    const { settle, rows } = await siteWithIssues();
    await settle([overlap([1, 2])], 100);
    await settle([], 200, { ...checked, places: [{ subject: 'employee:1', scoreDate: '2026-03-03' }] });
    await settle([], 200, { ...checked, places: [{ subject: 'employee:2', scoreDate: day }] });
    await settle([], 200, { kinds: ['no_scans'], places: checked.places });
    expect(await rows()).toMatchObject([{ status: 'open' }]);
  });
});
