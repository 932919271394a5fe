import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pretty from 'pino-pretty';
import { DATA_DIR } from './paths';
import { endProcess, isNamedProcessAlive, processName, waitUntil } from './processes';

export type SupervisedOptions = {
  name: string;
  program: string;
  args: string[];
  env: Record<string, string>;
  /** Called with each line of its standard output, which is passed on otherwise. */
  onLine?: (line: string) => void;
};

const STOP_GRACE_MILLIS = 25_000;
const FIRST_RESTART_MILLIS = 500;
const LONGEST_RESTART_MILLIS = 30_000;
const STEADY_MILLIS = 60_000;

/** Which processes run and for whom, so that those of a command that was killed are found. */
const CHILDREN_DIR = join(DATA_DIR, 'children');

/** Ends processes whose supervisor was killed before it could stop them: they would hold the port and work on beside ours. */
export async function endOrphans(): Promise<void> {
  if (!existsSync(CHILDREN_DIR)) return;
  const marks = readdirSync(CHILDREN_DIR).map((name) => join(CHILDREN_DIR, name));
  await Promise.all(
    marks.map(async (mark) => {
      const [child = '', supervisor = ''] = readFileSync(mark, 'utf8').split('\n');
      if (isNamedProcessAlive(supervisor)) return;
      if (isNamedProcessAlive(child)) {
        const pid = Number.parseInt(child, 10);
        process.kill(-pid, 'SIGTERM'); // with what it started itself
        await endProcess(pid, STOP_GRACE_MILLIS);
      }
      rmSync(mark, { force: true });
    }),
  );
}

const supervised = new Set<SupervisedProcess>();
let isEverythingStopping = false;

/** Ends all supervised processes; from now on none is started any more, by nobody. */
export async function stopSupervisedProcesses(): Promise<void> {
  isEverythingStopping = true;
  await Promise.all([...supervised].map((one) => one.stop()));
}

/** A child process that is started again when it ends by itself, with growing pauses, until it is told to stop. */
export class SupervisedProcess {
  private child: ChildProcess | undefined;
  private isStopping = false;
  private restartMillis = FIRST_RESTART_MILLIS;
  private readonly options: SupervisedOptions;

  constructor(options: SupervisedOptions) {
    this.options = options;
    supervised.add(this);
    this.start();
  }

  private start(): void {
    if (isEverythingStopping) return;
    const { name, program, args, env, onLine } = this.options;
    const startedAt = performance.now();
    // A group of its own: Ctrl-C reaches only this process, which then stops the others in order.
    const child = spawn(program, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', onLine === undefined ? 'inherit' : 'pipe', process.stderr.isTTY ? 'pipe' : 'inherit'],
      detached: true,
    });
    this.child = child;
    const mark = join(CHILDREN_DIR, String(child.pid));
    if (child.pid !== undefined) {
      mkdirSync(CHILDREN_DIR, { recursive: true, mode: 0o700 });
      writeFileSync(mark, `${processName(child.pid)}\n${processName(process.pid)}`);
    }
    if (onLine !== undefined) {
      let rest = '';
      child.stdout?.setEncoding('utf8').on('data', (text: string) => {
        const lines = (rest + text).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) onLine(line);
      });
    }
    // Log lines are JSON for machines; somebody who sits at the terminal gets them readable.
    child.stderr?.pipe(pretty({ ignore: 'tag,jobId,site', translateTime: 'SYS:HH:MM:ss', destination: 2 }));
    child.on('error', (error) => console.error(`${name} cannot be started: ${error.message}`));
    child.on('exit', (code, signal) => {
      rmSync(mark, { force: true });
      if (this.isStopping) return;
      if (performance.now() - startedAt > STEADY_MILLIS) this.restartMillis = FIRST_RESTART_MILLIS;
      console.error(`${name} ended (${signal ?? `exit ${code}`}); starting it again in ${this.restartMillis} ms.`);
      setTimeout(() => {
        if (!this.isStopping) this.start();
      }, this.restartMillis);
      this.restartMillis = Math.min(this.restartMillis * 2, LONGEST_RESTART_MILLIS);
    });
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Ends the process and whatever it started; by force after a while. */
  async stop(): Promise<void> {
    this.isStopping = true;
    supervised.delete(this);
    const child = this.child;
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const group = -child.pid;
    const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
    process.kill(group, 'SIGTERM');
    try {
      await waitUntil(hasEnded, STOP_GRACE_MILLIS, `${this.options.name} to end`);
    } catch {
      if (!hasEnded()) process.kill(group, 'SIGKILL');
    }
  }
}
