import type { SyncOutcome } from '../sync-run';
import type { ClockRegistry } from './clocks';
import type { ClockRead, ClocksRead } from './read-clocks';
import type { Problem } from './run-context';
import type { ReadWindow } from './window';

/**
 * The outcome of a run over clocks: `success` only when everything that should be read could be (sync.md), `failed` when
 * nothing could. `watermark` is what a success may claim.
 */
export function clocksOutcome(
  registry: ClockRegistry,
  read: ClocksRead,
  window: ReadWindow,
  watermark: string | undefined,
): SyncOutcome {
  const problems = [...registry.problems, ...read.problems, ...registry.unknownIds.map(unknownClock)];
  if (registry.clocks.length === 0 && problems.length === 0) {
    problems.push({ code: 'no_clocks', message: 'Connecteam lists no time clock for these credentials.' });
  }
  const { clocks, counts, records } = totalsOf(read);
  const details = { window, clocks, ...(read.vanished.length === 0 ? {} : { vanishedClocks: read.vanished }) };
  // With nothing wrong but the configuration, what is configured rightly has been read.
  const isAnythingDone = read.reads.length > 0 || read.problems.length === 0;
  return withProblems({ counts, records, watermark, details }, problems, isAnythingDone);
}

/** A success, or with problems `partial`, or `failed` when nothing was done. The first problem is the reason. */
export function withProblems(
  done: Omit<SyncOutcome, 'status' | 'reason'>,
  problems: readonly Problem[],
  isAnythingDone: boolean,
): SyncOutcome {
  // Refused credentials explain everything else.
  const first = problems.find((problem) => problem.code === 'auth') ?? problems[0];
  if (first === undefined) return { ...done, status: 'success' };
  const reason =
    problems.length === 1 ? first.message : `${first.message} (${problems.length - 1} more in the details)`;
  return {
    ...done,
    status: isAnythingDone ? 'partial' : 'failed',
    reason,
    details: { ...done.details, problems, reasonCode: first.code },
  };
}

/** What was read and changed, per clock and in all. */
export function totalsOf({ reads }: ClocksRead): {
  clocks: Record<string, unknown>[];
  counts: Record<string, number>;
  records: number;
} {
  const perClock = reads.map((read) => ({ read, counts: countsOfClock(read) }));
  const counts: Record<string, number> = { clocks: reads.length };
  for (const one of perClock) {
    for (const [name, count] of Object.entries(one.counts)) counts[name] = (counts[name] ?? 0) + count;
  }
  return {
    clocks: perClock.map(({ read, counts: own }) => ({ clockId: read.clock.clockId, name: read.clock.name, ...own })),
    counts,
    records: (counts.shifts ?? 0) + (counts.breaks ?? 0),
  };
}

function unknownClock(clockId: number): Problem {
  return { code: 'unknown_clock', message: `Connecteam has no time clock ${clockId}. Check CONNECTEAM_CLOCK_IDS.` };
}

function countsOfClock({ answer, stores }: ClockRead): Record<string, number> {
  const sum = (count: (store: ClockRead['stores'][number]) => number) =>
    stores.reduce((total, store) => total + count(store), 0);
  return {
    people: answer.listedUserIds.size,
    shifts: answer.shifts.size,
    breaks: answer.breaks.size,
    inserted: sum(({ changes }) => changes.insertPeriods.length + changes.insertBreaks.length),
    updated: sum(({ changes }) => changes.updatePeriods.length + changes.updateBreaks.length),
    removed: sum(({ changes }) => changes.removePeriods.length + changes.removeBreaks.length),
    scoreRequests: sum((store) => store.scoreRequests),
    contradictions: stores.at(-1)?.findings.length ?? 0,
    unreadable: answer.unreadable.count,
  };
}
