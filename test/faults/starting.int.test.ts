import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { freePort } from '../../scripts/lib/processes';
import { type Program, startScript } from './support/program';

const PASSWORD = 'correct-horse-battery';
/** Empty data folder of a checkout: whatever is started for it shows up here. */
const dataDir = mkdtempSync(join(tmpdir(), 'hub-starting-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const entryPoints = {
  'the worker': ['worker/main.ts'],
  'a job': ['scripts/run.ts', 'job', 'drain-scores'],
  'npm start': ['scripts/start.ts'],
} as const;

function start([script, ...args]: readonly [string, ...string[]], env: Record<string, string>): Program {
  return startScript(script, args, { HUB_DATA_DIR: dataDir, DEMO_MODE: 'false', ...env });
}

function startedServers(): string[] {
  return ['database', 'redis', 'servers.json'].filter((name) => existsSync(join(dataDir, name)));
}

describe.each(Object.entries(entryPoints))('%s', (_name, entryPoint) => {
  it('says in one line which database it cannot reach and what to do, without the password', async () => {
    const port = await freePort();
    const program = start(entryPoint, {
      DATABASE_URL: `mysql://hub:${PASSWORD}@127.0.0.1:${port}/hub`,
      REDIS_URL: inject('redisUrl'),
    });
    expect(await program.exited).toEqual({ code: 1, signal: null });
    expect(program.lines).toEqual([
      `The database 127.0.0.1:${port}/hub cannot be used (connect ECONNREFUSED 127.0.0.1:${port}). Check DATABASE_URL and that the server is running.`,
    ]);
  });

  it('lists every wrong variable in a line of its own and starts nothing', async () => {
    const program = start(entryPoint, {
      DATABASE_URL: `postgres://hub:${PASSWORD}@localhost/hub`,
      SITE_TIME_ZONE: 'Chicago',
      DB_POOL_SIZE: 'many',
      CONNECTEAM_CLIENT_ID: 'one-half',
      LOG_LEVEL: 'loud',
      PORT: '70000',
    });
    expect(await program.exited).toEqual({ code: 1, signal: null });
    expect(program.lines[0]).toMatch(/^The environment has \d+ problem\(s\):$/);
    const named = program.lines.slice(1).map((line) => line.trim().split(' ')[0]);
    expect(named).toEqual(
      expect.arrayContaining(['DATABASE_URL', 'SITE_TIME_ZONE', 'DB_POOL_SIZE', 'LOG_LEVEL', 'PORT']),
    );
    expect(new Set(named).size).toBe(named.length);
    expect(program.output).not.toContain(PASSWORD);
    expect(startedServers()).toEqual([]);
  });
});

describe('npm start', () => {
  it('refuses a port that was asked for and is in use, before anything is started', async () => {
    const other = createServer();
    const port = await freePort();
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
    try {
      const program = start(entryPoints['npm start'], { PORT: String(port) });
      expect(await program.exited).toEqual({ code: 1, signal: null });
      expect(program.lines).toEqual([
        `Port ${port} of 127.0.0.1, asked for with PORT, is in use. Free it, or set PORT to another one.`,
      ]);
      expect(startedServers()).toEqual([]);
    } finally {
      other.close();
    }
  });
});

it('the data folder holds nothing that an unsuccessful start left running', () => {
  expect(readdirSync(dataDir).filter((name) => name !== 'auth-secret')).toEqual([]);
});
