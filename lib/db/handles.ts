import { getEnv } from '../platform/env/env';
import { processWide } from '../platform/process/process-wide';
import { type Database, openDatabase } from './client';
import { openReplica, type Replica } from './read-database';
import { wantsFreshReads } from './read-routing';

/** Pages and routes are bundled apart but share the process's pools. */
const open = processWide<{ main?: Database; replica?: Replica; sync?: Database }>('databases', () => ({}));

/** Whoever waits for a page does not wait longer than this for one statement of it. */
const PAGE_STATEMENT_MILLIS = 10_000;
/** Statements of jobs take longer; a server that is silent for this long is gone. */
const JOB_STATEMENT_MILLIS = 60_000;
let statementTimeoutMillis: number | undefined = PAGE_STATEMENT_MILLIS;

/** To be said before the first use by processes that serve no pages: the worker's jobs, and commands that take their time. */
export function allowStatements(length: 'of-jobs' | 'unlimited'): void {
  statementTimeoutMillis = length === 'of-jobs' ? JOB_STATEMENT_MILLIS : undefined;
}

/** The process's main pool: reads of pages and all ordinary writes. */
export function getDatabase(): Database {
  const env = getEnv();
  open.main ??= openDatabase({
    url: env.DATABASE_URL,
    poolSize: env.DB_POOL_SIZE,
    connectTimeoutMillis: env.DB_CONNECT_TIMEOUT_MS,
    statementTimeoutMillis,
  });
  return open.main;
}

/**
 * Where loaders read: the replica while it is there, less than 5 s behind and the work does not have to see what was just
 * written (`withFreshReads`); else the main pool. A replica that goes in the middle is not noticed either.
 */
export function getReadDatabase(): Database {
  const replica = getReplica();
  return replica === null || wantsFreshReads() || !replica.state.isUsable() ? getDatabase() : replica.database;
}

/** Whether this installation has a replica to read from. */
export function hasReplica(): boolean {
  return getEnv().DATABASE_REPLICA_URL !== undefined;
}

/** The replica with what is known of its state; null in an installation without one. */
export function getReplica(): Replica | null {
  const { DATABASE_REPLICA_URL, DB_POOL_SIZE } = getEnv();
  if (DATABASE_REPLICA_URL === undefined) return null;
  open.replica ??= openReplica({ url: DATABASE_REPLICA_URL, poolSize: DB_POOL_SIZE, primary: getDatabase });
  return open.replica;
}

/** The worker's pool for syncs, its own so that a sync can never starve anything else (operations.md, Database). */
export function getSyncDatabase(): Database {
  const env = getEnv();
  open.sync ??= openDatabase({
    url: env.DATABASE_URL,
    poolSize: env.DB_SYNC_POOL_SIZE,
    connectTimeoutMillis: env.DB_CONNECT_TIMEOUT_MS,
    acquireTimeoutMillis: 30_000,
    statementTimeoutMillis: JOB_STATEMENT_MILLIS,
  });
  return open.sync;
}

/** Closes whatever this process opened. */
export async function closeDatabases(): Promise<void> {
  const databases = [open.main, open.replica, open.sync].filter((database) => database !== undefined);
  open.main = open.replica = open.sync = undefined;
  await Promise.all(databases.map((database) => database.close()));
}
