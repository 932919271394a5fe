import { existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import { holdPort, isAlive, processName, waitUntil } from '../../scripts/lib/processes';
import { Program, startScript } from './support/program';

const RUNNING = 'The hub is running: ';
const START_MILLIS = 100_000;

/** A checkout's own hub, all of it, as `npm start` runs it. */
class Hub {
  readonly dir = mkdtempSync(join(tmpdir(), 'hub-start-'));
  readonly #programs: Program[] = [];

  constructor(test: TestContext) {
    test.onTestFinished(async () => {
      for (const pid of this.processes()) process.kill(pid, 'SIGKILL');
      await waitUntil(() => this.processes().length === 0, 60_000, 'the hub to be gone');
      for (const program of this.#programs) await program.end();
      rmSync(this.dir, { recursive: true, force: true });
    });
  }

  start(): Program {
    return this.#track(startScript('scripts/start.ts', [], this.#env()));
  }

  /** `npm run job -- NAME` */
  runJob(name: string): Program {
    return this.#track(startScript('scripts/run.ts', ['job', name], this.#env()));
  }

  /** With the shell and the first step that npm puts above it. */
  startBelowShell(): Program {
    return this.#track(new Program('sh', ['-c', 'node scripts/bootstrap.mjs start; exit $?'], this.#env()));
  }

  /** Everything that was started for this checkout, by whomever, and is still there. */
  processes(): number[] {
    return readdirSync('/proc')
      .map(Number)
      .filter((pid) => pid > 0 && pid !== process.pid && isAlive(pid) && this.#isOurs(pid));
  }

  #isOurs(pid: number): boolean {
    // The web server and Redis write their titles over their environment.
    if (existsSync(join(this.dir, 'children', String(pid)))) return true;
    try {
      const directory = readlinkSync(`/proc/${pid}/cwd`);
      return directory.startsWith(this.dir) || readFileSync(`/proc/${pid}/environ`, 'utf8').includes(this.dir);
    } catch {
      return false; // ended meanwhile, or somebody else's
    }
  }

  #env(): Record<string, string> {
    return { HUB_DATA_DIR: this.dir, DEMO_MODE: 'false' };
  }

  #track(program: Program): Program {
    this.#programs.push(program);
    return program;
  }
}

function portOf(hub: Program): number {
  const line = hub.lines.find((one) => one.startsWith(RUNNING));
  return Number(new URL(line?.slice(RUNNING.length) ?? '').port);
}

/** Occupies the first port that the hub would take, unless somebody else does already. */
async function occupyDefaultPort(test: TestContext): Promise<void> {
  const held = await holdPort(3_000, '127.0.0.1');
  if (held !== null) test.onTestFinished(held.letGo);
}

const hasProc = existsSync('/proc/self/environ');

describe.runIf(hasProc)('npm start', () => {
  it('takes the next port when the usual one is in use, and is gone with everything when the shell of npm is killed', async (test) => {
    await occupyDefaultPort(test);
    const hub = new Hub(test);
    const shell = hub.startBelowShell();
    await shell.printed(RUNNING, START_MILLIS);
    const port = portOf(shell);
    expect(port).toBeGreaterThan(3_000);
    expect((await fetch(`http://127.0.0.1:${port}/api/health/readiness`)).status).toBe(200);
    expect(hub.processes().length).toBeGreaterThanOrEqual(6); // shell, first step, start, web, worker, two servers

    shell.signal('SIGKILL');
    await waitUntil(() => hub.processes().length === 0, 60_000, `everything to stop; still there: ${hub.processes()}`);
    const held = await holdPort(port, '127.0.0.1');
    expect(held).not.toBeNull();
    await held?.letGo();
  });

  it('stopped while it is still starting leaves nothing running, wherever it was', async (test) => {
    const hub = new Hub(test);
    // While the servers are started, while the tables are made, while the web server starts.
    const moments = [
      () => existsSync(join(hub.dir, 'database')),
      () => existsSync(join(hub.dir, 'env')),
      () => existsSync(join(hub.dir, 'children')) && readdirSync(join(hub.dir, 'children')).length > 0,
    ];
    for (const [index, moment] of moments.entries()) {
      const start = hub.start();
      await waitUntil(() => moment() || start.hasEnded, START_MILLIS, `moment ${index} of the start`);
      expect(start.hasEnded, start.output).toBe(false);
      start.signal('SIGTERM');
      expect(await start.exited).toEqual({ code: 0, signal: null });
      expect(hub.processes(), `after moment ${index}:\n${start.output}`).toEqual([]);
    }
  });

  it('ends what a start that was killed left behind, and works in its place', async (test) => {
    const hub = new Hub(test);
    const killed = hub.start();
    await killed.printed(RUNNING, START_MILLIS);
    const port = portOf(killed);
    killed.signal('SIGKILL');
    await waitUntil(() => !isAlive(killed.pid), 60_000, 'the start to be gone');
    const leftBehind = hub.processes();
    expect(leftBehind.length).toBeGreaterThanOrEqual(4); // web, worker, two servers

    const next = hub.start();
    await next.printed(RUNNING, START_MILLIS);
    expect(portOf(next)).toBe(port);
    expect(readFileSync(join(hub.dir, 'hub'), 'utf8').split('\n')[0]).toBe(processName(next.pid));
    const stillThere = hub.processes().filter((pid) => leftBehind.includes(pid));
    expect(stillThere).toHaveLength(2); // the servers, taken over
    next.signal('SIGTERM');
    expect(await next.exited).toEqual({ code: 0, signal: null });
    expect(hub.processes()).toEqual([]);
  });

  it('refuses to run a second time in one checkout, says where the first is, and leaves it alone', async (test) => {
    const hub = new Hub(test);
    const both = [hub.start(), hub.start()];
    await waitUntil(() => both.some((one) => one.hasEnded), START_MILLIS, 'one of two that start at once to give up');
    const [first, early] = both[0]?.hasEnded === true ? [both[1], both[0]] : both;
    if (first === undefined || early === undefined) throw new Error('two were started');
    expect(await early.exited).toEqual({ code: 1, signal: null });
    expect(early.lines).toHaveLength(1);
    expect(early.lines[0]).toMatch(new RegExp(`^The hub is already .*\\(process ${first.pid}\\)`));

    await first.printed(RUNNING, START_MILLIS);
    const address = `http://localhost:${portOf(first)}`;
    const children = () => readdirSync(join(hub.dir, 'children'));
    const before = { all: hub.processes(), children: children() };
    const second = hub.start();
    expect(await second.exited).toEqual({ code: 1, signal: null });
    expect(second.lines).toEqual([
      `The hub is already running here: ${address} (process ${first.pid}). To start it anew, stop that one first: Ctrl-C, or kill ${first.pid}.`,
    ]);
    expect(hub.processes().filter((pid) => !before.all.includes(pid))).toEqual([]);
    expect(children()).toEqual(before.children);
    expect((await fetch(`${address}/api/health/readiness`)).status).toBe(200);

    const job = hub.runJob('check-health');
    expect((await job.exited).code, job.output).toBe(0);
    expect((await fetch(`${address}/api/health/readiness`)).status).toBe(200);
    first.signal('SIGTERM');
    expect(await first.exited).toEqual({ code: 0, signal: null });
    expect(existsSync(join(hub.dir, 'hub'))).toBe(false);
  });
});
