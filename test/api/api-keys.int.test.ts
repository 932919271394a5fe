import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { POST as postRevoke } from '@/app/api/admin/api-keys/[id]/revoke/route';
import { POST as postRotate } from '@/app/api/admin/api-keys/[id]/rotate/route';
import { GET as getKeys, POST as postKey } from '@/app/api/admin/api-keys/route';
import { GET as getLeaderboard } from '@/app/api/dashboard/leaderboard/route';
import { closeDatabases } from '@/lib/db/handles';
import type { Site } from '@/lib/domain/sites/schema';
import { closeRedisConnections } from '@/lib/platform/redis/redis';
import { createTestSite, openTestDatabase } from '@/test/database';
import { keyHeaders, ORIGIN, sessionHeaders } from './askers';

const database = openTestDatabase();
let site: Site;
let admin: Record<string, string>;

beforeAll(async () => {
  site = await createTestSite(database);
  admin = await sessionHeaders(database, 'admin');
});
afterAll(async () => {
  closeRedisConnections();
  await closeDatabases();
});

type Sent = { id?: number; body?: object; headers?: Record<string, string>; at?: Site };

async function send(handler: typeof getKeys, { id, body, headers = admin, at = site }: Sent = {}) {
  const request = new Request(`${ORIGIN}/api/x?site=${at.code}`, {
    method: handler === getKeys || handler === getLeaderboard ? 'GET' : 'POST',
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const params: Record<string, string> = id === undefined ? {} : { id: String(id) };
  const response = await handler(request, { params: Promise.resolve(params) });
  return { status: response.status, cached: response.headers.get('cache-control'), json: await response.json() };
}

const opens = async (key: string) => (await send(getLeaderboard, { headers: { 'x-api-key': key } })).status;

describe('/api/admin/api-keys', () => {
  it('makes a key, shows it once, rotates it with both good for a while, and revokes each', async () => {
    const made = await send(postKey, { body: { name: 'Wall board', scopes: ['read'] } });
    expect(made).toMatchObject({ status: 201, cached: 'private, no-store' });
    expect(await opens(made.json.key)).toBe(200);
    const rotated = await send(postRotate, { id: made.json.id, body: {} });
    expect(rotated.status).toBe(201);
    expect([await opens(made.json.key), await opens(rotated.json.key)]).toEqual([200, 200]);

    const { json } = await send(getKeys);
    expect(json.rows).toMatchObject([
      { id: rotated.json.id, name: 'Wall board', scopes: ['read'], expiresAt: null, revokedAt: null },
      { id: made.json.id, expiresAt: rotated.json.oldKeyEndsAt },
    ]);
    for (const { key } of [made.json, rotated.json]) expect(JSON.stringify(json)).not.toContain(key.slice(12));

    expect((await send(postRevoke, { id: made.json.id })).json).toEqual({ status: 'revoked' });
    expect([await opens(made.json.key), await opens(rotated.json.key)]).toEqual([401, 200]);
    expect((await send(postRotate, { id: made.json.id, body: {} })).status).toBe(409);
  });

  it('names what is wrong with an order', async () => {
    const wrong = { name: ' ', scopes: ['all'], expiresAt: 'soon' };
    const { status, json } = await send(postKey, { body: wrong });
    expect(status).toBe(400);
    expect(json.error.details.map((one: { field: string }) => one.field)).toEqual(['name', 'scopes.0', 'expiresAt']);
    const past = { name: 'x', scopes: ['read'], expiresAt: '2020-01-01T00:00:00Z' };
    expect((await send(postKey, { body: past })).status).toBe(400);
    expect((await send(postKey, { body: { ...past, expiresAt: '2100-01-01T00:00:00Z' } })).status).toBe(400);
  });

  it('is for admins with a session, and for keys of the site asked for', async () => {
    const made = await send(postKey, { body: { name: 'Scanner', scopes: ['ingest'] } });
    const other = await createTestSite(database);
    expect((await send(postRevoke, { id: made.json.id, at: other })).status).toBe(404);
    expect((await send(postRotate, { id: made.json.id, at: other, body: {} })).status).toBe(404);
    expect((await send(getKeys, { at: other })).json).toMatchObject({ rows: [] });
    const refused = [
      await sessionHeaders(database, 'manager'),
      await sessionHeaders(database, 'viewer'),
      await keyHeaders(database, site.id, ['admin']),
    ];
    for (const headers of refused) {
      expect((await send(getKeys, { headers })).status).toBe(403);
      expect((await send(postKey, { headers, body: { name: 'x', scopes: ['read'] } })).status).toBe(403);
      expect((await send(postRevoke, { headers, id: made.json.id })).status).toBe(403);
    }
  });
});
