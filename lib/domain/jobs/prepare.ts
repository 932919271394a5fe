import type { Site } from '@/lib/domain/sites/schema';
import type { JobPlan } from '@/lib/platform/jobs/job-plan';
import { nextSlotAfter, type Schedule } from '@/lib/platform/jobs/schedule';
import { addDays } from '@/lib/platform/time/business-day';
import { formatSpan, formatWeekday } from '@/lib/platform/time/format';
import { type EpochSeconds, toIsoInstant, toIsoInstantOrNull } from '@/lib/platform/time/instant';
import type { JobRunRow } from './queries/get-job-runs';
import type { ListedJob, ListedRun } from './schema';

export function prepareRun({ id, status, slot, startedAt, finishedAt, counts, error }: JobRunRow): ListedRun {
  return {
    id,
    status,
    occasion: occasionOf(slot),
    startedAt: toIsoInstant(startedAt),
    finishedAt: toIsoInstantOrNull(finishedAt),
    durationSeconds: finishedAt === null ? null : Math.max(0, finishedAt - startedAt),
    counts,
    error,
  };
}

/** Every job that is planned or has run, in the order of the plan, then by name. */
export function prepareJobs(
  plan: JobPlan,
  known: readonly string[],
  runs: readonly JobRunRow[],
  { site, now }: { site: Site; now: EpochSeconds },
): ListedJob[] {
  const planned = new Map(plan.map((entry) => [entry.job, entry]));
  const byJob = Map.groupBy(runs, ({ job }) => job);
  return [...new Set([...planned.keys(), ...known])].map((job) => {
    const { schedule = null, offReason = null } = planned.get(job) ?? {};
    const isPaused = site.settings.pausedJobs.includes(job);
    const own = [...(byJob.get(job) ?? [])].sort((a, b) => b.startedAt - a.startedAt || b.id - a.id);
    const running = own.find(({ status }) => status === 'running');
    const last = own.find(({ status }) => status !== 'running');
    const isDue = schedule !== null && offReason === null && !isPaused;
    return {
      job,
      schedule: schedule === null ? null : scheduleText(schedule),
      nextAt: isDue ? toIsoInstant(nextSlotAfter(schedule, site, now)) : null,
      isPaused,
      offReason,
      running: running === undefined ? null : prepareRun(running),
      last: last === undefined ? null : prepareRun(last),
      lastSuccessAt: toIsoInstantOrNull(own.find(({ status }) => status === 'success')?.startedAt ?? null),
    };
  });
}

/** A schedule in words: `every 5 min`, `daily 18:00`, `Sunday 02:00`, `5 min after the day begins`. */
export function scheduleText(schedule: Schedule): string {
  switch (schedule.kind) {
    case 'every':
      return `every ${formatSpan(schedule.seconds)}`;
    case 'after-day-start':
      return `${schedule.minutes} min after the day begins`;
    case 'daily':
      return `daily ${schedule.at}`;
    case 'weekly':
      // 5 January 2026 was a Monday.
      return `${formatWeekday(addDays('2026-01-05', schedule.weekday - 1))} ${schedule.at}`;
  }
}

/** What a run's slot says of its occasion, see worker/perform.ts. */
export function occasionOf(slot: string): ListedRun['occasion'] {
  const [, second] = slot.split('/');
  return second === 'woken' || second === 'ordered' ? second : 'planned';
}
