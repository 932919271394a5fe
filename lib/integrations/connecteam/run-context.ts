import { type Database, inTransaction } from '@/lib/db/client';
import { closeAlert, type FoundAlert, raiseAlert } from '@/lib/domain/alerts/mutations';
import type { Site } from '@/lib/domain/sites/schema';
import { describeError } from '@/lib/platform/errors/errors';
import type { Logger } from '@/lib/platform/log/log';
import type { Clock } from '@/lib/platform/time/clock';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { runAsSync, type SyncOutcome, type SyncResult, type SyncRun } from '../sync-run';
import type { ConnecteamClient } from './client';
import {
  ConnecteamAuthError,
  ConnecteamError,
  ConnecteamPlanError,
  ConnecteamThrottledError,
  ConnecteamUnavailableError,
} from './errors';
import { CONNECTEAM_SOURCE } from './source';

/** What every run of Connecteam works with. */
export type ConnecteamDeps = { db: Database; site: Site; client: ConnecteamClient; clock: Clock; log: Logger };

/** The same inside a run: the client has the run's own budget. */
export type RunContext = ConnecteamDeps & { run: SyncRun; job: string };

/** Something that kept the run from being a success. `code` is a short word, `message` a sentence. */
export type Problem = { code: string; message: string };

export type RunOptions = {
  job: string;
  lockKey: 'connecteam-clock-times' | 'connecteam-users';
  waitSeconds: number;
};

/** How long a run ordered by a person waits for one that is under way (sync.md, Quota and trouble). */
export const FOREGROUND_WAIT_SECONDS = 60;

const AUTH_ALERT = { kind: 'connecteam_auth', subject: 'connecteam' };

/**
 * Runs `work` as a `sync_runs` row with a client of its own budget. What Connecteam refuses or fails becomes a failed
 * result; a refused key raises the alert `connecteam_auth`, which the next good answer closes.
 */
export function runConnecteam(
  deps: ConnecteamDeps,
  { job, lockKey, waitSeconds }: RunOptions,
  work: (context: RunContext) => Promise<SyncOutcome>,
): Promise<SyncResult> {
  const { db, site, clock, log } = deps;
  const client = deps.client.startRun();
  const spec = { siteId: site.id, source: CONNECTEAM_SOURCE, syncType: job, lockKey, waitSeconds };
  const sleep = (millis: number) => client.sleep(millis);
  return runAsSync({ db, clock, log, sleep }, spec, async (run) => {
    let outcome: SyncOutcome;
    try {
      outcome = await work({ ...deps, client, run, job });
    } catch (error) {
      if (!(error instanceof ConnecteamError)) throw error;
      outcome = failedBy(problemOf(error));
    }
    const code = outcome.details?.reasonCode;
    if (code === 'auth') await raiseAuthAlert(db, site.id, outcome.reason ?? '', clock.now());
    else if (client.goodAnswers > 0) await closeAuthAlert(db, site.id, clock.now());
    log.info({ job, status: outcome.status, counts: outcome.counts, reason: outcome.reason }, 'connecteam run ended');
    return outcome;
  });
}

export function problemOf(error: ConnecteamError): Problem {
  return { code: error.reason, message: describeError(error) };
}

/** Whether the same would happen to every further call of the run. */
export function endsRun(error: ConnecteamError): boolean {
  return (
    error instanceof ConnecteamAuthError ||
    error instanceof ConnecteamThrottledError ||
    error instanceof ConnecteamPlanError ||
    error instanceof ConnecteamUnavailableError
  );
}

/** The run could do nothing at all. */
export function failedBy(problem: Problem): SyncOutcome {
  return { status: 'failed', counts: {}, reason: problem.message, records: 0, details: { reasonCode: problem.code } };
}

async function raiseAuthAlert(db: Database, siteId: number, message: string, now: EpochSeconds): Promise<void> {
  const alert: FoundAlert = {
    ...AUTH_ALERT,
    severity: 'critical',
    title: 'Connecteam refuses our key: clock times are no longer updated',
    details: { message },
  };
  await inTransaction(db, (tx) => raiseAlert(tx, { siteId, alert, now }));
}

async function closeAuthAlert(db: Database, siteId: number, now: EpochSeconds): Promise<void> {
  await inTransaction(db, (tx) => closeAlert(tx, { siteId, ...AUTH_ALERT, now }));
}
