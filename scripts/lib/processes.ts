import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';

/** Directories where servers live besides the path of an ordinary user. */
const SYSTEM_DIRS = ['/usr/sbin', '/usr/local/sbin', '/usr/libexec', '/opt/homebrew/bin', '/usr/local/bin'];

/** The full path of the first of `names` that can be run, or null. */
export function findProgram(...names: string[]): string | null {
  const directories = [...(process.env.PATH ?? '').split(delimiter), ...SYSTEM_DIRS];
  for (const name of names) {
    for (const directory of directories) {
      const path = join(directory, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // not here: look on
      }
    }
  }
  return null;
}

/** A TCP port of the loopback address that is free now. */
export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port);
        else reject(new Error('The system gave no free port.'));
      });
    });
  });
}

/** A port that nobody else gets until it is let go. */
export type HeldPort = { port: number; letGo(): Promise<void> };

/** Holds `port` of `host`; null when somebody listens there. */
export async function holdPort(port: number, host: string): Promise<HeldPort | null> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy());
    server.on('error', () => resolve(null));
    server.listen(port, host, () => {
      server.unref();
      resolve({ port, letGo: () => new Promise((done) => server.close(() => done())) });
    });
  });
}

/** False also for a process that has ended and only waits for its parent to notice. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  return processStatus(pid)?.state !== 'Z';
}

/**
 * Names a process for good: its number alone may go to another program once it has ended. Only the number where the
 * system has no /proc.
 */
export function processName(pid: number): string {
  const status = processStatus(pid);
  return status === null ? String(pid) : `${pid} ${status.startedAt}`;
}

/** Whether the process that {@link processName} named is still there. */
export function isNamedProcessAlive(name: string): boolean {
  const [pid, startedAt] = name.split(' ');
  if (!(Number(pid) > 0) || !isAlive(Number(pid))) return false;
  return startedAt === undefined || processName(Number(pid)) === name;
}

/** From /proc: the state's letter, and the start in clock ticks since the machine's. Null where there is none. */
function processStatus(pid: number): { state: string; startedAt: string } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? '', startedAt: fields[19] ?? '' };
  } catch {
    return null;
  }
}

/** Waits until `check` answers true, or throws with `what` after `timeoutMillis`. */
export async function waitUntil(check: () => Promise<boolean> | boolean, timeoutMillis: number, what: string) {
  const deadline = performance.now() + timeoutMillis;
  for (;;) {
    if (await check()) return;
    if (performance.now() > deadline) throw new Error(`Waited ${Math.round(timeoutMillis / 1000)} s for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Ends a process politely, then by force after `graceMillis`. */
export async function endProcess(pid: number, graceMillis: number): Promise<void> {
  if (!isAlive(pid)) return;
  process.kill(pid, 'SIGTERM');
  try {
    await waitUntil(() => !isAlive(pid), graceMillis, `process ${pid} to end`);
  } catch {
    if (!isAlive(pid)) return;
    process.kill(pid, 'SIGKILL');
    await waitUntil(() => !isAlive(pid), 10_000, `process ${pid} to be gone`);
  }
}

/** Runs a program to its end with our input and output. Throws when it fails. */
export function run(program: string, args: string[], env: Record<string, string> = {}): void {
  const result = spawnSync(program, args, { stdio: 'inherit', env: { ...process.env, ...env } });
  if (result.error !== undefined) throw result.error;
  if (result.status !== 0) throw new Error(`${program} ${args.join(' ')} failed (exit ${result.status}).`);
}

/** Runs a program to its end; resolves to its exit code, 1 when a signal ended it. It does not outlive this process. */
export async function runAsync(program: string, args: string[], env: Record<string, string> = {}): Promise<number> {
  const child = spawn(program, args, { stdio: 'inherit', env: { ...process.env, ...env } });
  const endChild = () => child.kill();
  process.once('exit', endChild);
  try {
    return await exitCode(child);
  } finally {
    process.off('exit', endChild);
  }
}

export function exitCode(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
