import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mysql from 'mysql2/promise';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '../lib/db/client';
import { migrateDatabase } from '../lib/db/migrate';
import { startRedis } from '../scripts/lib/private-servers';
import { acquireServices } from '../scripts/lib/services';

declare module 'vitest' {
  export interface ProvidedContext {
    databaseUrl: string;
    redisUrl: string;
  }
}

/** One fresh, migrated database for this run. Tests keep apart by having a site each. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const services = await acquireServices();
  // Channels and keys are the same for every hub on a server: a running one must not hear of the tests.
  const redisDir = mkdtempSync(join(tmpdir(), 'hub-test-redis-'));
  const redis = await startRedis({ dir: redisDir });
  const name = `hub_test_${randomBytes(6).toString('hex')}`;
  const url = new URL(services.databaseUrl);
  url.pathname = `/${name}`;
  const admin = await mysql.createConnection(services.databaseUrl);
  await admin.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  process.env.DATABASE_URL = url.href;
  process.env.REDIS_URL = redis.url;
  process.env.LOG_LEVEL ??= 'error';
  process.env.AUTH_SECRET ??= randomBytes(32).toString('hex');
  const database = openDatabase({ url: url.href, poolSize: 1 });
  await migrateDatabase(database);
  await database.close();
  project.provide('databaseUrl', url.href);
  project.provide('redisUrl', redis.url);
  return async () => {
    await admin.query(`DROP DATABASE ${name}`);
    await admin.end();
    await redis.stop();
    rmSync(redisDir, { recursive: true, force: true });
    await services.release();
  };
}
