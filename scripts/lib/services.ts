import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import mysql from 'mysql2/promise';
import { parseEnvFile } from '../../lib/platform/env/env';
import { DATA_DIR } from './paths';
import { canReachDatabase, canReachRedis, serverPidFile, startMariadb, startRedis } from './private-servers';
import { endProcess, isAlive, isNamedProcessAlive, processName, waitUntil } from './processes';

/** Addresses of the services in use. `release` stops private ones once nobody in this checkout uses them any more. */
export type Services = { databaseUrl: string; redisUrl: string | undefined; release(): Promise<void> };

/** The demo floor writes into a database of its own, so that nothing invented is ever among real data. */
export type DatabaseName = 'hub' | 'hub_demo';

const ENV_FILE = join(DATA_DIR, 'env');
const USERS_DIR = join(DATA_DIR, 'users');
const DATABASE_NAME_FILE = join(DATA_DIR, 'database-name');
const LOCK_FILE = join(DATA_DIR, 'lock');
const TAKEOVER_FILE = join(DATA_DIR, 'lock-takeover');

/**
 * Finds or starts the database and Redis (contract.md 1): DATABASE_URL / REDIS_URL when set, else private servers in
 * `.data/`, shared by all commands of this checkout. Each user leaves a mark; the last one to go stops the servers.
 * `npm start` says which database of the private server it uses; the commands that follow use the same one.
 */
export async function acquireServices(options: { database?: DatabaseName } = {}): Promise<Services> {
  const ownDatabase = process.env.DATABASE_URL || undefined;
  const ownRedis = process.env.REDIS_URL || undefined;
  const wantsRedis = process.env.REDIS_ENABLED !== 'false';
  if (ownDatabase !== undefined && (ownRedis !== undefined || !wantsRedis)) {
    return { databaseUrl: ownDatabase, redisUrl: ownRedis, release: async () => undefined };
  }
  const mark = join(USERS_DIR, String(process.pid));
  const leave = async () => {
    rmSync(mark, { force: true });
    if (livingUsers().length === 0) await stopServers();
  };
  const servers = await withLock(async () => {
    mkdirSync(USERS_DIR, { recursive: true });
    writeFileSync(mark, processName(process.pid));
    if (options.database !== undefined) writeFileSync(DATABASE_NAME_FILE, options.database);
    try {
      return await findOrStartServers(ownDatabase === undefined, ownRedis === undefined && wantsRedis);
    } catch (error) {
      await leave();
      throw error;
    }
  });
  let released = false;
  return {
    databaseUrl: ownDatabase ?? servers.databaseUrl ?? '',
    redisUrl: ownRedis ?? servers.redisUrl,
    release: async () => {
      if (released) return;
      released = true;
      await withLock(leave);
    },
  };
}

type ServerAddresses = { databaseUrl: string | undefined; redisUrl: string | undefined };

async function findOrStartServers(wantsDatabase: boolean, wantsRedis: boolean): Promise<ServerAddresses> {
  const known = existsSync(ENV_FILE) ? parseEnvFile(readFileSync(ENV_FILE, 'utf8')) : {};
  const pids = runningServers();
  let databaseUrl = wantsDatabase ? known.DATABASE_URL : undefined;
  let redisUrl = wantsRedis ? known.REDIS_URL : undefined;
  if (wantsDatabase && (databaseUrl === undefined || !(await canReachDatabase(databaseUrl)))) {
    if (pids.database !== undefined) await endProcess(pids.database, 30_000);
    const server = await startMariadb({ dir: join(DATA_DIR, 'database') });
    databaseUrl = server.url;
  }
  if (wantsRedis && (redisUrl === undefined || !(await canReachRedis(redisUrl)))) {
    if (pids.redis !== undefined) await endProcess(pids.redis, 10_000);
    const server = await startRedis({ dir: join(DATA_DIR, 'redis') });
    redisUrl = server.url;
  }
  if (databaseUrl !== undefined) databaseUrl = await ensureDatabase(databaseUrl, chosenDatabase());
  const lines = [
    databaseUrl === undefined ? '' : `DATABASE_URL=${databaseUrl}\n`,
    redisUrl === undefined ? '' : `REDIS_URL=${redisUrl}\n`,
  ];
  rmSync(ENV_FILE, { force: true });
  writeFileSync(ENV_FILE, lines.join(''), { mode: 0o600 });
  return { databaseUrl, redisUrl };
}

function chosenDatabase(): string {
  return existsSync(DATABASE_NAME_FILE)
    ? readFileSync(DATABASE_NAME_FILE, 'utf8').trim()
    : ('hub' satisfies DatabaseName);
}

async function ensureDatabase(serverUrl: string, name: string): Promise<string> {
  const connection = await mysql.createConnection(serverUrl);
  await connection.query(`CREATE DATABASE IF NOT EXISTS ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  await connection.end();
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function stopServers(): Promise<void> {
  const pids = runningServers();
  rmSync(ENV_FILE, { force: true });
  await Promise.all([
    pids.database === undefined ? undefined : endProcess(pids.database, 30_000),
    pids.redis === undefined ? undefined : endProcess(pids.redis, 10_000),
  ]);
}

type ServerPids = { database?: number; redis?: number };

/**
 * The running servers of this checkout by the files that they write themselves, so that also those are known whose
 * starter died on the way. A number that the system gave to another program since does not count.
 */
function runningServers(): ServerPids {
  const pidOf = (folder: string): number | undefined => {
    const file = serverPidFile(join(DATA_DIR, folder));
    if (!existsSync(file)) return undefined;
    const pid = Number(readFileSync(file, 'utf8'));
    return pid > 0 && isAlive(pid) && worksInside(pid, join(DATA_DIR, folder)) ? pid : undefined;
  };
  return { database: pidOf('database'), redis: pidOf('redis') };
}

/** Both servers work inside their folder in `.data/`, which tells them from a program that got the number later. */
function worksInside(pid: number, folder: string): boolean {
  const link = `/proc/${pid}/cwd`;
  if (!existsSync('/proc/self/cwd')) return true; // a system without /proc: trust the file
  try {
    return readlinkSync(link).startsWith(folder);
  } catch {
    return false;
  }
}

function livingUsers(): string[] {
  if (!existsSync(USERS_DIR)) return [];
  return readdirSync(USERS_DIR).filter((pid) => {
    const mark = join(USERS_DIR, pid);
    if (isNamedProcessAlive(readFileSync(mark, 'utf8') || pid)) return true;
    rmSync(mark, { force: true });
    return false;
  });
}

/** One starter or stopper at a time in this checkout; a lock whose holder died is taken away. */
export async function withLock<T>(work: () => Promise<T>): Promise<T> {
  mkdirSync(DATA_DIR, { recursive: true, mode: 0o700 });
  await waitUntil(
    () => {
      if (tryToCreate(LOCK_FILE)) return true;
      if (isAbandoned(LOCK_FILE)) removeAbandonedLock();
      return false;
    },
    120_000,
    `another command of this checkout that is starting or stopping its servers (${LOCK_FILE})`,
  );
  try {
    return await work();
  } finally {
    rmSync(LOCK_FILE, { force: true });
  }
}

/** By one at a time and after another look, else two who saw the same dead holder could remove each other's new lock. */
function removeAbandonedLock(): void {
  if (!tryToCreate(TAKEOVER_FILE)) {
    if (isAbandoned(TAKEOVER_FILE)) rmSync(TAKEOVER_FILE, { force: true });
    return;
  }
  try {
    if (isAbandoned(LOCK_FILE)) rmSync(LOCK_FILE, { force: true });
  } finally {
    rmSync(TAKEOVER_FILE, { force: true });
  }
}

/** Creates the file with this process's name in it; false when it is there already. */
function tryToCreate(file: string): boolean {
  try {
    writeFileSync(file, processName(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Whether the process that created the file is dead. It names itself a moment after the file is there. */
function isAbandoned(file: string): boolean {
  try {
    const holder = readFileSync(file, 'utf8');
    if (holder !== '') return !isNamedProcessAlive(holder);
    return Date.now() - statSync(file).mtimeMs > 5_000;
  } catch {
    return false; // gone in between
  }
}
