import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../../scripts/lib/paths';
import { waitUntil } from '../../../scripts/lib/processes';

/** What every program of the tests gets, so that nothing of the runner's own environment (NODE_ENV, BASE_URL) leaks in. */
function plainEnv(): Record<string, string> {
  const { PATH = '', HOME = '', TMPDIR = '/tmp' } = process.env;
  return { PATH: `${join(PROJECT_ROOT, 'node_modules', '.bin')}:${PATH}`, HOME, TMPDIR, NEXT_TELEMETRY_DISABLED: '1' };
}

export type ProgramExit = { code: number | null; signal: NodeJS.Signals | null };

/** A real process of the hub: what it prints, how it ends, and signals to it. */
export class Program {
  readonly exited: Promise<ProgramExit>;
  readonly #child: ChildProcess;
  #output = '';
  #exit: ProgramExit | undefined;

  /** `cwd`: the checkout it belongs to, unless it is this one. */
  constructor(program: string, args: string[], env: Record<string, string> = {}, cwd: string = PROJECT_ROOT) {
    this.#child = spawn(program, args, {
      cwd,
      env: { NODE_ENV: 'development', ...plainEnv(), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#output += text;
      });
    }
    this.exited = new Promise((resolve, reject) => {
      this.#child.on('error', reject);
      // `close` comes after the last of the output.
      this.#child.on('close', (code, signal) => {
        this.#exit = { code, signal };
        resolve(this.#exit);
      });
    });
  }

  get pid(): number {
    if (this.#child.pid === undefined) throw new Error('The program could not be started.');
    return this.#child.pid;
  }

  /** Both streams, as they came. */
  get output(): string {
    return this.#output;
  }

  get lines(): string[] {
    return this.#output.split('\n').filter((line) => line.trim() !== '');
  }

  get hasEnded(): boolean {
    return this.#exit !== undefined;
  }

  signal(signal: NodeJS.Signals): void {
    process.kill(this.pid, signal);
  }

  /** Waits for a text in the output; throws with the output when the program ends without it. */
  async printed(text: string, millis = 60_000): Promise<void> {
    await waitUntil(
      () => {
        if (this.#output.includes(text)) return true;
        if (this.hasEnded) throw new Error(`Ended without printing "${text}":\n${this.#output}`);
        return false;
      },
      millis,
      `"${text}" in:\n${this.#output}`,
    );
  }

  /** Ends it and everything in its process group, whatever state it is in. */
  async end(): Promise<void> {
    try {
      process.kill(-this.pid, 'SIGKILL');
    } catch {
      // gone already
    }
    await this.exited;
  }
}

/** A TypeScript program of the checkout under the pinned Node. */
export function startScript(script: string, args: string[], env: Record<string, string>): Program {
  return new Program('node', ['--import', 'tsx', script, ...args], env);
}
