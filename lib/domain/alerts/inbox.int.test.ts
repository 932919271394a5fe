import { parse } from 'csv-parse/sync';
import { and, eq, sql } from 'drizzle-orm';
import { afterAll, describe, expect, it } from 'vitest';
import { inTransaction, recordStatements } from '@/lib/db/client';
import { closeDatabases } from '@/lib/db/handles';
import { auditEvents } from '@/lib/db/schema/audit-events';
import type { UserRole } from '@/lib/platform/auth/rights';
import { changeUser } from '@/lib/platform/auth/user-changes';
import { createUser } from '@/lib/platform/auth/users';
import { closeRedisConnections } from '@/lib/platform/redis/redis';
import { createTestSite, openTestDatabase, TEST_ACTOR } from '@/test/database';
import { planOf, wholeReads } from '@/test/explain';
import { announceAlerts, announceSettled } from './announce';
import { exportAlerts } from './export-csv';
import { loadAlert, loadAlertCounts, loadAlerts, loadAssignees } from './loaders';
import { acknowledgeAlert, assignAlert, type FoundAlert, noteAlert, resolveAlert, settleAlerts } from './mutations';
import { alertHistoryStatement } from './queries/get-alert-history';
import { alertsStatement } from './queries/get-alerts';
import { criticalAlertsStatement } from './queries/get-critical-alerts';
import { UNRESOLVED } from './rules';
import { alertAnswer, alertCounts, alertList, assigneeList } from './schema';

const database = openTestDatabase();
/** 2026-05-28, 15:26 in Chicago. */
const T = 1_780_000_000;

afterAll(async () => {
  closeRedisConnections();
  await closeDatabases();
});

const cause = (subject: string, severity: FoundAlert['severity'] = 'warning'): FoundAlert => ({
  kind: 'idle',
  subject,
  severity,
  title: `No scans of ${subject}`,
  details: { department: 'Packing' },
});

async function setUp() {
  const site = await createTestSite(database);
  const settle = (found: FoundAlert[], now: number) =>
    inTransaction(database, (tx) => settleAlerts(tx, { siteId: site.id, checked: { kinds: ['idle'] }, found, now }));
  const user = async (name: string, role: UserRole = 'manager') => {
    const email = `${name.replaceAll(' ', '.')}.${site.code}@example.com`.toLowerCase();
    const values = { email, name, role, password: 'a long password', mustChangePassword: false };
    return { type: 'user' as const, id: await createUser(database, values) };
  };
  const list = async (status: 'unresolved' | 'resolved', more: { limit?: number; cursor?: string } = {}) =>
    alertList.parse(await loadAlerts(site, { status, limit: 100, ...more }, T + 1_000));
  return { site, settle, user, list };
}

describe('the inbox', () => {
  it('shows settled alerts with the latest first, page by page', async () => {
    const { settle, list } = await setUp();
    await settle([cause('a', 'info')], T);
    await settle([cause('b', 'critical')], T + 10);
    await settle([cause('c')], T + 20);
    await settle([], T + 30);
    const first = await list('resolved', { limit: 2 });
    expect(first.rows.map((row) => row.subject)).toEqual(['c', 'b']);
    const second = await list('resolved', { limit: 2, cursor: first.nextCursor ?? '' });
    expect(second.rows.map((row) => row.subject)).toEqual(['a']);
    expect(second.nextCursor).toBeNull();
    expect(first.rows[0]).toMatchObject({ date: '2026-05-28', resolvedBy: 'system', assigneeId: null });
  });

  it('tells who did what to an alert and when, the latest first', async () => {
    const { site, settle, user, list } = await setUp();
    const [ada, bo] = [await user('Ada Example'), await user('Bo Example')];
    await settle([cause('a')], T);
    const [row] = (await list('unresolved')).rows;
    const alertId = row?.id ?? 0;
    const action = (actor: typeof ada, now: number) => ({ siteId: site.id, alertId, actor, now });
    await acknowledgeAlert(database, action(ada, T + 1));
    await noteAlert(database, { ...action(ada, T + 2), note: 'called them' });
    await assignAlert(database, { ...action(ada, T + 3), userId: bo.id });
    await resolveAlert(database, { ...action(bo, T + 4), note: 'printer was out of film' });
    await noteAlert(database, { ...action(ada, T + 5), note: 'ordered more' });
    const answer = alertAnswer.parse(await loadAlert(site, alertId, T + 10));
    expect(answer.alert).toMatchObject({ status: 'resolved', resolvedBy: 'Bo Example', note: 'ordered more' });
    expect(answer.history.map(({ at: _, ...event }) => event)).toEqual([
      { action: 'note', by: 'Ada Example', assignedTo: null, note: 'ordered more' },
      { action: 'resolve', by: 'Bo Example', assignedTo: null, note: 'printer was out of film' },
      { action: 'assign', by: 'Ada Example', assignedTo: 'Bo Example', note: null },
      { action: 'note', by: 'Ada Example', assignedTo: null, note: 'called them' },
      { action: 'acknowledge', by: 'Ada Example', assignedTo: null, note: null },
      { action: 'open', by: null, assignedTo: null, note: null },
    ]);
  });

  it('tells that an alert closed by itself, and knows none of another site', async () => {
    const [one, other] = [await setUp(), await setUp()];
    await one.settle([cause('a')], T);
    await one.settle([], T + 60);
    const [row] = (await one.list('resolved')).rows;
    const answer = await loadAlert(one.site, row?.id ?? 0, T + 100);
    expect(answer.history.map((event) => event.action)).toEqual(['close', 'open']);
    await expect(loadAlert(other.site, row?.id ?? 0, T + 100)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('says who was faster', async () => {
    const { site, settle, user, list } = await setUp();
    const [ada, bo] = [await user('Ada Example'), await user('Bo Example')];
    await settle([cause('a'), cause('b')], T);
    const { rows } = await list('unresolved');
    const action = (subject: string, actor: typeof ada) => ({
      siteId: site.id,
      alertId: rows.find((row) => row.subject === subject)?.id ?? 0,
      actor,
      now: T + 1,
    });
    await acknowledgeAlert(database, action('a', ada));
    await expect(acknowledgeAlert(database, action('a', bo))).rejects.toMatchObject({
      code: 'CONFLICT',
      message: 'The alert is already acknowledged: Ada Example acknowledged it.',
    });
    await assignAlert(database, { ...action('a', ada), userId: bo.id });
    await expect(acknowledgeAlert(database, action('a', ada))).rejects.toMatchObject({
      message: 'The alert is already assigned: Bo Example has it.',
    });
    await resolveAlert(database, { ...action('a', bo), note: 'done' });
    await expect(resolveAlert(database, { ...action('a', ada), note: 'done too' })).rejects.toMatchObject({
      message: 'The alert is already resolved: Bo Example resolved it.',
    });
    await settle([cause('a')], T + 2);
    await expect(acknowledgeAlert(database, action('b', bo))).rejects.toMatchObject({
      message: 'The cause of the alert is gone: it is already resolved by itself.',
    });
  });

  it('names everybody who can be given an alert, no viewers', async () => {
    const { site, settle, user, list } = await setUp();
    const [manager, viewer] = [await user('Maya Manager'), await user('Vic Viewer', 'viewer')];
    const [gone, elsewhere] = [await user('Gus Gone'), await user('Els Elsewhere')];
    const other = await createTestSite(database);
    const change = (userId: string, changes: Parameters<typeof changeUser>[1]['changes']) =>
      changeUser(database, { userId, changes, actor: TEST_ACTOR, now: T });
    await change(gone.id, { isDeactivated: true });
    await change(elsewhere.id, { siteIds: [other.id] });
    const { rows } = assigneeList.parse(await loadAssignees(site, manager.id, T));
    expect(rows).toContainEqual({ userId: manager.id, name: 'Maya Manager', role: 'manager', isYou: true });
    await settle([cause('a')], T);
    const alertId = (await list('unresolved')).rows[0]?.id ?? 0;
    const give = { siteId: site.id, alertId, actor: manager, now: T };
    for (const { id } of [viewer, gone, elsewhere]) {
      expect(rows.map((row) => row.userId)).not.toContain(id);
      await expect(assignAlert(database, { ...give, userId: id })).rejects.toMatchObject({ code: 'UNPROCESSABLE' });
    }
    expect((await loadAssignees(other, manager.id, T)).rows.map((row) => row.userId)).toContain(elsewhere.id);
  });
});

describe('the counts on every page', () => {
  it('are read once, and again when alerts changed', async () => {
    const { site, settle } = await setUp();
    await settle([cause('a', 'critical'), cause('b')], T);
    const first = await recordStatements(() => loadAlertCounts(site, T + 1));
    expect(first.statements).toHaveLength(2);
    expect(alertCounts.parse(first.result)).toMatchObject({
      counts: expect.arrayContaining([
        { severity: 'critical', alerts: 1, breached: 0 },
        { severity: 'warning', alerts: 1, breached: 0 },
      ]),
      critical: [{ title: 'No scans of a' }],
    });
    await settle([cause('b')], T + 2);
    expect((await recordStatements(() => loadAlertCounts(site, T + 3))).statements).toEqual([]);
    await announceSettled(site.id, { opened: 0, changed: 0, closed: 0 });
    expect((await loadAlertCounts(site, T + 3)).critical).toHaveLength(1);
    await announceSettled(site.id, { opened: 0, changed: 0, closed: 1 });
    expect(await loadAlertCounts(site, T + 3)).toMatchObject({
      counts: [{ severity: 'warning', alerts: 1 }],
      critical: [],
    });
    await announceAlerts(site.id);
  });
});

describe('the CSV of alerts', () => {
  it('holds the rows of the filter, also a text that looks like a formula, and is audited', async () => {
    const { site, settle } = await setUp();
    await settle([{ ...cause('a'), title: '=1+1' }, cause('b', 'critical')], T);
    const file = await exportAlerts(database, site, { status: 'unresolved' }, TEST_ACTOR, T + 7_000);
    expect(file.name).toBe(`alerts-${site.code}-unresolved.csv`);
    const rows: Record<string, string>[] = parse(file.text, { bom: true, columns: true });
    expect(rows.map((row) => [row.subject, row.title, row.severity, row.breached])).toEqual([
      ['b', 'No scans of b', 'critical', 'yes'],
      ['a', "'=1+1", 'warning', 'yes'],
    ]);
    const one = await exportAlerts(database, site, { status: 'open', severity: 'critical' }, TEST_ACTOR, T);
    expect(parse(one.text, { bom: true, columns: true })).toHaveLength(1);
    const events = await database
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.siteId, site.id), eq(auditEvents.action, 'alert.export')))
      .orderBy(auditEvents.id);
    expect(events.map((event) => event.after)).toMatchObject([{ rows: 2 }, { severity: 'critical', rows: 1 }]);
  });
});

describe('what the inbox costs', () => {
  it('reads no table whole', async () => {
    const { site, settle } = await setUp();
    const many = Array.from({ length: 300 }, (_, index) => cause(`s${index}`, index % 9 === 0 ? 'critical' : 'info'));
    await settle(many, T);
    await settle(many.slice(0, 20), T + 1);
    await database.execute(sql`ANALYZE TABLE alerts`);
    const settled = alertsStatement({ siteId: site.id, statuses: ['resolved'], order: 'latest', limit: 50 });
    const critical = criticalAlertsStatement(site.id);
    for (const statement of [settled, critical, alertHistoryStatement(1)]) {
      const plan = await planOf(database, statement);
      expect(wholeReads(plan, ['acknowledger', 'assignee', 'resolver', 'actor'])).toEqual([]);
    }
    expect((await planOf(database, settled)).find((step) => step.table === 'alerts')).toMatchObject({
      key: 'ix_alerts_due',
      Extra: expect.stringContaining('Using index'),
    });
    expect(UNRESOLVED).not.toContain('resolved');
  });
});
