import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { inTransaction } from '@/lib/db/client';
import { auditEvents } from '@/lib/db/schema/audit-events';
import { jobRuns } from '@/lib/db/schema/runs';
import { shownSite, updateSite } from '@/lib/domain/sites/mutations';
import { getSite } from '@/lib/domain/sites/queries/get-sites';
import { fromIsoInstant } from '@/lib/platform/time/instant';
import { createTestSite, openTestDatabase, TEST_ACTOR } from '@/test/database';
import { setJobPaused } from './mutations';
import { prepareJobs } from './prepare';
import { getJobRuns, getLastRuns } from './queries/get-job-runs';

const database = openTestDatabase();
const NOW = fromIsoInstant('2026-03-08T18:00:00Z');

describe('setJobPaused', () => {
  it('keeps the pause with the site, whatever else of it is edited, and is audited', async () => {
    const site = await createTestSite(database);
    const set = (isPaused: boolean) =>
      inTransaction(database, (tx) =>
        setJobPaused(tx, { siteId: site.id, job: 'check-idle', isPaused, actor: TEST_ACTOR, now: NOW }),
      );
    const paused = async () => (await getSite(database, site.code)).settings.pausedJobs;
    await set(true);
    await expect(set(true)).rejects.toMatchObject({ code: 'CONFLICT' });
    await inTransaction(database, (tx) =>
      updateSite(tx, { site, changes: { settings: { queueLimit: 50 } }, actor: TEST_ACTOR, now: NOW }),
    );
    expect(await paused()).toEqual(['check-idle']);
    expect(shownSite(await getSite(database, site.code))).toMatchObject({ queueLimit: 50 });
    await set(false);
    expect(await paused()).toEqual([]);
    await expect(set(false)).rejects.toMatchObject({ code: 'CONFLICT' });
    const events = await database
      .select({ action: auditEvents.action })
      .from(auditEvents)
      .where(and(eq(auditEvents.siteId, site.id), eq(auditEvents.entity, 'job')));
    expect(events.map(({ action }) => action)).toEqual(['job.pause', 'job.resume']);
  });
});

describe('what ran', () => {
  it('tells per job the latest run, the last good one and what runs now, of the site alone', async () => {
    const site = await createTestSite(database);
    const other = await createTestSite(database);
    const job = `test-${site.code}`;
    const run = (siteId: number, slot: string, minutesAgo: number, values: Partial<typeof jobRuns.$inferInsert>) => {
      const startedAt = NOW - minutesAgo * 60;
      return database.insert(jobRuns).values({
        job,
        slot: `${siteId}/${slot}`,
        siteId,
        status: 'success',
        startedAt,
        finishedAt: startedAt + 5,
        heartbeatAt: startedAt,
        ...values,
      });
    };
    await run(site.id, 'a', 30, { counts: { scored: 4 } });
    await run(site.id, 'woken/1', 20, { counts: { scored: 7, failed: 0 } });
    await run(site.id, 'b', 10, { status: 'failed', error: 'no answer', finishedAt: NOW - 540 });
    await run(site.id, 'ordered/x', 1, { status: 'running', finishedAt: null });
    await run(other.id, 'a', 0, { counts: { scored: 9 } });
    const schedule = { kind: 'every', seconds: 300 } as const;
    const plan = [
      { job, schedule, offReason: null },
      { job: 'sync-activities', schedule, offReason: 'set PODFACTORY_DATABASE_URL to pull scans.' },
    ];
    const runs = await getLastRuns(database, site.id, [job, 'sync-activities']);
    const [ours, off] = prepareJobs(plan, [job], runs, { site, now: NOW });
    expect(ours).toMatchObject({
      job,
      schedule: 'every 5 min',
      nextAt: '2026-03-08T18:05:00Z',
      running: { occasion: 'ordered', startedAt: '2026-03-08T17:59:00Z', durationSeconds: null },
      last: { status: 'failed', error: 'no answer', durationSeconds: 60 },
      lastSuccessAt: '2026-03-08T17:40:00Z',
    });
    expect(off).toMatchObject({ nextAt: null, last: null, offReason: 'set PODFACTORY_DATABASE_URL to pull scans.' });
    const paused = { ...site, settings: { ...site.settings, pausedJobs: [job] } };
    expect(prepareJobs(plan, [], runs, { site: paused, now: NOW })[0]).toMatchObject({ nextAt: null, isPaused: true });
    const history = await getJobRuns(database, site.id, job);
    expect(history.map(({ status, counts }) => [status, counts])).toEqual([
      ['running', null],
      ['failed', null],
      ['success', { scored: 7, failed: 0 }],
      ['success', { scored: 4 }],
    ]);
  });
});
