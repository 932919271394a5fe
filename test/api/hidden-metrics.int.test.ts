import { afterAll, beforeAll, expect, it } from 'vitest';
import { GET as getUnknown } from '@/app/api/[[...unknown]]/route';
import { GET as getDetailed } from '@/app/api/health/detailed/route';
import { GET as getMetrics } from '@/app/api/metrics/route';
import { closeDatabases } from '@/lib/db/handles';
import type { Site } from '@/lib/domain/sites/schema';
import { getEnv } from '@/lib/platform/env/env';
import { closeWakeQueue } from '@/lib/platform/queue/wake';
import { closeRedisConnections } from '@/lib/platform/redis/redis';
import { createTestSite, openTestDatabase } from '@/test/database';
import { readPrometheusText } from '@/test/prometheus-text';
import { keyHeaders, ORIGIN, ownAddress, sessionHeaders } from './askers';

const database = openTestDatabase();
let site: Site;
beforeAll(async () => {
  site = await createTestSite(database);
});
afterAll(async () => {
  await closeWakeQueue();
  closeRedisConnections();
  await closeDatabases();
});

const request = (headers: Record<string, string>) =>
  new Request(`${ORIGIN}/api/metrics`, { headers: { ...ownAddress(), ...headers } });

it('hides the metrics from all but admins where no METRICS_TOKEN is set', async () => {
  expect(getEnv().METRICS_TOKEN).toBeUndefined();
  const nowhere = await getUnknown(request({}));
  const refused: Record<string, string>[] = [
    {},
    { authorization: 'Bearer undefined' },
    { authorization: 'Bearer ' },
    { 'x-api-key': 'hub_no' },
    await sessionHeaders(database, 'viewer'),
    await sessionHeaders(database, 'manager'),
    await keyHeaders(database, site.id, ['read', 'ingest']),
  ];
  const { error: shown } = await nowhere.json();
  for (const headers of refused) {
    const response = await getMetrics(request(headers));
    expect(response.status).toBe(404);
    expect((await response.json()).error).toEqual({ ...shown, requestId: response.headers.get('x-request-id') });
  }
  for (const headers of [await sessionHeaders(database, 'admin'), await keyHeaders(database, site.id, ['admin'])]) {
    const response = await getMetrics(request(headers));
    expect(response.status).toBe(200);
    expect(readPrometheusText(await response.text()).length).toBeGreaterThan(20);
  }
  expect((await getDetailed(request({ authorization: 'Bearer undefined' }))).status).toBe(401);
});
