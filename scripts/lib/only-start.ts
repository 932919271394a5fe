import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from './command-error';
import { DATA_DIR } from './paths';
import { isNamedProcessAlive, processName } from './processes';
import { withLock } from './services';

/** Who runs the hub of this checkout, and under which address once that is known. */
const MARK_FILE = join(DATA_DIR, 'hub');

/** The right to run the hub of this checkout. */
export type OnlyStart = {
  /** Says where the hub will be, for those who come second. */
  tellAddress(address: string): void;
  release(): void;
};

/**
 * Makes this process the one that runs the hub of this checkout: a second one would run a second worker under another
 * port. Throws with the address and the process of the first while that is alive; a mark that a killed one left does not
 * count.
 */
export async function becomeOnlyStart(): Promise<OnlyStart> {
  // Before the lock, which the first holds for as long as it starts its servers.
  refuseSecond();
  const name = processName(process.pid);
  // In one step, so that nobody reads half of it.
  const write = (address: string) => {
    const draft = `${MARK_FILE}-${process.pid}`;
    writeFileSync(draft, `${name}\n${address}`, { mode: 0o600 });
    renameSync(draft, MARK_FILE);
  };
  await withLock(async () => {
    refuseSecond();
    write('');
  });
  return { tellAddress: write, release: () => rmSync(MARK_FILE, { force: true }) };
}

function refuseSecond(): void {
  if (!existsSync(MARK_FILE)) return;
  const [holder = '', address = ''] = readFileSync(MARK_FILE, 'utf8').split('\n');
  if (!isNamedProcessAlive(holder)) return;
  const state = address === '' ? 'is already being started here' : `is already running here: ${address}`;
  const pid = Number.parseInt(holder, 10);
  throw new CommandError(
    `The hub ${state} (process ${pid}). To start it anew, stop that one first: Ctrl-C, or kill ${pid}.`,
  );
}
