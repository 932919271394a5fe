import { getEnv } from '../platform/env/env';
import { type Database, openDatabase } from './client';

let web: Database | undefined;
let replica: Database | undefined;
let sync: Database | undefined;

/** The process's main pool: reads of pages and all ordinary writes. */
export function getDatabase(): Database {
  const env = getEnv();
  web ??= openDatabase({
    url: env.DATABASE_URL,
    poolSize: env.DB_POOL_SIZE,
    connectTimeoutMillis: env.DB_CONNECT_TIMEOUT_MS,
  });
  return web;
}

/** Where loaders read: the replica when there is one, else the main pool. */
export function getReadDatabase(): Database {
  const env = getEnv();
  if (env.DATABASE_REPLICA_URL === undefined) return getDatabase();
  replica ??= openDatabase({
    url: env.DATABASE_REPLICA_URL,
    poolSize: env.DB_POOL_SIZE,
    connectTimeoutMillis: env.DB_CONNECT_TIMEOUT_MS,
  });
  return replica;
}

/** The worker's pool for syncs, its own so that a sync can never starve anything else (operations.md, Database). */
export function getSyncDatabase(): Database {
  const env = getEnv();
  sync ??= openDatabase({
    url: env.DATABASE_URL,
    poolSize: env.DB_SYNC_POOL_SIZE,
    connectTimeoutMillis: env.DB_CONNECT_TIMEOUT_MS,
    acquireTimeoutMillis: 30_000,
  });
  return sync;
}

/** Closes whatever this process opened. */
export async function closeDatabases(): Promise<void> {
  const open = [web, replica, sync].filter((database) => database !== undefined);
  web = replica = sync = undefined;
  await Promise.all(open.map((database) => database.close()));
}
