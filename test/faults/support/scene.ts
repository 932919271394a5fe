import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mysql, { type RowDataPacket } from 'mysql2/promise';
import { inject } from 'vitest';
import { SIMULATOR_API_KEY } from '@/demo/connecteam/control';
import { type ConnecteamSimulator, startConnecteamSimulator } from '@/demo/connecteam/server';
import { type Database, openDatabase } from '@/lib/db/client';
import { migrateDatabase } from '@/lib/db/migrate';
import { createSite } from '@/lib/domain/sites/mutations';
import { getSite } from '@/lib/domain/sites/queries/get-sites';
import type { Site } from '@/lib/domain/sites/schema';
import { currentInstant } from '@/lib/platform/time/clock';
import { TEST_ACTOR } from '@/test/database';
import { zoneWithLocalHour } from '@/test/local-hour-zone';
import { startRedis } from '../../../scripts/lib/private-servers';
import { waitUntil } from '../../../scripts/lib/processes';
import { enterPeople } from './enter-people';
import { type Program, startScript } from './program';

/** A whole hub of a test's own, without the web server: database, Redis, a site and a simulated time clock. */
export type Scene = {
  db: Database;
  redisUrl: string;
  site: Site;
  simulator: ConnecteamSimulator;
  clockId: number;
  /** Variables of a process that works here. */
  env: Record<string, string>;
  startWorker(): Program;
  /** `npm run job -- NAME ARGS…` */
  startJob(...args: string[]): Program;
  /** Runs a job to its end; throws with what it printed when it fails. */
  runJob(...args: string[]): Promise<void>;
  /** Makes an employee of every user of the time clock, as an admin does on the first day. */
  enterPeople(): Promise<void>;
  /** Another connection, e.g. to hold a lock that a process is to run into. */
  connect(): Promise<mysql.Connection>;
  /** Waits until a transaction of this database waits for a lock. */
  lockWait(): Promise<void>;
};

/** What a test that runs beside others hands over, to have its scene cleared away in the end. */
export type TestEnd = { onTestFinished(cleanUp: () => unknown): void };

/** Everything is closed, ended and removed after the test. */
export async function openScene({ onTestFinished }: TestEnd): Promise<Scene> {
  const serverUrl = inject('databaseUrl');
  const name = `hub_faults_${randomBytes(6).toString('hex')}`;
  const admin = await mysql.createConnection(serverUrl);
  onTestFinished(async () => {
    await admin.query(`DROP DATABASE IF EXISTS ${name}`);
    await admin.end();
  });
  await admin.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const db = openDatabase({ url: url.href, poolSize: 4 });
  onTestFinished(() => db.close());
  await migrateDatabase(db);

  const dir = mkdtempSync(join(tmpdir(), 'hub-scene-'));
  const redis = await startRedis({ dir });
  onTestFinished(async () => {
    await redis.stop();
    rmSync(dir, { recursive: true, force: true });
  });
  const simulator = await startConnecteamSimulator();
  onTestFinished(() => simulator.close());
  const clockId = simulator.world.addClock({ name: 'Warehouse' }).id;
  const now = currentInstant();
  // Noon or so at the site, whenever the test runs, so that no daily job is due or just over.
  const timeZone = zoneWithLocalHour(12, now);
  await createSite(db, { code: 'main', name: 'Main warehouse', timeZone }, TEST_ACTOR, now - 90 * 86_400);
  const env = {
    DATABASE_URL: url.href,
    REDIS_URL: redis.url,
    CONNECTEAM_API_KEY: SIMULATOR_API_KEY,
    CONNECTEAM_BASE_URL: simulator.baseUrl,
    DEMO_MODE: 'false',
  };
  const start = (script: string, args: string[]) => {
    const program = startScript(script, args, env);
    onTestFinished(() => program.end());
    return program;
  };
  const startJob = (...args: string[]) => start('scripts/run.ts', ['job', ...args]);
  return {
    db,
    redisUrl: redis.url,
    site: await getSite(db, 'main'),
    simulator,
    clockId,
    env,
    startWorker: () => start('worker/main.ts', []),
    startJob,
    runJob: async (...args) => {
      const job = startJob(...args);
      if ((await job.exited).code !== 0) throw new Error(`${args.join(' ')} failed:\n${job.output}`);
    },
    enterPeople: () => enterPeople(db, simulator),
    connect: async () => {
      const connection = await mysql.createConnection(url.href);
      onTestFinished(() => connection.destroy());
      return connection;
    },
    lockWait: () =>
      waitUntil(
        async () => {
          const [rows] = await admin.query<RowDataPacket[]>(
            `SELECT 1 FROM information_schema.innodb_trx t
             JOIN information_schema.processlist p ON p.id = t.trx_mysql_thread_id
             WHERE p.db = ? AND t.trx_state = 'LOCK WAIT'`,
            [name],
          );
          return rows.length > 0;
        },
        60_000,
        'a transaction to wait for a lock',
      ),
  };
}
