import { eq, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { inTransaction, recordStatements } from '@/lib/db/client';
import { dataIssues } from '@/lib/db/schema/attention';
import { auditEvents } from '@/lib/db/schema/audit-events';
import { createTestSite, openTestDatabase } from '@/test/database';
import { DayScene } from '@/test/day-scene';
import { planOf, wholeReads } from '@/test/explain';
import { type CheckedScope, type FoundIssue, reopenIssue, resolveIssue, settleIssues } from './mutations';
import { prepareIssue } from './prepare';
import { getIssues, issuesStatement } from './queries/get-issues';

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

describe('what people do with an issue', () => {
  const person = { type: 'user' as const, id: 'user-1' };

  it('is resolved with a note until its facts change, and can be reopened, each audited', async () => {
    const { site, settle, rows } = await siteWithIssues();
    await settle([overlap([1, 2])], 100);
    const issueId = (await rows())[0]?.id ?? 0;
    const decision = { siteId: site.id, issueId, actor: person };
    await resolveIssue(database, { ...decision, note: 'two badges', now: 150 });
    await settle([overlap([1, 2])], 200);
    expect(await rows()).toMatchObject([
      { status: 'resolved', resolvedAt: 150, resolvedBy: 'user-1', note: 'two badges' },
    ]);
    await expect(resolveIssue(database, { ...decision, note: 'x', now: 201 })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    await reopenIssue(database, { ...decision, now: 210 });
    expect(await rows()).toMatchObject([{ status: 'open', resolvedAt: null, resolvedBy: null }]);
    await expect(reopenIssue(database, { ...decision, now: 211 })).rejects.toMatchObject({ code: 'CONFLICT' });
    await resolveIssue(database, { ...decision, note: 'still', now: 220 });
    await settle([overlap([1, 3])], 300);
    expect(await rows()).toMatchObject([{ status: 'open' }]);
    await settle([], 400);
    await expect(reopenIssue(database, { ...decision, now: 401 })).rejects.toMatchObject({ code: 'CONFLICT' });
    const audit = await database
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.siteId, site.id))
      .orderBy(auditEvents.id);
    expect(audit.filter((event) => event.entity === 'issue').map((event) => event.action)).toEqual([
      'issue.resolve',
      'issue.reopen',
      'issue.resolve',
    ]);
  });

  it('does not touch an issue of another site', async () => {
    const { settle, rows } = await siteWithIssues();
    const other = await createTestSite(database);
    await settle([overlap([1, 2])], 100);
    const decision = { siteId: other.id, issueId: (await rows())[0]?.id ?? 0, actor: person, note: 'x', now: 101 };
    await expect(resolveIssue(database, decision)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('getIssues', () => {
  it('lists by filter, the latest day first, page by page, with names', async () => {
    const scene = await DayScene.create(database);
    const siteId = scene.site.id;
    const ada = await scene.person('Ada Example', { archivedAt: 1 });
    const found = (kind: FoundIssue['kind'], scoreDate: string, identityId: number | null = null): FoundIssue => ({
      kind,
      subject: identityId === null ? `employee:${ada.employeeId}` : `identity:${identityId}`,
      employeeId: identityId === null ? ada.employeeId : null,
      identityId,
      scoreDate,
      details: { seconds: 5 },
    });
    const all = [
      found('overlap', '2026-03-01'),
      found('no_scans', '2026-03-02'),
      found('no_scans', '2026-03-03'),
      found('unmapped_identity', '2026-03-02', await scene.login('unmapped')),
    ];
    await inTransaction(database, (tx) =>
      settleIssues(tx, {
        siteId,
        checked: { kinds: ['overlap', 'no_scans', 'unmapped_identity'], places: all },
        found: all,
        now: 100,
      }),
    );
    const list = async (more: object = {}) =>
      (await getIssues(database, { siteId, status: 'open', limit: 10, ...more })).map(prepareIssue);
    expect((await list()).map((issue) => `${issue.date} ${issue.kind}`)).toEqual([
      '2026-03-03 no_scans',
      '2026-03-02 unmapped_identity',
      '2026-03-02 no_scans',
      '2026-03-01 overlap',
    ]);
    expect((await list({ kind: 'overlap' }))[0]).toMatchObject({ name: 'Ada Example', details: { seconds: 5 } });
    expect((await list({ kind: 'unmapped_identity' }))[0]).toMatchObject({ source: 'api', employeeId: null });
    expect(await list({ employeeId: ada.employeeId, from: '2026-03-02', to: '2026-03-02' })).toHaveLength(1);
    expect(await list({ status: 'resolved' })).toEqual([]);
    const [, second] = await list();
    expect((await list({ after: { scoreDate: second?.date, id: second?.id } })).map((issue) => issue.kind)).toEqual([
      'no_scans',
      'overlap',
    ]);
    const other = await createTestSite(database);
    expect(await getIssues(database, { siteId: other.id, status: 'open', limit: 10 })).toEqual([]);

    await database.insert(dataIssues).values(
      Array.from({ length: 1_000 }, (_, index) => ({
        siteId,
        kind: 'overlap',
        subject: `employee:x${index}`,
        scoreDate: '2026-02-01',
        status: 'resolved' as const,
        details: {},
        openedAt: 1,
      })),
    );
    await database.execute(sql`ANALYZE TABLE data_issues`);
    const plan = await planOf(database, issuesStatement({ siteId, status: 'open', limit: 10 }));
    expect(wholeReads(plan, ['e', 'n', 'u'])).toEqual([]);
    expect(plan.find((step) => step.table === 'i')).toMatchObject({ key: 'ix_data_issues_open' });
    const { statements } = await recordStatements(() => list());
    expect(statements).toHaveLength(1);
  });
});
