import { readdirSync, readFileSync } from 'node:fs';
import { waitUntil } from '../scripts/lib/processes';

/** Makes a process hang until SIGCONT: returns once none of its threads runs any more, which is a moment after the signal. */
export async function suspend(pid: number): Promise<void> {
  process.kill(pid, 'SIGSTOP');
  await waitUntil(() => threadStates(pid).every((state) => state === 'T'), 60_000, 'the process to stand still');
}

/** The letter of each thread's state, from /proc. */
function threadStates(pid: number): (string | undefined)[] {
  return readdirSync(`/proc/${pid}/task`).map((thread) => {
    const text = readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2)[0];
  });
}
