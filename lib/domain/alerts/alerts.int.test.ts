import { and, eq, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { inTransaction, recordStatements } from '@/lib/db/client';
import { alerts } from '@/lib/db/schema/attention';
import { auditEvents } from '@/lib/db/schema/audit-events';
import { createUser } from '@/lib/platform/auth/users';
import { createTestSite, openTestDatabase } from '@/test/database';
import { planOf, wholeReads } from '@/test/explain';
import {
  acknowledgeAlert,
  assignAlert,
  type CheckedAlerts,
  closeAlert,
  type FoundAlert,
  raiseAlert,
  resolveAlert,
  settleAlerts,
} from './mutations';
import { prepareAlert } from './prepare';
import { alertCountsStatement, getAlertCounts } from './queries/get-alert-counts';
import { alertsStatement, getAlerts } from './queries/get-alerts';
import { UNRESOLVED } from './rules';

const database = openTestDatabase();
const T = 1_780_000_000;
const MINUTE = 60;
const ada = { type: 'user' as const, id: 'user-ada' };
const bo = { type: 'user' as const, id: 'user-bo' };

const idle = (subject: string, severity: FoundAlert['severity'] = 'warning', minutes = 22): FoundAlert => ({
  kind: 'idle',
  subject,
  severity,
  title: `No scans at Heat Press for ${minutes} min`,
  details: { minutes },
});

async function setUp() {
  const site = await createTestSite(database);
  const settle = (found: FoundAlert[], now: number, checked: CheckedAlerts = { kinds: ['idle'] }) =>
    inTransaction(database, (tx) => settleAlerts(tx, { siteId: site.id, checked, found, now }));
  const rows = () => database.select().from(alerts).where(eq(alerts.siteId, site.id)).orderBy(alerts.id);
  const onlyId = async () => (await rows()).at(-1)?.id ?? 0;
  const action = async (actor: typeof ada, now: number) => ({ siteId: site.id, alertId: await onlyId(), actor, now });
  return { site, settle, rows, action };
}

describe('settleAlerts', () => {
  it('opens one alert per kind and subject, updates it while it lasts and closes it with its cause', async () => {
    const { settle, rows } = await setUp();
    expect(await settle([idle('employee:1'), idle('employee:2')], T)).toEqual({ opened: 2, changed: 0, closed: 0 });
    expect(await settle([idle('employee:1'), idle('employee:2')], T + 300)).toEqual({
      opened: 0,
      changed: 0,
      closed: 0,
    });
    expect(await settle([idle('employee:1', 'warning', 27)], T + 600)).toEqual({ opened: 0, changed: 1, closed: 1 });
    expect(await rows()).toMatchObject([
      { status: 'open', title: 'No scans at Heat Press for 27 min', openedAt: T, updatedAt: T + 600 },
      { status: 'resolved', resolvedAt: T + 600, resolvedBy: 'system', openKey: null },
    ]);
    expect(await settle([idle('employee:2')], T + 900)).toEqual({ opened: 1, changed: 0, closed: 1 });
    expect(await rows()).toHaveLength(3);
  });

  it('is due by severity, sooner when it gets graver and never later', async () => {
    const { settle, rows } = await setUp();
    await settle([idle('employee:1', 'info')], T);
    expect(await rows()).toMatchObject([{ dueAt: T + 24 * 60 * MINUTE }]);
    await settle([idle('employee:1', 'warning')], T + 60);
    expect(await rows()).toMatchObject([{ severity: 'warning', dueAt: T + 61 * MINUTE }]);
    await settle([idle('employee:1', 'critical')], T + 120);
    expect(await rows()).toMatchObject([{ severity: 'critical', dueAt: T + 17 * MINUTE }]);
    await settle([idle('employee:1', 'warning')], T + 180);
    expect(await rows()).toMatchObject([{ severity: 'warning', dueAt: T + 17 * MINUTE }]);
    await settle([idle('employee:1', 'critical')], T + 16 * MINUTE);
    expect(await rows()).toMatchObject([{ severity: 'critical', dueAt: T + 17 * MINUTE }]);
  });

  it('touches nothing outside the kinds and subjects that were looked at', async () => {
    const { settle, rows } = await setUp();
    await settle([idle('employee:1')], T);
    await settle([], T + 60, { kinds: ['other'] });
    await settle([], T + 60, { kinds: ['idle'], subjects: ['employee:2'] });
    await settle([], T + 60, { kinds: [], subjects: ['employee:1'] });
    expect(await rows()).toMatchObject([{ status: 'open' }]);
    const other = await setUp();
    await other.settle([], T + 60);
    expect(await rows()).toMatchObject([{ status: 'open' }]);
  });

  it('leaves resolved what a person resolved until the cause is gone or gets graver', async () => {
    const { settle, rows, action } = await setUp();
    await settle([idle('employee:1')], T);
    await resolveAlert(database, { ...(await action(ada, T + 60)), note: 'machine is being cleaned' });
    expect(await settle([idle('employee:1', 'warning', 30)], T + 120)).toEqual({ opened: 0, changed: 0, closed: 0 });
    expect(await rows()).toMatchObject([{ status: 'resolved', resolvedBy: ada.id, note: 'machine is being cleaned' }]);
    expect(await settle([idle('employee:1', 'critical', 40)], T + 180)).toMatchObject({ opened: 1 });
    expect(await rows()).toMatchObject([{ status: 'resolved' }, { status: 'open', severity: 'critical' }]);
    await resolveAlert(database, { ...(await action(ada, T + 200)), note: 'broken' });
    expect(await settle([], T + 240)).toEqual({ opened: 0, changed: 0, closed: 0 });
    expect(await rows()).toMatchObject([{ resolvedBy: ada.id }, { resolvedBy: ada.id, resolvedAt: T + 200 }]);
    expect(await settle([idle('employee:1')], T + 300)).toMatchObject({ opened: 1 });
  });

  it('raises and closes a single one', async () => {
    const { site, rows } = await setUp();
    const alert = idle('employee:1');
    await inTransaction(database, (tx) => raiseAlert(tx, { siteId: site.id, alert, now: T }));
    await inTransaction(database, (tx) => raiseAlert(tx, { siteId: site.id, alert: idle('employee:2'), now: T }));
    await inTransaction(database, (tx) =>
      closeAlert(tx, { siteId: site.id, kind: 'idle', subject: 'employee:1', now: T + 1 }),
    );
    expect((await rows()).map((row) => row.status)).toEqual(['resolved', 'open']);
  });

  it('raises the same cause once when two find it at the same time', async () => {
    const { settle, rows } = await setUp();
    await Promise.all([1, 2, 3, 4].map((minutes) => settle([idle('employee:1', 'warning', minutes)], T)));
    expect(await rows()).toHaveLength(1);
  });

  it('needs the same number of statements for one and for forty causes', async () => {
    const { settle } = await setUp();
    const many = Array.from({ length: 40 }, (_, index) => idle(`employee:${index}`));
    const count = async (found: FoundAlert[]) => (await recordStatements(() => settle(found, T))).statements.length;
    const opening = [await count(many.slice(0, 1)), await count(many)];
    expect(opening[0]).toBe(opening[1]);
    const closing = [await count(many.slice(0, 39)), await count(many.slice(0, 1))];
    expect(closing[0]).toBe(closing[1]);
  });
});

describe('what people do with an alert', () => {
  it('is acknowledged by one person, assigned to another and resolved with a note, each audited', async () => {
    const { site, settle, rows, action } = await setUp();
    const email = `${site.code}@example.com`;
    const userId = await createUser(database, {
      email,
      name: 'Cleo Example',
      role: 'manager',
      password: 'a long password',
      mustChangePassword: false,
    });
    await settle([idle('employee:1')], T);
    await acknowledgeAlert(database, await action(ada, T + 1));
    await acknowledgeAlert(database, await action(ada, T + 2));
    await expect(acknowledgeAlert(database, await action(bo, T + 3))).rejects.toMatchObject({ code: 'CONFLICT' });
    await assignAlert(database, { ...(await action(bo, T + 4)), userId });
    await assignAlert(database, { ...(await action(bo, T + 5)), userId });
    await settle([idle('employee:1', 'warning', 30)], T + 6);
    expect(await rows()).toMatchObject([{ status: 'assigned', acknowledgedBy: ada.id, assignedTo: userId }]);
    const [row] = await getAlerts(database, { siteId: site.id, statuses: UNRESOLVED, limit: 10 });
    if (row === undefined) throw new Error('no alert');
    expect(prepareAlert(row, site, T + 61 * MINUTE)).toMatchObject({ assignedTo: 'Cleo Example', isBreached: true });
    await resolveAlert(database, { ...(await action(bo, T + 10)), note: 'spoke to them' });
    await expect(resolveAlert(database, { ...(await action(ada, T + 11)), note: 'x' })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    await expect(assignAlert(database, { ...(await action(ada, T + 11)), userId })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    const audit = await database
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.siteId, site.id), eq(auditEvents.entity, 'alert')))
      .orderBy(auditEvents.id);
    expect(audit.map((event) => [event.action, event.actorId])).toEqual([
      ['alert.acknowledge', ada.id],
      ['alert.assign', bo.id],
      ['alert.resolve', bo.id],
    ]);
    expect(audit[2]).toMatchObject({ before: { status: 'assigned' }, after: { note: 'spoke to them' } });
  });

  it('refuses strangers, unknown alerts and those of another site', async () => {
    const [one, other] = [await setUp(), await setUp()];
    await one.settle([idle('employee:1')], T);
    const action = await one.action(ada, T + 1);
    await expect(assignAlert(database, { ...action, userId: 'nobody' })).rejects.toMatchObject({
      code: 'UNPROCESSABLE',
    });
    await expect(acknowledgeAlert(database, { ...action, siteId: other.site.id })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('lists of alerts', () => {
  it('gives what waits by due time, page by page, and counts breaches', async () => {
    const { site, settle } = await setUp();
    await settle([idle('a', 'info'), idle('b', 'warning'), idle('c', 'critical'), idle('d', 'warning')], T);
    const page = (more: object) => getAlerts(database, { siteId: site.id, statuses: UNRESOLVED, limit: 2, ...more });
    const first = await page({});
    expect(first.map((row) => row.subject)).toEqual(['c', 'b']);
    const last = first[1];
    const second = await page({ after: { dueAt: last?.dueAt, id: last?.id } });
    expect(second.map((row) => row.subject)).toEqual(['d', 'a']);
    expect((await page({ severity: 'info' })).map((row) => row.subject)).toEqual(['a']);
    expect(await page({ kind: 'none' })).toEqual([]);
    expect(await page({ statuses: ['resolved'] })).toEqual([]);
    const counts = await getAlertCounts(database, site.id, T + 60 * MINUTE);
    expect(counts.sort((a, b) => (a.severity < b.severity ? -1 : 1))).toEqual([
      { severity: 'critical', alerts: 1, breached: 1 },
      { severity: 'info', alerts: 1, breached: 0 },
      { severity: 'warning', alerts: 2, breached: 0 },
    ]);
    expect(
      (await getAlertCounts(database, site.id, T + 60 * MINUTE + 1)).find((one) => one.alerts === 2),
    ).toMatchObject({ breached: 2 });
  });

  it('finds the page and the counts in the index alone, with one statement each', async () => {
    const { site, settle } = await setUp();
    const many = Array.from({ length: 200 }, (_, index) => idle(`employee:${index}`));
    await settle(many, T);
    await settle(many.slice(0, 10), T + 1);
    await database.execute(sql`ANALYZE TABLE alerts`);
    const filter = { siteId: site.id, statuses: UNRESOLVED, limit: 50 };
    const plan = await planOf(database, alertsStatement(filter));
    expect(wholeReads(plan, ['acknowledger', 'assignee', 'resolver'])).toEqual([]);
    const covered = { table: 'alerts', key: 'ix_alerts_due', Extra: expect.stringContaining('Using index') };
    expect(plan.find((step) => step.table === 'alerts')).toMatchObject(covered);
    expect(await planOf(database, alertCountsStatement(site.id, T))).toMatchObject([covered]);
    expect((await recordStatements(() => getAlerts(database, filter))).statements).toHaveLength(1);
    expect((await recordStatements(() => getAlertCounts(database, site.id, T))).statements).toHaveLength(1);
  });
});
