import { and, desc, eq, ne } from 'drizzle-orm';
import { connecteamClocks } from '@/lib/db/schema/connecteam';
import { syncRuns } from '@/lib/db/schema/runs';
import { AppError } from '@/lib/platform/errors/errors';
import { businessDayOf, isIsoDay } from '@/lib/platform/time/business-day';
import type { IsoDay } from '@/lib/platform/time/instant';
import type { SyncResult } from '../sync-run';
import { dueWebhooks, processWebhooks } from './process-webhooks';
import { REGULAR_INTERVAL_SECONDS } from './quota';
import { reconcileClockTimes } from './reconcile-clock-times';
import { type ConnecteamDeps, FOREGROUND_WAIT_SECONDS, runConnecteam } from './run-context';
import { syncClockTimes } from './sync-clock-times';
import { syncEmployees } from './sync-employees';
import type { ReadWindow } from './window';

type Days = { from?: IsoDay; to?: IsoDay };
type Waiting = {
  /** How long to wait for another run on the same facts to end; 60 s unless told. */ waitSeconds?: number;
};

/** The slots of the scheduler jitter by a little; a run that early is on time. */
const EARLY_SECONDS = 30;

/** The job `sync-employees`: users, identities, links by email; with `createPeople` also people (sync.md, People). */
export function runSyncEmployees(
  deps: ConnecteamDeps,
  options: Waiting & { createPeople?: boolean } = {},
): Promise<SyncResult> {
  const run = { job: 'sync-employees', lockKey: 'connecteam-users' as const, waitSeconds: waitOf(options) };
  return runConnecteam(deps, run, (context) => syncEmployees(context, { createPeople: options.createPeople ?? false }));
}

/**
 * The job `sync-clock-times`: the trailing window, or `from` to `to`, of all clocks or those given. A planned run says
 * `isScheduled`: on small plans it does nothing while the last one is more recent than the account's calls allow.
 * Throws VALIDATION on bad days.
 */
export async function runSyncClockTimes(
  deps: ConnecteamDeps,
  options: Waiting & Days & { clockIds?: readonly number[]; isScheduled?: boolean } = {},
): Promise<SyncResult> {
  const job = 'sync-clock-times';
  const window = windowOf(deps, options);
  if (options.isScheduled === true && (await isTooSoon(deps, job)))
    return { status: 'success', counts: { tooSoon: 1 } };
  const run = { job, lockKey: 'connecteam-clock-times' as const, waitSeconds: waitOf(options) };
  return runConnecteam(deps, run, (context) => syncClockTimes(context, { window, clockIds: options.clockIds ?? null }));
}

/** The job `reconcile-clock-times`: 45 or 90 days, or `from` to `to`, against the source. Throws VALIDATION on bad days. */
export async function runReconcileClockTimes(deps: ConnecteamDeps, options: Waiting & Days = {}): Promise<SyncResult> {
  const window = windowOf(deps, options);
  const run = {
    job: 'reconcile-clock-times',
    lockKey: 'connecteam-clock-times' as const,
    waitSeconds: waitOf(options),
  };
  return runConnecteam(deps, run, (context) => reconcileClockTimes(context, { window }));
}

/** The job `process-webhooks`: reads again what waiting deliveries speak of. Without any that are due it does nothing. */
export async function runProcessWebhooks(deps: ConnecteamDeps, options: Waiting = {}): Promise<SyncResult> {
  if ((await dueWebhooks(deps)).length === 0) return { status: 'success', counts: { events: 0 } };
  const run = { job: 'process-webhooks', lockKey: 'connecteam-clock-times' as const, waitSeconds: waitOf(options) };
  return runConnecteam(deps, run, processWebhooks);
}

function waitOf(options: Waiting): number {
  return options.waitSeconds ?? FOREGROUND_WAIT_SECONDS;
}

/** `from` alone reaches to today, `to` alone is that day. */
function windowOf({ site, clock }: ConnecteamDeps, { from, to }: Days): ReadWindow | null {
  const firstDay = from ?? to;
  if (firstDay === undefined) return null;
  const lastDay = to ?? businessDayOf(site, clock.now());
  if (!isIsoDay(firstDay) || !isIsoDay(lastDay) || firstDay > lastDay) {
    throw new AppError('VALIDATION', 'Give days as YYYY-MM-DD, the first not after the last.');
  }
  return { firstDay, lastDay };
}

async function isTooSoon({ db, site, client, clock }: ConnecteamDeps, job: string): Promise<boolean> {
  const [last] = await db
    .select({ startedAt: syncRuns.startedAt })
    .from(syncRuns)
    .where(and(eq(syncRuns.siteId, site.id), eq(syncRuns.syncType, job), ne(syncRuns.status, 'running')))
    .orderBy(desc(syncRuns.startedAt))
    .limit(1);
  if (last === undefined) return false;
  const clockCount =
    client.clockIds?.length ?? (await db.$count(connecteamClocks, eq(connecteamClocks.siteId, site.id)));
  const interval = await client.clockSyncIntervalSeconds(Math.max(1, clockCount));
  return interval > REGULAR_INTERVAL_SECONDS && clock.now() - last.startedAt < interval - EARLY_SECONDS;
}
