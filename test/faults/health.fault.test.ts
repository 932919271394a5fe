import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '@/lib/db/client';
import { type DetailedHealth, detailedHealth } from '@/lib/domain/health-check/schema';
import { createSite } from '@/lib/domain/sites/mutations';
import { currentInstant } from '@/lib/platform/time/clock';
import { TEST_ACTOR } from '@/test/database';
import { metricValue, readPrometheusText } from '@/test/prometheus-text';
import { waitUntil } from '../../scripts/lib/processes';
import { zoneWithLocalHour } from '../local-hour-zone';
import { type Program, startScript } from './support/program';
import { type Servers, startServers } from './support/servers';
import { WebServer } from './support/web';

const TOKEN = 'a-token-of-the-monitor';
/** Each part has two seconds; the parts are looked at side by side. */
const MAX_MILLIS = 4_000;

let servers: Servers;
let env: Record<string, string>;
let web: WebServer;
let workers: Program[];

beforeAll(async () => {
  servers = await startServers();
  const db = openDatabase({ url: servers.database.url, poolSize: 1 });
  const now = currentInstant();
  await createSite(db, { code: 'main', name: 'Main', timeZone: zoneWithLocalHour(12, now) }, TEST_ACTOR, now);
  await db.close();
  env = { DATABASE_URL: servers.database.url, REDIS_URL: servers.redis.url, METRICS_TOKEN: TOKEN };
  workers = [startScript('worker/main.ts', [], env), startScript('worker/main.ts', [], env)];
  web = await WebServer.start(env, 'none');
  for (const worker of workers) await worker.printed('worker is running');
});

afterAll(async () => {
  await web?.program.end();
  for (const worker of workers ?? []) await worker.end();
  await servers?.stop();
});

beforeEach(async () => {
  await Promise.all([servers.database.mend(), servers.redis.mend()]);
  await waitUntil(
    async () => {
      const { primary, redis, workers: ofWorkers } = (await health()).parts;
      return [primary, redis, ofWorkers].every(({ status }) => status === 'ok');
    },
    60_000,
    'everything to be well',
  );
});

async function ask(path: string): Promise<string> {
  const response = await fetch(`${web.address}${path}`, {
    headers: { authorization: `Bearer ${TOKEN}` },
    signal: AbortSignal.timeout(MAX_MILLIS),
  });
  expect(response.status).toBe(200);
  return response.text();
}

const health = async (): Promise<DetailedHealth> => detailedHealth.parse(JSON.parse(await ask('/api/health/detailed')));
const partUp = async (part: string) =>
  metricValue(readPrometheusText(await ask('/api/metrics')), 'hub_part_up', { part });

describe('detailed health and metrics', () => {
  it('tell of a database that hangs, and are told at once that it is back', async () => {
    await servers.database.hang();
    const { status, parts } = await health();
    expect(status).toBe('critical');
    expect(parts.primary).toMatchObject({ status: 'critical', problem: 'no answer within 2000 ms' });
    expect([parts.jobs.status, parts.sources.status]).toEqual(['unknown', 'unknown']);
    expect([parts.redis.status, parts.workers.status]).toEqual(['ok', 'ok']);
    expect([await partUp('primary'), await partUp('redis')]).toEqual([0, 1]);
    servers.database.goOn();
    await waitUntil(async () => (await health()).parts.primary.status === 'ok', 60_000, 'the database');
  });

  it('tell of a database and a Redis that are gone', async () => {
    await Promise.all([servers.database.kill(), servers.redis.kill()]);
    const { parts } = await health();
    expect([parts.primary.status, parts.redis.status]).toEqual(['critical', 'critical']);
    expect([parts.queue.status, parts.workers.status]).toEqual(['unknown', 'unknown']);
    expect(await partUp('primary')).toBe(0);
  });

  it('tell of a Redis that hangs', async () => {
    await servers.redis.hang();
    const { parts } = await health();
    expect(parts.redis.status).toBe('critical');
    expect([parts.queue.status, parts.workers.status]).toEqual(['unknown', 'unknown']);
    expect(parts.primary.status).toBe('ok');
  });

  it('count the workers: one that is killed is missed within half a minute, one that stops at once', async () => {
    const count = async () => (await health()).parts.workers.processes.length;
    expect(
      workers.map((worker) => worker.hasEnded),
      workers.map(({ output }) => output).join('\n'),
    ).toEqual([false, false]);
    await waitUntil(async () => (await count()) === 2, 60_000, 'both workers');
    const [killed, stopped] = workers;
    killed?.signal('SIGKILL');
    await waitUntil(async () => (await count()) === 1, 40_000, 'the killed worker to be missed');
    expect((await health()).parts.workers.status).toBe('ok');
    stopped?.signal('SIGTERM');
    await stopped?.exited;
    expect((await health()).parts.workers).toMatchObject({ status: 'critical', problem: 'No worker is running' });
    workers.push(startScript('worker/main.ts', [], env));
    await waitUntil(async () => (await count()) === 1, 60_000, 'the new worker');
  });
});
