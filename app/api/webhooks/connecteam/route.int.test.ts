import { eq } from 'drizzle-orm';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { closeDatabases } from '@/lib/db/handles';
import { connecteamWebhooks } from '@/lib/db/schema/connecteam';
import { createTestSite, openTestDatabase } from '@/test/database';

const SECRET = 'route-test-secret';
vi.stubEnv('CONNECTEAM_WEBHOOK_SECRET', SECRET);
// The worker is woken through Redis, which is not what this is about.
vi.stubEnv('REDIS_ENABLED', 'false');
const { POST } = await import('./route');

const db = openTestDatabase();
afterAll(async () => {
  await closeDatabases();
  vi.unstubAllEnvs();
});

function post(site: string, secret: string | null, body: string): Promise<Response> {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (secret !== null) headers['x-webhook-secret'] = secret;
  const request = new Request(`http://localhost/api/webhooks/connecteam?site=${site}`, {
    method: 'POST',
    headers,
    body,
  });
  return POST(request, { params: Promise.resolve({}) });
}

describe('POST /api/webhooks/connecteam', () => {
  it('keeps a delivery with the right secret once, and answers 200 to its repetition too', async () => {
    const site = await createTestSite(db);
    const body = JSON.stringify({ requestId: `route-${site.code}`, eventType: 'clock_in', activityType: 'shift' });
    for (let delivery = 0; delivery < 2; delivery++) expect((await post(site.code, SECRET, body)).status).toBe(200);
    const rows = await db.select().from(connecteamWebhooks).where(eq(connecteamWebhooks.siteId, site.id));
    expect(rows).toMatchObject([{ requestId: `route-${site.code}`, eventType: 'clock_in', processedAt: null }]);
  });

  it('answers 401 without the secret and 400 to what is no JSON, and keeps neither', async () => {
    const site = await createTestSite(db);
    expect((await post(site.code, null, '{}')).status).toBe(401);
    expect((await post(site.code, 'wrong', '{}')).status).toBe(401);
    expect((await post(site.code, SECRET, '{"requestId":')).status).toBe(400);
    const rows = await db.select().from(connecteamWebhooks).where(eq(connecteamWebhooks.siteId, site.id));
    expect(rows).toEqual([]);
  });
});
