import { parse } from 'csv-parse/sync';
import { afterAll, describe, expect, it } from 'vitest';
import { inTransaction } from '@/lib/db/client';
import { closeDatabases } from '@/lib/db/handles';
import { type Actor, type AuditEntry, writeAudit } from '@/lib/platform/audit/write-audit';
import { createUser } from '@/lib/platform/auth/users';
import { closeRedisConnections } from '@/lib/platform/redis/redis';
import { createTestSite, openTestDatabase } from '@/test/database';
import { exportAudit } from './export-csv';
import { loadAudit } from './loaders';
import { auditList, auditQuery } from './schema';

const database = openTestDatabase();
/** Sun, 8 Mar 2026, 12:00 in Chicago */
const NOON = 1_772_989_200;
const DAY = 86_400;
const ALL = { seesHub: true, seesPay: true };

afterAll(async () => {
  closeRedisConnections();
  await closeDatabases();
});

async function scene() {
  const site = await createTestSite(database);
  const user = {
    name: 'Ada Lindqvist',
    role: 'admin' as const,
    password: 'a long password',
    mustChangePassword: false,
  };
  const ada: Actor = { type: 'user', id: await createUser(database, { ...user, email: `${site.code}@example.com` }) };
  const write = (entry: Partial<AuditEntry>) =>
    inTransaction(database, (tx) =>
      writeAudit(tx, [
        { siteId: site.id, at: NOON, actor: ada, action: 'screen.change', entity: 'screen', entityId: 1, ...entry },
      ]),
    );
  /** Those of the hub are also of other tests. */
  const load = async (query: object = {}, rights = ALL) =>
    auditList.parse(await loadAudit(site, auditQuery.parse({ actor: `user:${ada.id}`, ...query }), rights, NOON + DAY));
  return { site, ada, write, load };
}

describe('the audit', () => {
  it('tells who changed what, with the fields that changed, the latest first and page by page', async () => {
    const { write, load, ada } = await scene();
    await write({ before: { name: 'Hall', cut: 5 }, after: { name: 'Yard', cut: 5 } });
    await write({ at: NOON + 1, action: 'screen.revoke' });
    await write({ at: NOON + 1, action: 'screen.approve', after: { name: 'Dock' } });
    const first = await load({ limit: 2 });
    expect(first.rows.map(({ action }) => action)).toEqual(['screen.approve', 'screen.revoke']);
    const second = await load({ limit: 2, cursor: first.nextCursor });
    expect(second).toMatchObject({ nextCursor: null, rows: [{ action: 'screen.change' }] });
    expect(second.rows[0]).toMatchObject({
      at: '2026-03-08T17:00:00Z',
      actor: { type: 'user', id: ada.id, name: 'Ada Lindqvist' },
      changes: [{ field: 'name', before: 'Hall', after: 'Yard', isHidden: false }],
    });
    expect(first.actors).toContainEqual({ value: `user:${ada.id}`, label: 'Ada Lindqvist' });
    await expect(load({ cursor: 'nonsense' })).rejects.toMatchObject({ code: 'VALIDATION' });
  });

  it('is filtered by person, thing and days of the site', async () => {
    const { write, load } = await scene();
    await write({ actor: { type: 'api_key', id: '7' }, entityId: 2 });
    await write({ at: NOON - DAY, entity: 'alert', action: 'alert.note', entityId: 9 });
    await write({ at: NOON + DAY, entityId: 3 });
    const ids = async (query: object) => (await load(query)).rows.map((row) => row.entityId);
    expect(await ids({ actor: 'api_key:7' })).toEqual(['2']);
    expect(await ids({ actor: 'api_key' })).toEqual(['2']);
    expect(await ids({ entity: 'alert' })).toEqual(['9']);
    expect(await ids({ entity: 'screen', entityId: '3' })).toEqual(['3']);
    expect(await ids({ from: '2026-03-08', to: '2026-03-08', actor: undefined })).toEqual(['2']);
    expect(await ids({ from: '2026-03-08' })).toEqual(['3']);
    expect(await ids({ to: '2026-03-07' })).toEqual(['9']);
    expect(await ids({ to: '2026-03-06' })).toEqual([]);
  });

  it('shows what is of no site only to who sees every site, and nothing of other sites', async () => {
    const { write, load, ada } = await scene();
    const other = await createTestSite(database);
    await write({ siteId: null, action: 'user.change', entity: 'user', entityId: ada.id });
    await write({ siteId: other.id, action: 'screen.revoke' });
    await write({ action: 'screen.change' });
    const seen = async (seesHub: boolean) => (await load({}, { seesHub, seesPay: true })).rows.map((row) => row.action);
    expect(await seen(true)).toEqual(['screen.change', 'user.change']);
    expect(await seen(false)).toEqual(['screen.change']);
    expect((await load()).rows[1]).toMatchObject({ isOfHub: true, entityName: 'Ada Lindqvist' });
  });

  it('leaves out what somebody is paid for who may not see it', async () => {
    const { write, load } = await scene();
    await write({
      action: 'payrate.set',
      entity: 'employee',
      before: { amountCents: 1 },
      after: { amountCents: 987_654_321 },
    });
    await write({ action: 'site.change', entity: 'site', after: { name: 'North', defaultHourlyCents: 987_654_321 } });
    const hidden = await load({}, { seesHub: true, seesPay: false });
    expect(JSON.stringify(hidden)).not.toContain('987654321');
    expect(hidden.rows.flatMap(({ changes }) => changes)).toContainEqual({
      field: 'name',
      after: 'North',
      isHidden: false,
    });
    expect(JSON.stringify(await load())).toContain('987654321');
  });

  it('goes out as CSV that no spreadsheet runs, and says so in itself', async () => {
    const { site, ada, write, load } = await scene();
    await write({ entityId: '=1+1', after: { name: '=HYPERLINK("http://x")' } });
    await write({ action: 'payrate.set', entity: 'employee', after: { amountCents: 987_654_321 } });
    const rights = { seesHub: true, seesPay: false };
    const query = { actor: `user:${ada.id}`, from: '2026-03-08' };
    const file = await exportAudit(database, site, query, rights, ada, NOON + DAY);
    expect(file.name).toBe(`audit-${site.code}-2026-03-08.csv`);
    const rows: Record<string, string>[] = parse(file.text, { columns: true, bom: true });
    expect(rows.map(({ action, entity_id }) => [action, entity_id])).toEqual([
      ['payrate.set', '1'],
      ['screen.change', "'=1+1"],
    ]);
    expect(rows[0]?.after).toBe('{"amountCents":"hidden (pay)"}');
    expect(file.text).not.toContain('987654321');
    expect((await load({ limit: 1 })).rows[0]).toMatchObject({
      action: 'audit.export',
      entityId: site.code,
      changes: expect.arrayContaining([{ field: 'rows', after: 2, isHidden: false }]),
    });
  });
});
