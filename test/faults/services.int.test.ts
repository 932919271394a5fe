import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseEnvFile } from '@/lib/platform/env/env';
import { canReachDatabase, canReachRedis, serverPidFile } from '../../scripts/lib/private-servers';
import { isAlive, waitUntil } from '../../scripts/lib/processes';
import { Program, startScript } from './support/program';
import type { TestEnd } from './support/scene';

const UP = 'Database and Redis are up';
/** The private servers of one checkout, looked at from outside. */
class Checkout {
  readonly dir = mkdtempSync(join(tmpdir(), 'hub-checkout-'));
  readonly #test: TestEnd;

  constructor(test: TestEnd) {
    this.#test = test;
    test.onTestFinished(async () => {
      for (const pid of this.serverPids()) process.kill(pid, 'SIGKILL');
      await waitUntil(() => this.serverPids().length === 0, 60_000, 'the servers to be gone');
      rmSync(this.dir, { recursive: true, force: true });
    });
  }

  /** `npm run services` */
  command(): Program {
    return this.#track(startScript('scripts/services.ts', [], this.env()));
  }

  /** The same below a shell of npm, through every step of `npm run`. */
  commandBelowShell(): Program {
    return this.#track(new Program('sh', ['-c', 'node scripts/bootstrap.mjs services; exit $?'], this.env()));
  }

  addresses(): Record<string, string> {
    const file = join(this.dir, 'env');
    return existsSync(file) ? parseEnvFile(readFileSync(file, 'utf8')) : {};
  }

  async areServersUp(): Promise<boolean> {
    const { DATABASE_URL = '', REDIS_URL = '' } = this.addresses();
    return (await canReachDatabase(DATABASE_URL)) && (await canReachRedis(REDIS_URL));
  }

  serverPids(): number[] {
    return ['database', 'redis'].flatMap((name) => {
      const file = serverPidFile(join(this.dir, name));
      const pid = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
      return pid > 0 && isAlive(pid) ? [pid] : [];
    });
  }

  private env(): Record<string, string> {
    return { HUB_DATA_DIR: this.dir, DEMO_MODE: 'false' };
  }

  #track(program: Program): Program {
    this.#test.onTestFinished(() => program.end());
    return program;
  }
}

describe.concurrent('the private servers of a checkout', () => {
  it('are started once for commands that begin at the same moment, and go with the last of them', async (test) => {
    const checkout = new Checkout(test);
    const commands = [checkout.command(), checkout.command(), checkout.command()];
    for (const command of commands) await command.printed(UP);
    const addresses = checkout.addresses();
    const pids = checkout.serverPids();
    expect(pids).toHaveLength(2);

    const [last, ...others] = commands;
    for (const command of others) command.signal('SIGTERM');
    for (const command of others) expect(await command.exited).toEqual({ code: 0, signal: null });
    expect(checkout.addresses()).toEqual(addresses);
    expect(await checkout.areServersUp()).toBe(true);
    expect(checkout.serverPids()).toEqual(pids);

    last?.signal('SIGTERM');
    expect(await last?.exited).toEqual({ code: 0, signal: null });
    expect(checkout.serverPids()).toEqual([]);
    expect(checkout.addresses()).toEqual({});
  });

  it('of a command that was killed are adopted by the next one, which stops them', async (test) => {
    const checkout = new Checkout(test);
    const killed = checkout.command();
    await killed.printed(UP);
    const [addresses, pids] = [checkout.addresses(), checkout.serverPids()];
    killed.signal('SIGKILL');
    await killed.exited;
    expect(await checkout.areServersUp()).toBe(true);

    const next = checkout.command();
    await next.printed(UP);
    expect(checkout.addresses()).toEqual(addresses);
    expect(checkout.serverPids()).toEqual(pids);
    next.signal('SIGTERM');
    await next.exited;
    expect(checkout.serverPids()).toEqual([]);
  });

  it('whose starter was killed before it could say where they are do not keep the next command from starting', async (test) => {
    const checkout = new Checkout(test);
    const killed = checkout.command();
    // Redis is started last, and its address is noted after it answers.
    await waitUntil(() => checkout.serverPids().length > 0, 60_000, 'the first server');
    killed.signal('SIGKILL');
    await killed.exited;
    expect(checkout.addresses()).toEqual({});

    const next = checkout.command();
    await next.printed(UP);
    expect(await checkout.areServersUp()).toBe(true);
    next.signal('SIGTERM');
    expect(await next.exited).toEqual({ code: 0, signal: null });
    expect(checkout.serverPids()).toEqual([]);
  });

  it('are taken up again when one of them died, whatever locks and marks dead commands left', async (test) => {
    const checkout = new Checkout(test);
    const first = checkout.command();
    await first.printed(UP);
    writeFileSync(join(checkout.dir, 'lock'), `${first.pid} 1`);
    const [database] = checkout.serverPids();
    if (database !== undefined) process.kill(database, 'SIGKILL');

    const [second, third] = [checkout.command(), checkout.command()];
    await Promise.all([second.printed(UP), third.printed(UP)]);
    expect(await checkout.areServersUp()).toBe(true);
    expect(checkout.serverPids()).toHaveLength(2);
    // A mark of a number that belongs to another program by now.
    writeFileSync(join(checkout.dir, 'users', String(process.pid)), `${process.pid} 1`);
    for (const command of [first, second, third]) command.signal('SIGTERM');
    for (const command of [first, second, third]) expect(await command.exited).toEqual({ code: 0, signal: null });
    expect(checkout.serverPids()).toEqual([]);
  });

  it('of two checkouts have nothing to do with each other', async (test) => {
    const checkouts = [new Checkout(test), new Checkout(test)];
    const commands = checkouts.map((checkout) => checkout.command());
    for (const command of commands) await command.printed(UP);
    const [one, other] = checkouts;
    expect(Object.values(one?.addresses() ?? {})).not.toContain(other?.addresses().DATABASE_URL);
    expect(one?.addresses().REDIS_URL).not.toBe(other?.addresses().REDIS_URL);
    commands[0]?.signal('SIGTERM');
    await commands[0]?.exited;
    expect(one?.serverPids()).toEqual([]);
    expect(await other?.areServersUp()).toBe(true);
  });
});

describe.concurrent('a command below npm', () => {
  it('stops with everything it started when the shell of npm is killed', async (test) => {
    const checkout = new Checkout(test);
    const shell = checkout.commandBelowShell();
    await shell.printed(UP);
    expect(checkout.serverPids()).toHaveLength(2);
    shell.signal('SIGKILL');
    await waitUntil(() => checkout.serverPids().length === 0, 60_000, 'the servers to be stopped');
    // Its output ends when the last process that could write to it has gone.
    expect(await shell.exited).toEqual({ code: null, signal: 'SIGKILL' });
  });
});
