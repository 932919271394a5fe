import { and, eq } from 'drizzle-orm';
import { describe, expect, inject, it } from 'vitest';
import { jobRuns } from '@/lib/db/schema/runs';
import { createTestSite, openTestDatabase } from '@/test/database';
import {
  type JobCounts,
  JobIncompleteError,
  type JobRunRequest,
  pruneJobRuns,
  recordSkippedSlot,
  runJobOnce,
} from './job-runs';

const database = openTestDatabase();

async function jobOf(work: () => Promise<JobCounts>, changes: Partial<JobRunRequest> = {}): Promise<JobRunRequest> {
  const site = await createTestSite(database);
  return {
    db: database,
    databaseUrl: inject('databaseUrl'),
    clock: { now: () => 1_790_000_000 },
    job: 'test-job',
    siteId: site.id,
    siteCode: site.code,
    slot: `${site.code}/1`,
    waitSeconds: 0,
    keepIdleRuns: true,
    work,
    ...changes,
  };
}

async function rowsOf(request: JobRunRequest) {
  return database
    .select()
    .from(jobRuns)
    .where(and(eq(jobRuns.job, request.job), eq(jobRuns.siteId, request.siteId)));
}

describe('runJobOnce', () => {
  it('keeps a row with the counts', async () => {
    const request = await jobOf(async () => ({ changed: 3 }));
    expect(await runJobOnce(request)).toEqual({ outcome: 'done', counts: { changed: 3 } });
    expect(await rowsOf(request)).toMatchObject([{ status: 'success', counts: { changed: 3 }, error: null }]);
  });

  it('does not run a slot again that succeeded or was skipped', async () => {
    let runs = 0;
    const request = await jobOf(async () => ({ runs: ++runs }));
    await runJobOnce(request);
    expect(await runJobOnce(request)).toEqual({ outcome: 'already-done' });
    const skipped = { ...request, slot: `${request.slot}/late` };
    await recordSkippedSlot(database, { ...skipped, now: 1, reason: 'too late' });
    expect(await runJobOnce(skipped)).toEqual({ outcome: 'already-done' });
    expect(runs).toBe(1);
  });

  it('records a failure with its reason and counts, and lets the slot be tried again', async () => {
    let attempt = 0;
    const request = await jobOf(async () => {
      attempt += 1;
      if (attempt === 1) throw new JobIncompleteError('source is down', { read: 2 });
      return { read: 5 };
    });
    await expect(runJobOnce(request)).rejects.toThrow('source is down');
    expect(await rowsOf(request)).toMatchObject([{ status: 'failed', counts: { read: 2 }, error: 'source is down' }]);
    await runJobOnce(request);
    expect(await rowsOf(request)).toMatchObject([{ status: 'success', counts: { read: 5 }, error: null }]);
  });

  it('never runs beside another run of the same job and site', async () => {
    let inside = 0;
    let release: () => void = () => undefined;
    let entered: () => void = () => undefined;
    const isInside = new Promise<void>((resolve) => (entered = resolve));
    const blocker = new Promise<void>((resolve) => (release = resolve));
    const request = await jobOf(async () => {
      inside += 1;
      entered();
      await blocker;
      return { inside };
    });
    const first = runJobOnce(request);
    await isInside;
    const second = await runJobOnce({ ...request, slot: `${request.slot}/other` });
    expect(second).toMatchObject({ outcome: 'busy' });
    release();
    await first;
    expect(inside).toBe(1);
  });

  it('forgets old runs, but not the last good one of a job', async () => {
    const request = await jobOf(async () => ({ done: 1 }), { job: 'once-a-month' });
    const days = (count: number) => 1_790_000_000 - count * 86_400;
    for (const [slot, at, status] of [
      ['1', 80, 'success'],
      ['2', 50, 'success'],
      ['3', 40, 'failed'],
      ['4', 35, 'running'],
      ['5', 10, 'failed'],
    ] as const) {
      const times = { startedAt: days(at), heartbeatAt: days(at) };
      const row = { job: request.job, slot: `${request.siteCode}/${slot}`, siteId: request.siteId, status, ...times };
      await database.insert(jobRuns).values(row);
    }
    await pruneJobRuns(database, days(30));
    const left = (await rowsOf(request)).map(({ slot, status }) => `${slot.split('/')[1]} ${status}`);
    expect(left).toEqual(['2 success', '4 running', '5 failed']);
  });

  it('closes the row of a run whose process died and takes the slot over', async () => {
    const request = await jobOf(async () => ({ done: 1 }));
    await database.insert(jobRuns).values({
      job: request.job,
      slot: request.slot,
      siteId: request.siteId,
      status: 'running',
      startedAt: 1,
      heartbeatAt: 1,
    });
    expect(await runJobOnce(request)).toMatchObject({ outcome: 'done' });
    expect(await rowsOf(request)).toMatchObject([{ status: 'success' }]);
  });

  it('keeps no row of an idle wake-up', async () => {
    const request = await jobOf(async () => ({ scored: 0 }), { keepIdleRuns: false });
    await runJobOnce(request);
    expect(await rowsOf(request)).toEqual([]);
  });
});
