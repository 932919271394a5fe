import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { GET as getLeaderboard } from '@/app/api/dashboard/leaderboard/route';
import { GET as getDetailed } from '@/app/api/health/detailed/route';
import { GET as getHealth } from '@/app/api/health/route';
import { GET as getMetrics } from '@/app/api/metrics/route';
import { ROUTE_MODULES } from '@/app/api/routes';
import { closeDatabases } from '@/lib/db/handles';
import { syncRuns } from '@/lib/db/schema/runs';
import { detailedHealth } from '@/lib/domain/health-check/schema';
import type { Site } from '@/lib/domain/sites/schema';
import { countJobRun } from '@/lib/platform/jobs/job-counters';
import { collectRoutes } from '@/lib/platform/openapi/collect';
import { announceOwnProcess, type Presence } from '@/lib/platform/presence/presence';
import { closeWakeQueue } from '@/lib/platform/queue/wake';
import { closeRedisConnections } from '@/lib/platform/redis/redis';
import { currentInstant } from '@/lib/platform/time/clock';
import { createTestSite, openTestDatabase } from '@/test/database';
import { zoneWithLocalHour } from '@/test/local-hour-zone';
import { metricValue, readPrometheusText } from '@/test/prometheus-text';
import { keyHeaders, ORIGIN, ownAddress, sessionHeaders } from './askers';

const TOKEN = vi.hoisted(() => {
  const token = 'a-token-of-the-monitor';
  process.env.METRICS_TOKEN = token;
  return token;
});

const database = openTestDatabase();
const bearer = { authorization: `Bearer ${TOKEN}` };
let site: Site;
let other: Site;
let worker: Presence | null;

beforeAll(async () => {
  const timeZone = zoneWithLocalHour(13, currentInstant());
  [site, other] = [await createTestSite(database, { timeZone }), await createTestSite(database)];
  worker = announceOwnProcess('worker');
  const at = currentInstant() - 100;
  const run = { source: 'connecteam', syncType: 'sync-clock-times', status: 'success' as const, details: {} };
  await database
    .insert(syncRuns)
    .values([site, other].map(({ id }) => ({ ...run, siteId: id, startedAt: at, finishedAt: at, heartbeatAt: at })));
});
afterAll(async () => {
  await worker?.stop();
  await closeWakeQueue();
  closeRedisConnections();
  await closeDatabases();
});

const request = (path: string, headers: Record<string, string> = bearer) =>
  new Request(`${ORIGIN}${path}`, { headers: { ...ownAddress(), ...headers } });
const askHealth = (headers?: Record<string, string>) => getDetailed(request('/api/health/detailed', headers));
const askMetrics = (headers?: Record<string, string>) => getMetrics(request('/api/metrics', headers));
const metricsFor = async (headers?: Record<string, string>) =>
  readPrometheusText(await (await askMetrics(headers)).text());

describe('who may look', () => {
  const askers: [string, () => Record<string, string> | Promise<Record<string, string>>, number][] = [
    ['nobody', () => ({}), 401],
    ['a viewer', () => sessionHeaders(database, 'viewer'), 403],
    ['a manager', () => sessionHeaders(database, 'manager'), 403],
    ['an admin', () => sessionHeaders(database, 'admin'), 200],
    ['a key with scope read', () => keyHeaders(database, site.id, ['read']), 403],
    ['a key with scope ingest', () => keyHeaders(database, site.id, ['ingest']), 403],
    ['a key with scope admin', () => keyHeaders(database, site.id, ['admin']), 200],
    ['a made-up key', () => ({ 'x-api-key': 'hub_no' }), 401],
    ['the token', () => bearer, 200],
    ['a wrong token', () => ({ authorization: `Bearer ${TOKEN.toUpperCase()}` }), 401],
    ['an empty token', () => ({ authorization: 'Bearer ' }), 401],
  ];
  it.each(askers)('%s', async (_, headersOf, status) => {
    const headers = await headersOf();
    expect([(await askHealth(headers)).status, (await askMetrics(headers)).status]).toEqual([status, status]);
  });

  it('is kept by nobody on the way', async () => {
    for (const response of [await askHealth(), await askMetrics()]) {
      expect(response.headers.get('cache-control')).toBe('private, no-store');
    }
  });
});

describe('GET /api/health/detailed', () => {
  it('looks at everything', async () => {
    const health = detailedHealth.parse(await (await askHealth()).json());
    const statuses = Object.entries(health.parts).map(([part, { status }]) => `${part} ${status}`);
    expect(statuses.filter((status) => status.endsWith(' unknown'))).toEqual([]);
    // Jobs, backups and the disk are also those of other tests.
    expect(statuses).toEqual(
      expect.arrayContaining(['replica off', 'redis ok', 'workers ok', 'sources ok', 'cache ok']),
    );
    expect(health.parts.workers.processes.length).toBeGreaterThan(0);
    expect(health.parts.primary.pool.size).toBeGreaterThan(0);
    expect(health.parts.sources.sources).toEqual(
      expect.arrayContaining([expect.objectContaining({ site: site.code, source: 'connecteam', state: 'ok' })]),
    );
  });

  it('tells no address and no secret', async () => {
    const text = (await (await askHealth()).text()) + (await (await askMetrics()).text());
    for (const name of ['DATABASE_URL', 'REDIS_URL'] as const) {
      const { host, hostname, port, password } = new URL(process.env[name] ?? '');
      for (const secret of [host, hostname, `:${port}`, password])
        if (secret !== '') expect(text).not.toContain(secret);
    }
    for (const secret of [TOKEN, process.env.AUTH_SECRET ?? '', 'mysql:', 'redis:', 'http:', 'https:']) {
      expect(text).not.toContain(secret);
    }
  });

  it('tells an admin key of its own site only', async () => {
    const key = await keyHeaders(database, site.id, ['admin']);
    const { parts } = detailedHealth.parse(await (await askHealth(key)).json());
    expect(new Set(parts.sources.sources.map((source) => source.site))).toEqual(new Set([site.code]));
    const metrics = await metricsFor(key);
    expect(metricValue(metrics, 'hub_source_age_seconds', { site: site.code })).toBeGreaterThanOrEqual(100);
    expect(metricValue(metrics, 'hub_source_age_seconds', { site: other.code })).toBeUndefined();
    expect(metricValue(await metricsFor(), 'hub_source_age_seconds', { site: other.code })).toBeGreaterThanOrEqual(100);
  });
});

describe('GET /api/metrics', () => {
  it('is text of Prometheus in which everything has its place', async () => {
    const response = await askMetrics();
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    const metrics = readPrometheusText(await response.text());
    const lines = metrics.filter(({ series }) => series.length > 0).map(({ name }) => name);
    expect(lines).toEqual(
      expect.arrayContaining([
        'process_cpu_seconds_total',
        'hub_build_info',
        'hub_part_up',
        'hub_http_requests_total',
        'hub_http_request_duration_seconds',
        'hub_database_statements_total',
        'hub_database_statement_seconds_total',
        'hub_database_pool_connections',
        'hub_database_pool_waiting',
        'hub_redis_latency_seconds',
        'hub_live_connections',
        'hub_queue_jobs',
        'hub_queue_oldest_waiting_seconds',
        'hub_processes',
        'hub_source_age_seconds',
        'hub_disk_used_ratio',
      ]),
    );
    for (const part of ['primary', 'redis', 'queue', 'processes', 'jobs', 'job_counters', 'sources', 'disk']) {
      expect(metricValue(metrics, 'hub_part_up', { part }), part).toBe(1);
    }
    expect(metricValue(metrics, 'hub_processes', { kind: 'worker' })).toBeGreaterThan(0);
  });

  it('moves with what happens', async () => {
    const key = await keyHeaders(database, site.id, ['read']);
    const board = async () => {
      const answer = await getLeaderboard(request('/api/dashboard/leaderboard', key), { params: Promise.resolve({}) });
      expect(answer.status).toBe(200);
    };
    const route = { method: 'GET', route: '/api/dashboard/leaderboard', status: '2xx' };
    const before = await metricsFor();
    await board();
    await board();
    await getHealth(request('/api/health'));
    await askHealth({});
    await countJobRun('monitored', 'success');
    const after = await metricsFor();
    const grown = (name: string, labels: Record<string, string> = {}) =>
      (metricValue(after, name, labels) ?? 0) - (metricValue(before, name, labels) ?? 0);
    expect(grown('hub_http_requests_total', route)).toBe(2);
    expect(grown('hub_http_request_duration_seconds_count', { route: route.route })).toBe(2);
    expect(grown('hub_http_requests_total', { route: '/api/health', status: '2xx' })).toBe(1);
    expect(grown('hub_http_requests_total', { route: '/api/health/detailed', status: '4xx' })).toBe(1);
    expect(grown('hub_cache_reads_total', { key: 'leaderboard-today', result: 'miss' })).toBe(1);
    expect(grown('hub_cache_reads_total', { key: 'leaderboard-today', result: 'hit' })).toBe(1);
    expect(grown('hub_database_statements_total')).toBeGreaterThan(0);
    expect(grown('hub_database_statement_seconds_total')).toBeGreaterThan(0);
    expect(grown('hub_job_runs_total', { job: 'monitored', result: 'success' })).toBe(1);
  });

  it('names no more routes than there are, whatever is asked for', async () => {
    for (const path of ['/api/health?x=1', '/api/health?x=2']) await getHealth(request(path));
    const routes = new Set(collectRoutes(ROUTE_MODULES).map(({ tag }) => tag.split(' ')[1]));
    const metrics = await metricsFor();
    const named = metrics
      .filter(({ name }) => name.startsWith('hub_http_'))
      .flatMap(({ series }) => series.map(({ labels }) => labels.route ?? ''));
    expect([...new Set(named)].filter((route) => !routes.has(route))).toEqual([]);
  });
});
