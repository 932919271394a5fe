import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabases } from '@/lib/db/handles';
import { activityLogs } from '@/lib/db/schema/activity-logs';
import type { Site } from '@/lib/domain/sites/schema';
import { createApiKey } from '@/lib/platform/auth/api-keys';
import type { ApiScope } from '@/lib/platform/auth/rights';
import { closeWakeQueue } from '@/lib/platform/queue/wake';
import { closeRedisConnections } from '@/lib/platform/redis/redis';
import { currentInstant } from '@/lib/platform/time/clock';
import { toIsoInstant } from '@/lib/platform/time/instant';
import { createTestSite, openTestDatabase, TEST_ACTOR } from '@/test/database';
import { POST as postBatch } from './batch/route';
import { POST as postOne } from './route';

const database = openTestDatabase();
let site: Site;
let keys: Record<ApiScope, string>;

beforeAll(async () => {
  site = await createTestSite(database);
  const keyFor = async (scope: ApiScope) => {
    const base = { siteId: site.id, actor: TEST_ACTOR, now: currentInstant() };
    return (await createApiKey(database, { ...base, name: scope, scopes: [scope] })).key;
  };
  keys = { read: await keyFor('read'), ingest: await keyFor('ingest'), admin: await keyFor('admin') };
});
afterAll(async () => {
  await closeWakeQueue();
  closeRedisConnections();
  await closeDatabases();
});

const started = currentInstant() - 1800;
const scan = (changes: object = {}) => ({
  referenceId: 'r-1',
  userEmail: 'mara@example.com',
  activityType: 'Picking',
  itemsCount: 12,
  windowStart: toIsoInstant(started),
  windowEnd: toIsoInstant(started + 600),
  ...changes,
});

async function send(handler: typeof postOne, body: unknown, key: string | null = keys.ingest) {
  const headers = { 'content-type': 'application/json', ...(key === null ? {} : { 'x-api-key': key }) };
  const url = 'http://localhost:3000/api/activities';
  const request = new Request(url, { method: 'POST', headers, body: JSON.stringify(body) });
  const response = await handler(request, { params: Promise.resolve({}) });
  return { status: response.status, json: await response.json() };
}

describe('POST /api/activities', () => {
  it('answers 201 to a new window, 200 to the same and to a changed one', async () => {
    const one = scan({ referenceId: 'one' });
    expect(await send(postOne, one)).toEqual({ status: 201, json: { status: 'accepted' } });
    expect(await send(postOne, one)).toEqual({ status: 200, json: { status: 'duplicate' } });
    expect(await send(postOne, { ...one, itemsCount: 13 })).toEqual({ status: 200, json: { status: 'updated' } });
    expect(await send(postOne, { ...one, itemsCount: 0 })).toEqual({ status: 200, json: { status: 'updated' } });
  });

  it('answers 400 with the fields to a wrong shape and 422 to a broken rule', async () => {
    const shape = await send(postOne, { ...scan(), itemsCount: 'many', windowEnd: null });
    expect(shape.status).toBe(400);
    expect(shape.json.error.details.map((one: { field: string }) => one.field)).toEqual(['itemsCount', 'windowEnd']);
    const rule = await send(postOne, scan({ itemsCount: 20_000 }));
    expect(rule.status).toBe(422);
    expect(rule.json.error).toMatchObject({
      code: 'UNPROCESSABLE',
      message: expect.stringContaining('items_out_of_range'),
    });
  });

  it('takes keys with the scope ingest or admin only', async () => {
    expect((await send(postOne, scan(), null)).status).toBe(401);
    expect((await send(postOne, scan(), `hub_${'x'.repeat(43)}`)).status).toBe(401);
    expect((await send(postOne, scan(), keys.read)).status).toBe(403);
    expect((await send(postOne, scan({ referenceId: 'by-admin' }), keys.admin)).status).toBe(201);
  });
});

describe('POST /api/activities/batch', () => {
  it('takes a plain list or one under "activities" and answers what became of the rows', async () => {
    const rows = [
      scan({ referenceId: 'b-1' }),
      scan({ referenceId: 'b-2', itemsCount: -1 }),
      scan({ referenceId: 'b-1' }),
    ];
    const first = await send(postBatch, rows);
    expect(first.status).toBe(200);
    expect(first.json).toMatchObject({ accepted: 1, duplicates: 1, updated: 0, rejected: [{ index: 1 }] });
    expect((await send(postBatch, { activities: rows })).json).toMatchObject({ accepted: 0, duplicates: 2 });
    const stored = await database.select().from(activityLogs).where(eq(activityLogs.referenceId, 'b-1'));
    expect(stored).toHaveLength(1);
  });

  it('answers 400 to more than 1,000 rows and to something that is no list', async () => {
    expect((await send(postBatch, Array(1_001).fill(scan()))).status).toBe(400);
    expect((await send(postBatch, { rows: [] })).status).toBe(400);
    expect((await send(postBatch, [])).json).toEqual({ accepted: 0, duplicates: 0, updated: 0, rejected: [] });
  });

  it('answers 413 to more than 4 MB', async () => {
    expect((await send(postBatch, [scan({ referenceId: 'x'.repeat(4 * 1024 * 1024) })])).status).toBe(413);
  });

  it('takes 1,000 rows with long texts', async () => {
    const rows = Array.from({ length: 1_000 }, (_, index) => scan({ referenceId: `${'é'.repeat(120)}${index}` }));
    expect((await send(postBatch, rows)).json).toMatchObject({ accepted: 1_000, rejected: [] });
  });
});
