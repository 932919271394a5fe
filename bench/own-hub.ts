import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SEED_ACTOR } from '@/demo/seed/year';
import { inTransaction } from '@/lib/db/client';
import { type Leaderboard, leaderboard } from '@/lib/domain/leaderboard/schema';
import { requestScores } from '@/lib/domain/scoring/request-scores';
import { createApiKey } from '@/lib/platform/auth/api-keys';
import { businessDayOf } from '@/lib/platform/time/business-day';
import { currentInstant } from '@/lib/platform/time/clock';
import { toIsoInstant } from '@/lib/platform/time/instant';
import { startScript } from '@/test/faults/support/program';
import { WebServer } from '@/test/faults/support/web';
import { zoneWithLocalHour } from '@/test/local-hour-zone';
import { ensureBuild } from '../scripts/lib/build';
import { startRedis } from '../scripts/lib/private-servers';
import { waitUntil } from '../scripts/lib/processes';
import { writeShifts } from './own-day';
import { inOwnSite, type OwnSite, type Worker } from './own-site';
import type { YearData } from './year-data';

/** A hub as in production, the build of the web server and the worker, over the bench's database and a Redis of its own. */
export type OwnHub = {
  own: OwnSite;
  web: WebServer;
  /** Several programs or people: each has a limit of its own. */
  apiKeys: readonly string[];
  redisUrl: string;
};

const PEOPLE = 100;
/** So long has everybody been at work. */
const HOURS_SO_FAR = 4;
const SCANS_SO_FAR = 48;
const KEYS = 10;
const SCOPES = ['read', 'ingest'] as const;
const START_MILLIS = 60_000;

/**
 * Runs `work` with a hub in the middle of a working day: a site among the year's data in which it is noon, everybody at
 * work and scored. `webDatabaseUrl`: the way to the database that the web server is given. `people`: how many there are.
 * Ends and removes it all.
 */
export async function withOwnHub<T>(
  data: YearData,
  work: (hub: OwnHub) => Promise<T>,
  { webDatabaseUrl = data.databaseUrl, people = PEOPLE }: { webDatabaseUrl?: string; people?: number } = {},
): Promise<T> {
  await ensureBuild();
  const now = currentInstant();
  const source = 'api';
  const site = { source, count: people, now, timeZone: zoneWithLocalHour(12, now) };
  return inOwnSite(data.db, site, async (own) => {
    const today = businessDayOf(own.site, now);
    const start = now - HOURS_SO_FAR * 3600;
    await writeShifts(data, own, { source, start, hours: null, scansPerPerson: SCANS_SO_FAR });
    const requests = own.workers.map(({ employeeId }) => ({ siteId: own.site.id, scoreDate: today, employeeId }));
    await inTransaction(data.db, (tx) => requestScores(tx, requests, 'bench', now));
    const order = { siteId: own.site.id, name: 'bench', scopes: [...SCOPES], actor: SEED_ACTOR, now };
    const apiKeys: string[] = [];
    for (let made = 0; made < KEYS; made += 1) apiKeys.push((await createApiKey(data.db, order)).key);

    const dir = mkdtempSync(join(tmpdir(), 'hub-bench-'));
    const redis = await startRedis({ dir });
    // The bench itself runs without Redis and must not hand that on: without it nobody wakes the worker.
    const env = {
      NODE_ENV: 'production',
      AUTH_SECRET: randomBytes(32).toString('hex'),
      REDIS_ENABLED: 'true',
      REDIS_URL: redis.url,
      DEMO_MODE: 'false',
      LOG_LEVEL: 'warn',
    };
    const worker = startScript('worker/main.ts', [], { ...env, DATABASE_URL: data.databaseUrl });
    try {
      const web = await WebServer.start({ ...env, DATABASE_URL: webDatabaseUrl }, apiKeys[0] ?? '');
      try {
        const isScored = async () => (await readBoard(web)).total === people;
        await waitUntil(isScored, START_MILLIS, `everybody to be scored:\n${worker.output}`);
        return await work({ own, web, apiKeys, redisUrl: redis.url });
      } finally {
        await web.program.end();
      }
    } finally {
      await worker.end();
      await redis.stop();
      rmSync(dir, { recursive: true, force: true });
    }
  });
}

/** Somebody scans now. Resolves when the scan is stored. */
export async function sendScan(
  { web }: OwnHub,
  scan: { worker: Worker; referenceId: string; itemsCount: number },
): Promise<void> {
  const now = currentInstant();
  const { worker, ...row } = scan;
  const { status, json } = await web.post('/api/activities/batch', [
    {
      ...row,
      userEmail: worker.login,
      activityType: 'QC Passed',
      windowStart: toIsoInstant(now - 60),
      windowEnd: toIsoInstant(now),
    },
  ]);
  if (status !== 200) throw new Error(`A scan was answered ${status}: ${JSON.stringify(json)}`);
}

/** Today's board as pages get it. */
export async function readBoard(web: WebServer): Promise<Leaderboard> {
  const { status, json } = await web.get('/api/dashboard/leaderboard');
  if (status !== 200) throw new Error(`The leaderboard answered ${status}: ${JSON.stringify(json)}`);
  return leaderboard.parse(json);
}
