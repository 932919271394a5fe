import { and, asc, eq, gte, inArray, lt, lte, sql } from 'drizzle-orm';
import { type Database, inTransaction, type Transaction } from '@/lib/db/client';
import { dailyScores } from '@/lib/db/schema/daily-scores';
import { awardRequests } from '@/lib/db/schema/gamification';
import { recalculations } from '@/lib/db/schema/recalculations';
import { scoreRequests } from '@/lib/db/schema/score-requests';
import { requestAwards } from '@/lib/domain/gamification/request-awards';
import { MAX_SCORING_ATTEMPTS } from '@/lib/domain/scoring/queries/get-score-requests';
import { renewWaiting } from '@/lib/domain/scoring/request-affected';
import { requestScores, type ScoreRequest, UNMAPPED_WORK } from '@/lib/domain/scoring/request-scores';
import { getSite } from '@/lib/domain/sites/queries/get-sites';
import type { Site } from '@/lib/domain/sites/schema';
import { describeError } from '@/lib/platform/errors/errors';
import type { Logger } from '@/lib/platform/log/log';
import { addDays, businessDayInterval } from '@/lib/platform/time/business-day';
import type { Clock } from '@/lib/platform/time/clock';
import type { IsoDay } from '@/lib/platform/time/instant';
import { getDayPeople, getDayPeopleOfRole } from './queries/get-day-people';
import { type Stages, stagesSchema } from './rules';

export type RecalculateOptions = {
  db: Database;
  site: Site;
  clock: Clock;
  log: Logger;
  /** Serves the queue of score and award requests, or returns at once when somebody else is at it. */
  drain: () => Promise<unknown>;
  /** Waits a moment before looking at somebody else's progress again. */
  pause: () => Promise<unknown>;
};

type Run = typeof recalculations.$inferSelect;

/** Person-days put into the queue at once: what happens on the floor meanwhile waits for no more than these. */
const PERSON_DAYS_PER_STEP = 500;
const DAYS_PER_STEP = 31;

/**
 * Works off the recalculations of a site, the oldest first, each in three stages: its person-days are put into the queue
 * day by day, scored by the one who scores everything, and looked at for awards. What was done is kept in the database
 * with every step, so a run that was cut off goes on where it stood, and one that was cancelled stops before its next step.
 * The caller makes sure that only one process does this for a site.
 */
export async function runRecalculate(options: RecalculateOptions): Promise<{ finished: number; personDays: number }> {
  const { db, site, clock, log } = options;
  const counts = { finished: 0, personDays: 0 };
  for (;;) {
    const run = await nextRun(options);
    if (run === undefined) return counts;
    try {
      await recalculate(options, run.id);
    } catch (error) {
      log.error({ recalculation: run.id, error: describeError(error) }, 'recalculation failed');
      await db
        .update(recalculations)
        .set({ status: 'failed', error: describeError(error), finishedAt: clock.now(), updatedAt: clock.now() })
        .where(
          and(eq(recalculations.siteId, site.id), eq(recalculations.id, run.id), eq(recalculations.status, 'running')),
        );
      throw error;
    }
    const ended = await readRun(db, run.id);
    if (ended.status === 'done') counts.finished += 1;
    counts.personDays += stagesOf(ended).drain.done;
  }
}

async function nextRun({ db, site, clock }: RecalculateOptions): Promise<Run | undefined> {
  return inTransaction(db, async (tx) => {
    const [run] = await tx
      .select()
      .from(recalculations)
      .where(and(eq(recalculations.siteId, site.id), inArray(recalculations.status, ['queued', 'running'])))
      .orderBy(asc(recalculations.id))
      .limit(1)
      .for('update');
    if (run === undefined) return undefined;
    if (run.status === 'queued') await saveRun(tx, run.id, clock, { status: 'running', startedAt: clock.now() });
    return run;
  });
}

async function recalculate(options: RecalculateOptions, id: number): Promise<void> {
  const { db, clock } = options;
  for (;;) {
    const isLeft = await requestStep(options, id);
    if (!(await settleQueue(options, id))) return;
    if (!isLeft) break;
  }
  const looked = await requestAwardsStep(options, id);
  if (looked > 0 && !(await settleAwards(options, id))) return;
  await whileRunning(db, id, (tx) => saveRun(tx, id, clock, { status: 'done', finishedAt: clock.now() }));
}

/** Puts the person-days of the next days into the queue. False when there are no days left, or the run was stopped. */
async function requestStep({ db, site, clock }: RecalculateOptions, id: number): Promise<boolean> {
  const result = await whileRunning(db, id, async (tx, run) => {
    if (run.nextDay === null) return false;
    // Read anew: the calendar may be what was changed.
    const current = await getSite(tx, site.code);
    const stages = stagesOf(run);
    let day: IsoDay | null = run.nextDay;
    const requests: ScoreRequest[] = [];
    for (let days = 0; day !== null && days < DAYS_PER_STEP && requests.length < PERSON_DAYS_PER_STEP; days++) {
      requests.push(...(await personDaysOf(tx, current, run, day)));
      stages.request.daysDone += 1;
      day = dayAfter(run, day);
    }
    await requestScores(tx, requests, reasonOf(id), clock.now());
    stages.drain.total += requests.length;
    await saveRun(tx, id, clock, { nextDay: day, stages });
    return day !== null;
  });
  return result ?? false;
}

async function personDaysOf(tx: Transaction, site: Site, run: Run, day: IsoDay): Promise<ScoreRequest[]> {
  await renewWaiting(tx, { siteId: site.id, spans: [{ from: day, before: addDays(day, 1) }] });
  const people =
    run.roleId === null
      ? await getDayPeople(tx, { siteId: site.id, day, interval: businessDayInterval(site, day) })
      : await getDayPeopleOfRole(tx, site.id, run.roleId, day);
  return [...people, UNMAPPED_WORK].map((employeeId) => ({ siteId: site.id, scoreDate: day, employeeId }));
}

/** Waits until what this run put into the queue is served. False when the run was stopped meanwhile. */
async function settleQueue(options: RecalculateOptions, id: number): Promise<boolean> {
  const { db, clock } = options;
  for (;;) {
    await options.drain();
    const { waiting, failed } = await countRequests(options, id);
    const isRunning = await whileRunning(db, id, async (tx, run) => {
      const stages = stagesOf(run);
      stages.drain = { ...stages.drain, failed, done: Math.max(0, stages.drain.total - waiting - failed) };
      await saveRun(tx, id, clock, { stages });
      return true;
    });
    if (isRunning === null) return false;
    if (waiting === 0) return true;
    await options.pause();
  }
}

/** Those still asked for by this run; a change made since then asks for itself. */
async function countRequests(
  { db, site }: RecalculateOptions,
  id: number,
): Promise<{ waiting: number; failed: number }> {
  const run = await readRun(db, id);
  const [row] = await db
    .select({
      waiting: sql<string>`COUNT(CASE WHEN ${lt(scoreRequests.attempts, MAX_SCORING_ATTEMPTS)} THEN 1 END)`,
      all: sql<string>`COUNT(*)`,
    })
    .from(scoreRequests)
    .where(
      and(
        eq(scoreRequests.siteId, site.id),
        gte(scoreRequests.scoreDate, run.fromDay),
        lte(scoreRequests.scoreDate, run.toDay),
        eq(scoreRequests.reason, reasonOf(id)),
      ),
    );
  const waiting = Number(row?.waiting ?? 0);
  return { waiting, failed: Number(row?.all ?? 0) - waiting };
}

/** Asks for another look at the awards of the days, once. Returns how many person-days wait for it. */
async function requestAwardsStep({ db, site, clock }: RecalculateOptions, id: number): Promise<number> {
  const total = await whileRunning(db, id, async (tx, run) => {
    const stages = stagesOf(run);
    if (stages.awards.total > 0) return stages.awards.total;
    const days = await tx
      .select({ employeeId: dailyScores.employeeId, day: dailyScores.scoreDate })
      .from(dailyScores)
      .where(
        and(
          eq(dailyScores.siteId, site.id),
          gte(dailyScores.scoreDate, run.fromDay),
          lte(dailyScores.scoreDate, run.toDay),
        ),
      );
    await requestAwards(tx, site.id, days);
    stages.awards.total = days.length;
    await saveRun(tx, id, clock, { stages });
    return days.length;
  });
  return total ?? 0;
}

async function settleAwards(options: RecalculateOptions, id: number): Promise<boolean> {
  const { db, site, clock } = options;
  for (;;) {
    await options.drain();
    const run = await readRun(db, id);
    const waiting = await db.$count(
      awardRequests,
      and(
        eq(awardRequests.siteId, site.id),
        gte(awardRequests.scoreDate, run.fromDay),
        lte(awardRequests.scoreDate, run.toDay),
      ),
    );
    const isRunning = await whileRunning(db, id, async (tx, current) => {
      const stages = stagesOf(current);
      stages.awards.done = Math.max(0, stages.awards.total - waiting);
      await saveRun(tx, id, clock, { stages });
      return true;
    });
    if (isRunning === null) return false;
    if (waiting === 0) return true;
    await options.pause();
  }
}

/** Runs a step on the locked row; null when the run was stopped. */
async function whileRunning<T>(
  db: Database,
  id: number,
  step: (tx: Transaction, run: Run) => Promise<T>,
): Promise<T | null> {
  return inTransaction(db, async (tx) => {
    const [run] = await tx.select().from(recalculations).where(eq(recalculations.id, id)).for('update');
    return run?.status === 'running' ? step(tx, run) : null;
  });
}

async function saveRun(
  tx: Transaction,
  id: number,
  clock: Clock,
  changes: Partial<Omit<Run, 'stages'>> & { stages?: Stages },
): Promise<void> {
  await tx
    .update(recalculations)
    .set({ ...changes, updatedAt: clock.now() })
    .where(eq(recalculations.id, id));
}

async function readRun(db: Database, id: number): Promise<Run> {
  const [run] = await db.select().from(recalculations).where(eq(recalculations.id, id));
  if (run === undefined) throw new Error(`Recalculation ${id} is gone from the database.`);
  return run;
}

function stagesOf(run: Run): Stages {
  return stagesSchema.parse(run.stages);
}

function dayAfter(run: Run, day: IsoDay): IsoDay | null {
  const isLast = run.direction === 'oldest_first' ? day >= run.toDay : day <= run.fromDay;
  return isLast ? null : addDays(day, run.direction === 'oldest_first' ? 1 : -1);
}

function reasonOf(id: number): string {
  return `recalculation:${id}`;
}
