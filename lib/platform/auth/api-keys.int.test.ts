import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { openDatabase, recordStatements } from '@/lib/db/client';
import { apiKeys } from '@/lib/db/schema/access';
import { auditEvents } from '@/lib/db/schema/audit-events';
import { createTestSite, openTestDatabase, TEST_ACTOR } from '@/test/database';
import { eventually } from '@/test/eventually';
import { authenticateApiKey, createApiKey, findApiKey, listApiKeys, revokeApiKey, rotateApiKey } from './api-keys';

const database = openTestDatabase();
const NOW = 1_800_000_000;

async function newKey(values: Partial<Parameters<typeof createApiKey>[1]> = {}) {
  const site = await createTestSite(database);
  const input = {
    siteId: site.id,
    name: 'scanner',
    scopes: ['ingest' as const],
    actor: TEST_ACTOR,
    now: NOW,
    ...values,
  };
  return { site, ...(await createApiKey(database, input)) };
}

async function rowOf(id: number) {
  const [row] = await database.select().from(apiKeys).where(eq(apiKeys.id, id));
  if (row === undefined) throw new Error('no such key');
  return row;
}

describe('API keys', () => {
  it('finds the site and scopes of a new key', async () => {
    const { site, id, key } = await newKey({ scopes: ['ingest', 'read'] });
    expect(key).toMatch(/^hub_[A-Za-z0-9_-]{43}$/);
    expect(await authenticateApiKey(database, key, NOW)).toEqual({
      keyId: id,
      name: 'scanner',
      siteId: site.id,
      siteCode: site.code,
      scopes: ['read', 'ingest'],
    });
  });

  it('keeps the key nowhere, neither in its row nor in the audit event of its making', async () => {
    const { site, id, key } = await newKey();
    const audit = await database
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.siteId, site.id), eq(auditEvents.entityId, String(id))));
    expect(audit.filter((event) => event.action === 'api-key.create')).toHaveLength(1);
    expect(JSON.stringify([await rowOf(id), audit])).not.toContain(key.slice(12));
  });

  it('refuses a key that is wrong in one letter or in capitals', async () => {
    const { key } = await newKey();
    const other = key.at(-3) === 'A' ? 'B' : 'A';
    expect(await authenticateApiKey(database, key.slice(0, -3) + other + key.slice(-2), NOW)).toBeNull();
    expect(await authenticateApiKey(database, key.toUpperCase(), NOW)).toBeNull();
    expect(await authenticateApiKey(database, '', NOW)).toBeNull();
  });

  it('ends a key at its expiry', async () => {
    const { key } = await newKey({ expiresAt: NOW + 100 });
    expect(await authenticateApiKey(database, key, NOW + 99)).not.toBeNull();
    expect(await authenticateApiKey(database, key, NOW + 100)).toBeNull();
  });

  it('ends a key when it is revoked, once and for its own site only', async () => {
    const { site, id, key } = await newKey();
    const other = await createTestSite(database);
    const revoke = (siteId: number, now: number) =>
      revokeApiKey(database, { siteId, keyId: id, actor: TEST_ACTOR, now });
    await expect(revoke(other.id, NOW)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await revoke(site.id, NOW + 5);
    await revoke(site.id, NOW + 9);
    expect(await authenticateApiKey(database, key, NOW + 10)).toBeNull();
    expect((await rowOf(id)).revokedAt).toBe(NOW + 5);
  });

  it('notes the last use at most once a minute', async () => {
    const { id, key } = await newKey();
    const uses: (number | null)[] = [];
    for (const now of [NOW, NOW + 59, NOW + 60, NOW + 61]) {
      await authenticateApiKey(database, key, now);
      uses.push((await rowOf(id)).lastUsedAt);
    }
    expect(uses).toEqual([NOW, NOW, NOW + 60, NOW + 60]);
  });

  it('refuses a key without name or scope, or one that has already ended', async () => {
    await expect(newKey({ name: '  ' })).rejects.toMatchObject({ code: 'VALIDATION' });
    await expect(newKey({ scopes: [] })).rejects.toMatchObject({ code: 'VALIDATION' });
    await expect(newKey({ expiresAt: NOW })).rejects.toMatchObject({ code: 'VALIDATION' });
  });
});

describe('a key that asks again and again', () => {
  const ask = (key: string, now = NOW) => recordStatements(() => findApiKey(database, key, now));

  it('is looked up once in a few seconds, also by many requests at once', async () => {
    const { id, key } = await newKey();
    const { result, statements } = await recordStatements(() =>
      Promise.all([1, 2, 3].map(() => findApiKey(database, key, NOW))),
    );
    expect(result.map((one) => one?.keyId)).toEqual([id, id, id]);
    // The look-up and the note of its use.
    expect(statements).toHaveLength(2);
    expect(await ask(key)).toMatchObject({ result: { keyId: id, scopes: ['ingest'] }, statements: [] });
    expect((await ask(key)).result).toEqual(await authenticateApiKey(database, key, NOW));
  });

  it('ends with its expiry all the same', async () => {
    const { key } = await newKey({ expiresAt: NOW + 100 });
    expect((await ask(key, NOW + 99)).result).not.toBeNull();
    expect((await ask(key, NOW + 100)).result).toBeNull();
  });

  it('is refused at once in the process that ends it, in others after three seconds', async () => {
    const { site, id, key } = await newKey();
    const revoked = await newKey();
    const end = { actor: TEST_ACTOR, now: NOW };
    for (const one of [key, revoked.key]) await ask(one);
    await revokeApiKey(database, { siteId: revoked.site.id, keyId: revoked.id, ...end });
    expect((await ask(revoked.key)).result).toBeNull();
    await rotateApiKey(database, { siteId: site.id, keyId: id, overlapSeconds: 0, ...end });
    expect((await ask(key)).result).toBeNull();

    const elsewhere = await newKey();
    await ask(elsewhere.key);
    await database.update(apiKeys).set({ revokedAt: NOW }).where(eq(apiKeys.id, elsewhere.id));
    await eventually(async () => expect((await ask(elsewhere.key)).result).toBeNull());
  });

  it('is not remembered when it is unknown or could not be looked up', async () => {
    const { key } = await newKey();
    const wrong = `hub_${'A'.repeat(43)}`;
    expect((await ask(wrong)).statements).toHaveLength(1);
    expect((await ask(wrong)).statements).toHaveLength(1);
    const broken = openDatabase({ url: 'mysql://nobody@127.0.0.1:1/none', poolSize: 1, connectTimeoutMillis: 500 });
    await expect(findApiKey(broken, key, NOW)).rejects.toThrow();
    await broken.close();
    expect((await ask(key)).result).not.toBeNull();
  });
});

describe('rotation of an API key', () => {
  const rotate = (siteId: number, keyId: number, values: { overlapSeconds?: number; now?: number } = {}) =>
    rotateApiKey(database, { siteId, keyId, actor: TEST_ACTOR, now: NOW + 1_000, ...values });

  it('makes a new key of the same name and scopes, the old one good for a day more', async () => {
    const { site, id, key } = await newKey({ scopes: ['ingest', 'read'] });
    const rotated = await rotate(site.id, id);
    const end = NOW + 1_000 + 86_400;
    expect(rotated.oldKeyEndsAt).toBe(end);
    expect(await authenticateApiKey(database, key, end - 1)).toMatchObject({ keyId: id });
    expect(await authenticateApiKey(database, key, end)).toBeNull();
    expect(await authenticateApiKey(database, rotated.key, end + 1)).toMatchObject({
      keyId: rotated.id,
      name: 'scanner',
      siteId: site.id,
      scopes: ['read', 'ingest'],
    });
  });

  it('ends the old key at once without an overlap', async () => {
    const { site, id, key } = await newKey();
    await rotate(site.id, id, { overlapSeconds: 0 });
    expect(await authenticateApiKey(database, key, NOW + 1_000)).toBeNull();
  });

  it('never makes the old key live longer, and gives the new one as long a life', async () => {
    const { site, id } = await newKey({ expiresAt: NOW + 5_000 });
    const rotated = await rotate(site.id, id);
    expect(rotated.oldKeyEndsAt).toBe(NOW + 5_000);
    expect((await rowOf(rotated.id)).expiresAt).toBe(NOW + 6_000);
    expect((await rowOf(id)).expiresAt).toBe(NOW + 5_000);
  });

  it('refuses a key that has ended, and one of another site', async () => {
    const { site, id } = await newKey({ expiresAt: NOW + 1_000 });
    await expect(rotate(site.id, id)).rejects.toMatchObject({ code: 'CONFLICT' });
    const revoked = await newKey();
    await revokeApiKey(database, { siteId: revoked.site.id, keyId: revoked.id, actor: TEST_ACTOR, now: NOW });
    await expect(rotate(revoked.site.id, revoked.id)).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(rotate(site.id, revoked.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is audited without the key, and both keys are listed, newest first', async () => {
    const { site, id } = await newKey();
    const rotated = await rotate(site.id, id);
    const [event] = await database
      .select()
      .from(auditEvents)
      .where(
        and(
          eq(auditEvents.siteId, site.id),
          eq(auditEvents.entityId, String(rotated.id)),
          eq(auditEvents.action, 'api-key.rotate'),
        ),
      );
    expect(event).toMatchObject({ action: 'api-key.rotate', siteId: site.id, before: { id } });
    const listed = await listApiKeys(database, site.id);
    expect(listed.map((key) => key.id)).toEqual([rotated.id, id]);
    expect(JSON.stringify([event, listed])).not.toContain(rotated.key.slice(12));
    expect(JSON.stringify(listed)).not.toContain((await rowOf(id)).keyHash);
  });
});
