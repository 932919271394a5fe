import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import mysql from 'mysql2/promise';
import { openDatabase } from '../../lib/db/client';
import { migrateDatabase } from '../../lib/db/migrate';
import { startRedis } from './private-servers';
import { freePort, waitUntil } from './processes';
import { SupervisedProcess } from './supervisor';

export type E2eHub = { env: Record<string, string>; stop(): Promise<void> };

/** The production build on a fresh database and a Redis of its own, for the browser tests. */
export async function startE2eHub(options: { serverUrl: string; directory: string }): Promise<E2eHub> {
  const name = `hub_e2e_${randomBytes(6).toString('hex')}`;
  const url = new URL(options.serverUrl);
  url.pathname = `/${name}`;
  const admin = await mysql.createConnection(options.serverUrl);
  await admin.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  const database = openDatabase({ url: url.href, poolSize: 1 });
  await migrateDatabase(database);
  await database.close();
  const redis = await startRedis({ dir: join(options.directory, 'redis') });
  const port = await freePort();
  const address = `http://localhost:${port}`;
  const env = {
    DATABASE_URL: url.href,
    REDIS_URL: redis.url,
    AUTH_SECRET: randomBytes(32).toString('hex'),
    BASE_URL: address,
    E2E_BASE_URL: address,
    PORT: String(port),
    LOG_LEVEL: 'warn',
    DEMO_MODE: 'false',
  };
  const web = new SupervisedProcess({
    name: 'The web server of the tests',
    program: 'next',
    args: ['start', '-p', String(port), '-H', '127.0.0.1'],
    env: { ...env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    onLine: () => undefined,
  });
  await waitUntil(
    async () => (await fetch(`${address}/api/health/readiness`).catch(() => undefined))?.ok === true,
    60_000,
    'the web server of the tests',
  );
  return {
    env,
    stop: async () => {
      await web.stop();
      await redis.stop();
      await admin.query(`DROP DATABASE ${name}`);
      await admin.end();
    },
  };
}
