import { existsSync, readFileSync } from 'node:fs';

/** Of a clock tick, in which Linux counts processor time for programs on every architecture. */
const TICK_MILLIS = 10;

export type ProcessUse = { cpuMillis: number; memoryMegabytes: number };

/** What a process has used of the processor so far and of memory now; null on systems without /proc. */
export function processUse(pid: number): ProcessUse | null {
  if (!existsSync(`/proc/${pid}/stat`)) return null;
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // Counted from the end of the name, which may hold anything.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const resident = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return {
    cpuMillis: (Number(fields[11]) + Number(fields[12])) * TICK_MILLIS,
    memoryMegabytes: Number(resident?.[1] ?? 0) / 1024,
  };
}
