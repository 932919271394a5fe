import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Redis } from 'ioredis';
import mysql from 'mysql2/promise';
import { endProcess, findProgram, freePort, isAlive, waitUntil } from './processes';
import { ensureProgram } from './system-packages';

/** A database or Redis server of our own: loopback only, own folder, own port. */
export type PrivateServer = { url: string; port: number; pid: number; stop(): Promise<void> };

const DATABASE_NAME = 'hub';

/** Written by the server itself while it runs. */
export function serverPidFile(dir: string): string {
  return join(dir, 'server.pid');
}

/** `fast` gives up safety against power loss for speed: for tests only. */
export type MariadbOptions = { dir: string; port?: number; fast?: boolean; extraArgs?: string[] };

/** Starts a private MariaDB (or MySQL) whose data live in `dir`; makes the data folder on the first start. */
export async function startMariadb(options: MariadbOptions): Promise<PrivateServer> {
  const program = ensureProgram(['mariadbd', 'mysqld'], 'mariadb-server', 'or set DATABASE_URL to a server you have');
  const dataDir = join(options.dir, 'data');
  const passwordFile = join(options.dir, 'password');
  // A server that starts deletes what it takes for left-overs in its folder for temporary files: never share one.
  const tmpDir = join(options.dir, 'tmp');
  mkdirSync(tmpDir, { recursive: true, mode: 0o700 });
  const common = [...(process.getuid?.() === 0 ? ['--user=root'] : []), `--tmpdir=${tmpDir}`];
  const isNew = !existsSync(join(dataDir, 'mysql'));
  if (isNew) {
    rmSync(dataDir, { recursive: true, force: true });
    mkdirSync(options.dir, { recursive: true, mode: 0o700 });
    writeFileSync(passwordFile, randomBytes(24).toString('hex'), { mode: 0o600 });
    initialiseDataDir(program, dataDir, common, readFileSync(passwordFile, 'utf8'));
  }
  const password = readFileSync(passwordFile, 'utf8');
  const port = options.port ?? (await freePort());
  const logFile = openSync(join(options.dir, 'server.log'), 'a');
  const child = spawn(
    program,
    [
      '--no-defaults',
      ...common,
      `--datadir=${dataDir}`,
      // A socket's path must be short, a checkout's may be long: relative to the data folder it always fits.
      '--socket=server.sock',
      `--pid-file=${serverPidFile(options.dir)}`,
      '--bind-address=127.0.0.1',
      `--port=${port}`,
      '--character-set-server=utf8mb4',
      '--innodb-buffer-pool-size=512M',
      '--max-connections=300',
      '--skip-name-resolve',
      '--performance-schema=OFF',
      ...(options.fast === true
        ? ['--innodb-flush-log-at-trx-commit=0', '--innodb-doublewrite=0', '--skip-log-bin']
        : ['--innodb-log-file-size=256M']),
      ...(options.extraArgs ?? []),
    ],
    { detached: true, stdio: ['ignore', logFile, logFile], cwd: dataDir },
  );
  child.unref();
  const pid = child.pid;
  if (pid === undefined) throw new Error(`Could not start ${program}.`);
  const url = `mysql://hub:${password}@127.0.0.1:${port}/${DATABASE_NAME}`;
  await waitUntil(
    async () => {
      if (!isAlive(pid)) throw new Error(`The database server ended at once: see ${join(options.dir, 'server.log')}.`);
      return canReachDatabase(url);
    },
    60_000,
    'the database server',
  );
  return { url, port, pid, stop: () => endProcess(pid, 30_000) };
}

function initialiseDataDir(program: string, dataDir: string, common: string[], password: string): void {
  const setUp = [
    `CREATE DATABASE ${DATABASE_NAME} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;`,
    ...['127.0.0.1', 'localhost'].flatMap((host) => [
      `CREATE USER 'hub'@'${host}' IDENTIFIED BY '${password}';`,
      `GRANT ALL ON *.* TO 'hub'@'${host}' WITH GRANT OPTION;`,
    ]),
  ].join('\n');
  const isMariadb = program.includes('mariadb') || findProgram('mariadb-install-db') !== null;
  const initialiser = isMariadb ? findProgram('mariadb-install-db', 'mysql_install_db') : program;
  if (initialiser === null)
    throw new Error('mariadb-install-db is not on the path: install mariadb-server completely.');
  const initArgs = isMariadb
    ? ['--no-defaults', ...common, `--datadir=${dataDir}`, '--auth-root-authentication-method=socket', '--skip-test-db']
    : ['--no-defaults', ...common, '--initialize-insecure', `--datadir=${dataDir}`];
  mkdirSync(dirname(dataDir), { recursive: true });
  runQuietly(initialiser, initArgs, undefined);
  if (isMariadb) {
    runQuietly(
      program,
      ['--no-defaults', ...common, `--datadir=${dataDir}`, '--bootstrap', '--silent-startup'],
      ['USE mysql;', 'FLUSH PRIVILEGES;', setUp, 'FLUSH PRIVILEGES;'].join('\n'),
    );
  } else {
    const initFile = join(dirname(dataDir), 'init.sql');
    writeFileSync(initFile, setUp, { mode: 0o600 });
    runQuietly(
      program,
      [
        '--no-defaults',
        ...common,
        `--datadir=${dataDir}`,
        `--init-file=${initFile}`,
        '--skip-networking',
        '--daemonize',
      ],
      undefined,
    );
    rmSync(initFile);
  }
}

function runQuietly(program: string, args: string[], input: string | undefined): void {
  const result = spawnSync(program, args, { input, encoding: 'utf8' });
  if (result.status !== 0)
    throw new Error(`${program} failed (exit ${result.status}): ${result.stderr}${result.stdout}`);
}

/** True when a statement can be run there. */
export async function canReachDatabase(url: string): Promise<boolean> {
  try {
    const connection = await mysql.createConnection({ uri: url, connectTimeout: 2_000 });
    await connection.query('SELECT 1');
    await connection.end();
    return true;
  } catch {
    return false;
  }
}

export type RedisOptions = { dir: string; port?: number };

/** Starts a private Redis; what it holds survives a restart (append-only file). */
export async function startRedis(options: RedisOptions): Promise<PrivateServer> {
  const program = ensureProgram(
    ['redis-server', 'valkey-server'],
    'redis-server',
    'or set REDIS_URL to a server you have, or REDIS_ENABLED=false',
  );
  mkdirSync(options.dir, { recursive: true, mode: 0o700 });
  const port = options.port ?? (await freePort());
  const logFile = openSync(join(options.dir, 'server.log'), 'a');
  const child = spawn(
    program,
    [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--dir',
      options.dir,
      '--appendonly',
      'yes',
      '--save',
      '',
      '--maxmemory',
      '256mb',
      '--maxmemory-policy',
      'noeviction',
      '--daemonize',
      'no',
      '--pidfile',
      serverPidFile(options.dir),
    ],
    { detached: true, stdio: ['ignore', logFile, logFile] },
  );
  child.unref();
  const pid = child.pid;
  if (pid === undefined) throw new Error(`Could not start ${program}.`);
  const url = `redis://127.0.0.1:${port}`;
  await waitUntil(
    async () => {
      if (!isAlive(pid)) throw new Error(`Redis ended at once: see ${join(options.dir, 'server.log')}.`);
      return canReachRedis(url);
    },
    20_000,
    'Redis',
  );
  return { url, port, pid, stop: () => endProcess(pid, 10_000) };
}

/** True when a PING is answered there. */
export async function canReachRedis(url: string): Promise<boolean> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null, connectTimeout: 2_000 });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    return (await redis.ping()) === 'PONG';
  } catch {
    return false;
  } finally {
    redis.disconnect();
  }
}
