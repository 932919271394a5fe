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
import { canReachDatabase, canReachRedis, startMariadb, startRedis } from './private-servers';
import { endProcess, isAlive, waitUntil } from './processes';

/** Addresses of the services in use. `release` stops private ones once nobody in this checkout uses them any more. */
export type Services = { databaseUrl: string; redisUrl: string | undefined; release(): Promise<void> };

/** The demo floor writes into a database of its own, so that nothing invented is ever among real data. */
export type DatabaseName = 'hub' | 'hub_demo';

const ENV_FILE = join(DATA_DIR, 'env');
const PIDS_FILE = join(DATA_DIR, 'servers.json');
const USERS_DIR = join(DATA_DIR, 'users');
const DATABASE_NAME_FILE = join(DATA_DIR, 'database-name');
const LOCK_DIR = join(DATA_DIR, 'lock');

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
  const servers = await withLock(async () => {
    mkdirSync(USERS_DIR, { recursive: true });
    writeFileSync(mark, '');
    if (options.database !== undefined) writeFileSync(DATABASE_NAME_FILE, options.database);
    return findOrStartServers(ownDatabase === undefined, ownRedis === undefined && wantsRedis);
  });
  let released = false;
  return {
    databaseUrl: ownDatabase ?? servers.databaseUrl ?? '',
    redisUrl: ownRedis ?? servers.redisUrl,
    release: async () => {
      if (released) return;
      released = true;
      await withLock(async () => {
        rmSync(mark, { force: true });
        if (livingUsers().length > 0) return;
        await stopServers();
      });
    },
  };
}

type ServerAddresses = { databaseUrl: string | undefined; redisUrl: string | undefined };

async function findOrStartServers(wantsDatabase: boolean, wantsRedis: boolean): Promise<ServerAddresses> {
  const known = existsSync(ENV_FILE) ? parseEnvFile(readFileSync(ENV_FILE, 'utf8')) : {};
  const pids = readPids();
  let databaseUrl = wantsDatabase ? known.DATABASE_URL : undefined;
  let redisUrl = wantsRedis ? known.REDIS_URL : undefined;
  if (wantsDatabase && (databaseUrl === undefined || !(await canReachDatabase(databaseUrl)))) {
    if (pids.database !== undefined) await endProcess(pids.database, 30_000);
    const server = await startMariadb({ dir: join(DATA_DIR, 'database') });
    databaseUrl = server.url;
    pids.database = server.pid;
  }
  if (wantsRedis && (redisUrl === undefined || !(await canReachRedis(redisUrl)))) {
    if (pids.redis !== undefined) await endProcess(pids.redis, 10_000);
    const server = await startRedis({ dir: join(DATA_DIR, 'redis') });
    redisUrl = server.url;
    pids.redis = server.pid;
  }
  writeFileSync(PIDS_FILE, JSON.stringify(pids));
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
  const pids = readPids();
  rmSync(ENV_FILE, { force: true });
  await Promise.all([
    pids.database === undefined ? undefined : endProcess(pids.database, 30_000),
    pids.redis === undefined ? undefined : endProcess(pids.redis, 10_000),
  ]);
  rmSync(PIDS_FILE, { force: true });
}

type ServerPids = { database?: number; redis?: number };

/** Pids of servers that still are ours: a number that the system gave to another program since does not count. */
function readPids(): ServerPids {
  if (!existsSync(PIDS_FILE)) return {};
  const stored: unknown = JSON.parse(readFileSync(PIDS_FILE, 'utf8'));
  const pidOf = (name: string, folder: string): number | undefined => {
    if (stored === null || typeof stored !== 'object') return undefined;
    const pid: unknown = Reflect.get(stored, name);
    return typeof pid === 'number' && isAlive(pid) && worksInside(pid, join(DATA_DIR, folder)) ? pid : undefined;
  };
  return { database: pidOf('database', 'database'), redis: pidOf('redis', 'redis') };
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

function livingUsers(): number[] {
  if (!existsSync(USERS_DIR)) return [];
  return readdirSync(USERS_DIR)
    .map(Number)
    .filter((pid) => {
      if (isAlive(pid)) return true;
      rmSync(join(USERS_DIR, String(pid)), { force: true });
      return false;
    });
}

/** One starter or stopper at a time in this checkout; a lock whose holder died is taken over. */
async function withLock<T>(work: () => Promise<T>): Promise<T> {
  mkdirSync(DATA_DIR, { recursive: true, mode: 0o700 });
  const holderFile = join(LOCK_DIR, 'pid');
  await waitUntil(
    () => {
      try {
        mkdirSync(LOCK_DIR);
        writeFileSync(holderFile, String(process.pid));
        return true;
      } catch {
        const holder = existsSync(holderFile) ? Number(readFileSync(holderFile, 'utf8')) : undefined;
        const abandoned = holder === undefined ? lockAgeMillis() > 5_000 : !isAlive(holder);
        if (abandoned) rmSync(LOCK_DIR, { recursive: true, force: true });
        return false;
      }
    },
    120_000,
    `another command of this checkout that is starting or stopping its servers (${LOCK_DIR})`,
  );
  try {
    return await work();
  } finally {
    rmSync(LOCK_DIR, { recursive: true, force: true });
  }
}

function lockAgeMillis(): number {
  try {
    return Date.now() - statSync(LOCK_DIR).mtimeMs;
  } catch {
    return 0; // gone in between
  }
}
