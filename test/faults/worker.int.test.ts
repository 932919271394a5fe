import { Queue } from 'bullmq';
import { and, eq, isNotNull, lte, sql } from 'drizzle-orm';
import { Redis } from 'ioredis';
import { describe, expect, it } from 'vitest';
import { seedDemo } from '@/demo/seed/demo';
import { inTransaction } from '@/lib/db/client';
import { clockTimes } from '@/lib/db/schema/clock-times';
import { dailyScores } from '@/lib/db/schema/daily-scores';
import {
  dailyCosts,
  dailyRoleTotals,
  hourlyPresence,
  hourlyRoleTotals,
  idlePeriods,
  unmappedTotals,
} from '@/lib/db/schema/derived-totals';
import { employeeIdentities } from '@/lib/db/schema/employee-identities';
import { jobRuns, syncRuns } from '@/lib/db/schema/runs';
import { scoreRequests } from '@/lib/db/schema/score-requests';
import { requestScores, UNMAPPED_WORK } from '@/lib/domain/scoring/request-scores';
import { getSite } from '@/lib/domain/sites/queries/get-sites';
import { type JobData, QUEUE_NAME } from '@/lib/platform/queue/wake';
import { addDays, businessDayInterval, businessDayOf } from '@/lib/platform/time/business-day';
import { toIsoInstant } from '@/lib/platform/time/instant';
import { waitUntil } from '../../scripts/lib/processes';
import { openScene, type Scene, type TestEnd } from './support/scene';

const DAY = 86_400;
const now = () => Math.floor(Date.now() / 1000);

const DERIVED = [
  dailyScores,
  dailyRoleTotals,
  hourlyRoleTotals,
  hourlyPresence,
  dailyCosts,
  idlePeriods,
  unmappedTotals,
] as const;

/** What was derived of days up to `lastDay`, without what tells when that was. */
async function derived({ db }: Scene, siteId: number, lastDay: string): Promise<string[][]> {
  const tables = [];
  for (const table of DERIVED) {
    const rows: object[] = await db
      .select()
      .from(table)
      .where(sql`${eq(table.siteId, siteId)} AND ${lte(table.scoreDate, lastDay)}`);
    tables.push(
      rows
        // Being final does not survive the loss of its row, and an open day cannot break a streak.
        .map((row) =>
          JSON.stringify({ ...row, scoredAt: null, revisedAt: null, isFinalized: null, streak: null, id: null }),
        )
        .sort(),
    );
  }
  return tables;
}

function queueOf({ redisUrl, env }: Scene, { onTestFinished }: TestEnd): Queue<JobData> {
  const connection = new Redis(redisUrl, { maxRetriesPerRequest: null });
  const database = new URL(env.DATABASE_URL ?? '').pathname.slice(1);
  const queue = new Queue<JobData>(QUEUE_NAME, { connection, prefix: `hub:${database}:queue` });
  onTestFinished(async () => {
    await queue.close();
    connection.disconnect();
  });
  return queue;
}

function runsOf({ db }: Scene, job: string) {
  return db.select().from(jobRuns).where(eq(jobRuns.job, job)).orderBy(jobRuns.id);
}

const HOUR = 3_600;
const PEOPLE = 6;
const DAYS = 5;
const READ_OF_SHIFTS = '*/time-activities';

/** People who worked six hours on each of the last days, as the time clock knows it; all are employees of the hub. */
async function openWorkedScene(test: TestEnd): Promise<Scene> {
  const scene = await openScene(test);
  const { world } = scene.simulator;
  const today = businessDayInterval(scene.site, businessDayOf(scene.site, now()));
  for (let person = 1; person <= PEOPLE; person++) {
    const { userId } = world.addUser({
      firstName: 'Person',
      lastName: `No ${person}`,
      email: `p${person}@example.com`,
    });
    world.assignUser(scene.clockId, userId);
    for (let day = 1; day <= DAYS; day++) {
      const start = today.start - day * DAY + 8 * HOUR + person * 60;
      world.addShift({ userId, clockId: scene.clockId, start, end: start + 6 * HOUR + day });
    }
  }
  await scene.enterPeople();
  return scene;
}

function upstreamShifts({ simulator }: Scene): Map<string, string> {
  const shifts = [...simulator.world.activities.values()].filter(({ kind }) => kind === 'shift');
  return new Map(shifts.map(({ id, start, end }) => [String(id), `${start.timestamp}-${end?.timestamp}`]));
}

async function storedShifts({ db }: Scene): Promise<Map<string, string>> {
  const rows = await db.select().from(clockTimes);
  return new Map(rows.map(({ sourceShiftId, clockIn, clockOut }) => [sourceShiftId, `${clockIn}-${clockOut}`]));
}

/** Periods whose person-day has neither a score nor a request for one. */
async function forgottenPeriods({ db, site }: Scene): Promise<string[]> {
  const periods = await db.select().from(clockTimes).where(isNotNull(clockTimes.employeeId));
  const requests = await db.select().from(scoreRequests);
  const scores = await db.select().from(dailyScores);
  const known = new Set([...requests, ...scores].map((row) => `${row.employeeId}/${row.scoreDate}`));
  return periods
    .map(({ employeeId, clockIn }) => `${employeeId}/${businessDayOf(site, clockIn)}`)
    .filter((personDay) => !known.has(personDay));
}

function clockSyncs({ db }: Scene) {
  return db.select().from(syncRuns).where(eq(syncRuns.syncType, 'sync-clock-times')).orderBy(syncRuns.id);
}

// Those that wait for limits of half a minute come first, so that the others run beside them.
describe.concurrent('the worker', () => {
  it('killed while a sync waits for an answer has its run closed and completed by another worker, without a person', async (test) => {
    const scene = await openWorkedScene(test);
    const fault = scene.simulator.control.addFault({ path: READ_OF_SHIFTS, effect: { kind: 'timeout' } });
    const killed = scene.startWorker();
    await waitUntil(() => fault.counter.isSpent, 60_000, 'the sync to ask for shifts');
    killed.signal('SIGKILL');
    await killed.exited;
    expect(await clockSyncs(scene)).toMatchObject([{ status: 'running' }]);
    expect(await runsOf(scene, 'sync-clock-times')).toMatchObject([{ status: 'running' }]);

    scene.startWorker();
    await waitUntil(async () => (await clockSyncs(scene)).at(-1)?.status === 'success', 100_000, 'a complete sync');
    expect((await clockSyncs(scene))[0]).toMatchObject({ status: 'failed', lockKey: null });
    expect(await storedShifts(scene)).toEqual(upstreamShifts(scene));
    expect(await forgottenPeriods(scene)).toEqual([]);
    await waitUntil(
      async () => (await runsOf(scene, 'sync-clock-times')).every((run) => run.status === 'success'),
      60_000,
      'the slot of the dead worker to be done',
    );
    await waitUntil(
      async () => (await scene.db.$count(scoreRequests, sql`${scoreRequests.employeeId} <> ${UNMAPPED_WORK}`)) === 0,
      60_000,
      'everything to be scored',
    );
    expect(await scene.db.$count(dailyScores)).toBe(PEOPLE * DAYS);
  });

  it('told to stop leaves a run that hangs to be taken up again, and ends well within its time', async (test) => {
    const scene = await openScene(test);
    const fault = scene.simulator.control.addFault({ effect: { kind: 'timeout' } });
    const worker = scene.startWorker();
    await waitUntil(() => fault.counter.isSpent, 60_000, 'a call without an answer');
    await worker.printed('worker is running');
    const stoppedAt = performance.now();
    worker.signal('SIGTERM');
    expect(await worker.exited).toEqual({ code: 0, signal: null });
    expect(performance.now() - stoppedAt).toBeLessThan(25_000);
    expect(await runsOf(scene, 'sync-clock-times')).toMatchObject([{ status: 'running' }]);
    // The queue still holds it as begun, for whoever works next.
    expect(await queueOf(scene, test).getActiveCount()).toBe(1);
  });

  it('killed while a sync stores leaves nothing half, and the next run stores it all', async (test) => {
    const scene = await openWorkedScene(test);
    // A request that another transaction has not committed yet: the sync's own, at the end of its transaction, waits for it.
    const [person] = await scene.db
      .select({ id: employeeIdentities.employeeId })
      .from(employeeIdentities)
      .where(and(eq(employeeIdentities.source, 'connecteam'), isNotNull(employeeIdentities.employeeId)));
    const yesterday = businessDayOf(scene.site, now() - DAY);
    const blocker = await scene.connect();
    await blocker.beginTransaction();
    await blocker.query(
      'INSERT INTO score_requests (site_id, employee_id, score_date, requested_at, reason) VALUES (?, ?, ?, UTC_TIMESTAMP(), ?)',
      [scene.site.id, person?.id, yesterday, 'test'],
    );
    const killed = scene.startJob('sync-clock-times');
    await scene.lockWait();
    killed.signal('SIGKILL');
    await killed.exited;
    await blocker.rollback();
    await waitUntil(async () => (await storedShifts(scene)).size === 0, 60_000, 'the open transaction to be undone');
    expect(await clockSyncs(scene)).toMatchObject([{ status: 'running' }]);

    // As if its last sign of life were half a minute old.
    await scene.db.update(syncRuns).set({ heartbeatAt: now() - 31 });
    await scene.runJob('sync-clock-times');
    expect((await clockSyncs(scene)).map((run) => run.status)).toEqual(['failed', 'success']);
    expect((await runsOf(scene, 'sync-clock-times')).map((run) => run.status)).toEqual(['failed', 'success']);
    expect(await storedShifts(scene)).toEqual(upstreamShifts(scene));
    expect(await forgottenPeriods(scene)).toEqual([]);
    await scene.runJob('drain-scores');
    expect(await scene.db.$count(dailyScores)).toBe(PEOPLE * DAYS);
  });

  it('killed at any read of a sync leaves nothing forgotten, and the source and the hub agree in the end', async (test) => {
    const scene = await openWorkedScene(test);
    for (let moment = 0; moment < 3; moment++) {
      const readsBefore = scene.simulator.requests.length;
      scene.simulator.control.addFault({ effect: { kind: 'slow_body', delayMs: 200 }, after: moment, times: 1 });
      // So long a range is read in several pieces.
      const killed = scene.startJob('sync-clock-times', '--from', addDays(businessDayOf(scene.site, now()), -300));
      await waitUntil(() => scene.simulator.requests.length > readsBefore + moment, 60_000, 'the sync to read');
      killed.signal('SIGKILL');
      await killed.exited;
      scene.simulator.control.clearFaults();
      expect(await forgottenPeriods(scene)).toEqual([]);
      await scene.db.update(syncRuns).set({ heartbeatAt: now() - 31 });
    }
    await scene.runJob('sync-clock-times');
    expect(await storedShifts(scene)).toEqual(upstreamShifts(scene));
    expect(await forgottenPeriods(scene)).toEqual([]);
    expect((await clockSyncs(scene)).map((run) => run.status)).toEqual(['failed', 'failed', 'failed', 'success']);
  });

  it('killed in the middle of scoring leaves each person-day scored or waiting, and then scores each as if nothing had been', async (test) => {
    const scene = await openScene(test);
    const { db, env } = scene;
    await seedDemo({
      db,
      databaseUrl: env.DATABASE_URL ?? '',
      siteCode: 'floor',
      timeZone: 'America/Chicago',
      days: 12,
      now: now() - 5 * DAY,
    });
    const site = await getSite(db, 'floor');
    const lastDay = addDays(businessDayOf(site, now() - 5 * DAY), -2);
    const fresh = await derived(scene, site.id, lastDay);
    expect(fresh[0]?.length).toBeGreaterThan(250);
    const personDays = await db.select().from(dailyScores).where(eq(dailyScores.siteId, site.id));
    for (const table of DERIVED) await db.delete(table).where(eq(table.siteId, site.id));
    const days = [...new Set(personDays.map((row) => row.scoreDate))].sort();
    const all = [...personDays, ...days.map((scoreDate) => ({ scoreDate, employeeId: UNMAPPED_WORK }))];
    const requests = all.map(({ scoreDate, employeeId }) => ({ siteId: site.id, scoreDate, employeeId }));
    await inTransaction(db, (tx) => requestScores(tx, requests, 'test', now()));

    const killed = scene.startJob('drain-scores', '--site', 'floor');
    // Looked at without a pause: the whole run takes a second or two.
    while ((await db.$count(dailyScores)) === 0) expect(killed.hasEnded, killed.output).toBe(false);
    killed.signal('SIGKILL');
    await killed.exited;
    // A person-day is either scored or still asked for: together they are all there are, once each.
    const waiting = await db.$count(scoreRequests, sql`${scoreRequests.employeeId} <> ${UNMAPPED_WORK}`);
    const scored = await db.$count(dailyScores);
    expect(scored).toBeGreaterThan(0);
    expect(waiting).toBeGreaterThan(0);
    expect(scored + waiting).toBe(personDays.length);

    await scene.runJob('drain-scores', '--site', 'floor');
    expect(await db.$count(scoreRequests)).toBe(0);
    expect(await derived(scene, site.id, lastDay)).toEqual(fresh);
    expect(await runsOf(scene, 'drain-scores')).toMatchObject([
      { status: 'failed', error: 'The worker ended in the middle of this run.' },
      { status: 'success', counts: { failed: 0 } },
    ]);
  });

  it('beside another one on the same queue runs each slot once and no job beside itself', async (test) => {
    const scene = await openScene(test);
    // Long enough for both to want the same slot at the same time.
    scene.simulator.control.addFault({ effect: { kind: 'slow_body', delayMs: 1_500 }, times: 2 });
    const workers = [scene.startWorker(), scene.startWorker()];
    for (const worker of workers) await worker.printed('worker is running');
    const queue = queueOf(scene, test);
    const slots = [now() - 100, now() - 90, now() - 80];
    const names = ['sync-clock-times', 'refresh-today'];
    for (const plannedAt of [...slots, ...slots, ...slots]) {
      for (const name of names) await queue.add(name, { siteCode: 'main', isPlanned: true, plannedAt });
    }
    const haveAllRun = async () => {
      const done = [...(await runsOf(scene, 'sync-clock-times')), ...(await runsOf(scene, 'refresh-today'))];
      const ended = done.filter((run) => run.status === 'success').map((run) => `${run.job} ${run.slot}`);
      return names.every((name) => slots.every((at) => ended.includes(`${name} main/${toIsoInstant(at)}`)));
    };
    await waitUntil(haveAllRun, 60_000, 'every slot to have run');
    // A slot soon after another one needs no reading of its own; every other run is one reading.
    const syncJobs = await runsOf(scene, 'sync-clock-times');
    const readings = syncJobs.filter((run) => JSON.stringify(run.counts) !== '{"tooSoon":1}');
    expect((await clockSyncs(scene)).map((run) => run.status)).toEqual(readings.map(() => 'success'));
    for (const name of names) {
      const runs = await runsOf(scene, name);
      expect(runs.map((run) => run.status)).toEqual(runs.map(() => 'success'));
      const byStart = runs.sort((a, b) => a.startedAt - b.startedAt);
      for (const [index, run] of byStart.entries()) {
        const next = byStart[index + 1];
        if (next !== undefined) expect(run.finishedAt).toBeLessThanOrEqual(next.startedAt);
      }
    }
  });

  it('told to stop finishes the run that is under way and ends well', async (test) => {
    const scene = await openScene(test);
    const fault = scene.simulator.control.addFault({ effect: { kind: 'slow_body', delayMs: 2_000 } });
    const worker = scene.startWorker();
    await waitUntil(() => fault.counter.isSpent, 60_000, 'a slow answer to be under way');
    await worker.printed('worker is running');
    worker.signal('SIGTERM');
    expect(await worker.exited).toEqual({ code: 0, signal: null });
    expect((await runsOf(scene, 'sync-clock-times'))[0]).toMatchObject({ status: 'success' });
    expect(await scene.db.$count(jobRuns, eq(jobRuns.status, 'running'))).toBe(0);
  });

  it('makes up once for a slot missed for less than five minutes and records one missed for longer as skipped', async (test) => {
    const scene = await openScene(test);
    const worker = scene.startWorker();
    await worker.printed('worker is running');
    // The last daily slot was at 04:15 local, hours ago; that of every five minutes is never longer ago than that.
    expect(await runsOf(scene, 'housekeeping')).toMatchObject([{ status: 'skipped', error: 'No worker was running.' }]);
    await waitUntil(
      async () => (await runsOf(scene, 'refresh-today'))[0]?.status === 'success',
      60_000,
      'the catch-up',
    );

    const queue = queueOf(scene, test);
    // At half a minute, where the schedule itself has no slot.
    const halfMinuteBefore = (at: number) => at - (at % 60) - 30;
    const [late, tooLate] = [halfMinuteBefore(now() - 60), halfMinuteBefore(now() - 300)];
    for (const plannedAt of [late, tooLate, late, tooLate]) {
      await queue.add('refresh-today', { siteCode: 'main', isPlanned: true, plannedAt });
    }
    const slots = async () => {
      const runs = await runsOf(scene, 'refresh-today');
      return new Map(runs.map((run) => [run.slot, run.status]));
    };
    await waitUntil(async () => (await queue.getJobCounts('waiting', 'active')).waiting === 0, 60_000, 'the queue');
    await waitUntil(
      async () => (await slots()).get(`main/${toIsoInstant(late)}`) === 'success',
      60_000,
      'the late slot',
    );
    expect((await slots()).get(`main/${toIsoInstant(tooLate)}`)).toBe('skipped');
    const [skipped] = (await runsOf(scene, 'refresh-today')).filter((run) => run.status === 'skipped');
    expect(skipped?.error).toMatch(/^Came \d+ s late\.$/);
  });

  it('plans everything again when Redis comes back empty', async (test) => {
    const scene = await openScene(test);
    const worker = scene.startWorker();
    await worker.printed('worker is running');
    const queue = queueOf(scene, test);
    const planned = async () => (await queue.getJobSchedulers()).map((scheduler) => scheduler.key).sort();
    const before = await planned();
    expect(before).toContain('drain-scores/main');
    const redis = new Redis(scene.redisUrl);
    await redis.flushall();
    redis.disconnect();
    await waitUntil(async () => (await planned()).length === before.length, 60_000, 'the plan to be back');
    expect(await planned()).toEqual(before);
  });
});
