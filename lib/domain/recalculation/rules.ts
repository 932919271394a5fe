import * as z from 'zod';

export const RECALCULATION_STATUSES = ['queued', 'running', 'done', 'cancelled', 'failed'] as const;
export type RecalculationStatus = (typeof RECALCULATION_STATUSES)[number];

const count = z.number().int().min(0);
/** What each stage did and, as far as it is known, has to do. Kept in the database, so it is parsed. */
export const stagesSchema = z.object({
  /** Days whose person-days were put into the queue. */
  request: z.object({ daysDone: count, daysTotal: count }),
  /** Person-days of this recalculation, scored or failed, of those put into the queue so far. */
  drain: z.object({ done: count, failed: count, total: count }),
  /** Person-days whose awards and streaks were looked at again. */
  awards: z.object({ done: count, total: count }),
});
export type Stages = z.infer<typeof stagesSchema>;

/** What one does while nothing was ever measured: person-days a second. */
export const USUAL_PERSON_DAYS_PER_SECOND = 250;
/** Below, a run says more about its overhead than about its speed. */
const ENOUGH_PERSON_DAYS = 200;
/** How much of the whole the scores take; the rest are the awards. */
const SHARE_OF_SCORES = 0.9;

export function newStages(daysTotal: number): Stages {
  return {
    request: { daysDone: 0, daysTotal },
    drain: { done: 0, failed: 0, total: 0 },
    awards: { done: 0, total: 0 },
  };
}

/** 0 to 1; 1 only when all is done. */
export function progressOf(run: { status: RecalculationStatus; estimatedPersonDays: number; stages: Stages }): number {
  if (run.status === 'done') return 1;
  const { drain, awards } = run.stages;
  const expected = Math.max(run.estimatedPersonDays, drain.total, 1);
  const scores = Math.min(1, (drain.done + drain.failed) / expected);
  const looked = awards.total === 0 ? 0 : awards.done / awards.total;
  return Math.min(0.99, SHARE_OF_SCORES * scores + (1 - SHARE_OF_SCORES) * looked);
}

/** Seconds still to go by the run's own speed; null while that is unknown. */
export function secondsLeftOf(progress: number, startedSecondsAgo: number | null): number | null {
  if (startedSecondsAgo === null || startedSecondsAgo < 2 || progress < 0.02) return null;
  return Math.ceil((startedSecondsAgo * (1 - progress)) / progress);
}

/** Measured speed out of earlier runs, person-days a second; the usual one without a run that says anything. */
export function measuredSpeed(runs: readonly { personDays: number; seconds: number }[]): number {
  const telling = runs.filter((run) => run.personDays >= ENOUGH_PERSON_DAYS && run.seconds > 0);
  const personDays = telling.reduce((sum, run) => sum + run.personDays, 0);
  const seconds = telling.reduce((sum, run) => sum + run.seconds, 0);
  return seconds === 0 ? USUAL_PERSON_DAYS_PER_SECOND : personDays / seconds;
}

export function estimatedSeconds(personDays: number, personDaysPerSecond: number): number {
  return Math.ceil(personDays / personDaysPerSecond);
}
