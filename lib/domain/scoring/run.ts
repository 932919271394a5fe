import { type Database, inTransaction } from '../../db/client';
import { describeError } from '../../platform/errors/errors';
import type { Logger } from '../../platform/log/log';
import { businessDayInterval, daysBetween } from '../../platform/time/business-day';
import type { Clock } from '../../platform/time/clock';
import type { EpochSeconds, IsoDay } from '../../platform/time/instant';
import { runAwards } from '../gamification/run';
import { type FoundIssue, settleIssues } from '../issues/mutations';
import { getSite } from '../sites/queries/get-sites';
import type { Site } from '../sites/schema';
import {
  noteFailedRequest,
  removeServedRequests,
  replacePersonDays,
  replaceUnmappedTotals,
  type ScoredPersonDay,
} from './mutations';
import { getScoreRequests, type WaitingRequest } from './queries/get-score-requests';
import { getRolesWithVersions, getStoredScores, getUnmappedActivities } from './queries/get-scoring-facts';
import { type FactsOfPeople, readFacts, scoreFacts } from './read-facts';
import { UNMAPPED_WORK } from './request-scores';
import { monthlyTargetOf, rolesByDay } from './roles';
import { awaitRuleEdits } from './rule-lock';
import { unmappedTotals } from './rules';
import type { PersonDayResult, RolesOnDay, ScoringIssueKind } from './types';

export type DrainOptions = {
  db: Database;
  site: Site;
  clock: Clock;
  log: Logger;
  /** Called after the commit, once per batch and day that changed. */
  onDayScored?: (day: IsoDay) => Promise<void>;
};

/** A scored person-day before the row that it replaces is read. */
type FreshPersonDay = Omit<ScoredPersonDay, 'stored'>;

export type DrainCounts = {
  /** Person-days that have a row now. */
  scored: number;
  /** Person-days without facts. */
  empty: number;
  /** Days whose unmapped work was added up. */
  unmapped: number;
  failed: number;
};

/** Requests read at once, and the days one read of facts may span. */
const BATCH_SIZE = 500;
const BATCH_DAYS = 7;
/** Person-days written in one transaction: short enough never to hold anybody up. */
const PERSON_DAYS_PER_TRANSACTION = 100;
const SCORING_ISSUES: ScoringIssueKind[] = [
  'bad_period',
  'overlap',
  'long_period',
  'missing_clock_out',
  'stray_break',
  'missing_break_end',
  'no_scans',
  'work_without_clock',
  'work_outside_clock',
];

/**
 * Serves all waiting score requests of a site (domain.md 4, Dirty queue): reads the facts of a batch of person-days with
 * a fixed number of statements, scores them, and replaces what is derived from them. The caller makes sure that only one
 * process does this for a site. A person-day that cannot be scored is noted and does not stop the others.
 */
export async function runDrainScores(options: DrainOptions): Promise<DrainCounts> {
  const { db, site } = options;
  const counts: DrainCounts = { scored: 0, empty: 0, unmapped: 0, failed: 0 };
  const failedHere = new Set<string>();
  for (;;) {
    const waiting = await getScoreRequests(db, site.id, BATCH_SIZE);
    const fresh = waiting.filter((request) => !failedHere.has(requestKey(request)));
    // An edit of roles, pay or settings renews the requests it finds; one that we read before it is served again.
    await awaitRuleEdits(db, site.id);
    const current = { ...options, site: await getSite(db, site.code) };
    const first = fresh[0];
    if (first === undefined) {
      await serveAwards(current, new Set());
      return counts;
    }
    const batch = fresh.filter((request) => Math.abs(daysBetween(request.scoreDate, first.scoreDate)) < BATCH_DAYS);
    const failed = await serveBatch(current, batch, counts);
    for (const request of failed) failedHere.add(requestKey(request));
  }
}

async function serveBatch(
  options: DrainOptions,
  batch: WaitingRequest[],
  counts: DrainCounts,
): Promise<WaitingRequest[]> {
  const { db, site, clock, log } = options;
  // Before the facts are read: a fact that comes later renews its request and is served again.
  const now = clock.now();
  const failed: WaitingRequest[] = [];
  const noteFailure = async (request: WaitingRequest, error: unknown) => {
    failed.push(request);
    counts.failed += 1;
    log.error({ ...request, error: describeError(error) }, 'could not score a person-day');
    await inTransaction(db, (tx) => noteFailedRequest(tx, site.id, request, describeError(error)));
  };

  const roles = rolesByDay(await getRolesWithVersions(db, site.id));
  const personDays = batch.filter((request) => request.employeeId !== UNMAPPED_WORK);
  const scored: { request: WaitingRequest; personDay: FreshPersonDay }[] = [];
  if (personDays.length > 0) {
    const facts = await readFacts(db, site, personDays);
    for (const request of personDays) {
      try {
        scored.push({ request, personDay: scoreFresh(facts, { site, roles, now }, request) });
      } catch (error) {
        await noteFailure(request, error);
      }
    }
  }
  for (let at = 0; at < scored.length; at += PERSON_DAYS_PER_TRANSACTION) {
    const part = scored.slice(at, at + PERSON_DAYS_PER_TRANSACTION);
    await inTransaction(db, async (tx) => {
      // Read here and locked: the mark of being final may have been set since the facts were read.
      const requests = part.map((one) => one.request);
      const rows = await getStoredScores(tx, site.id, requests);
      const stored = new Map(rows.map((row) => [`${row.scoreDate}/${row.employeeId}`, row]));
      await replacePersonDays(
        tx,
        site,
        part.map(({ personDay }) => ({ ...personDay, stored: stored.get(`${personDay.day}/${personDay.employeeId}`) })),
        now,
      );
      await settleScoringIssues(
        tx,
        site.id,
        part.map((one) => one.personDay),
        now,
      );
      await removeServedRequests(
        tx,
        site.id,
        part.map((one) => one.request),
      );
    });
    for (const { personDay } of part) {
      if (personDay.result.score === null) counts.empty += 1;
      else counts.scored += 1;
    }
  }

  const unmappedDays = batch.filter((request) => request.employeeId === UNMAPPED_WORK);
  await serveUnmapped(options, unmappedDays, roles);
  counts.unmapped += unmappedDays.length;

  const days = [...scored.map((one) => one.request), ...unmappedDays].map((request) => request.scoreDate);
  await serveAwards(options, new Set(days));
  return failed;
}

/** Serves the award requests that the scores left (domain.md 5) and tells of every day that is another one now. */
async function serveAwards(options: DrainOptions, days: Set<IsoDay>): Promise<void> {
  try {
    const { changedDays } = await runAwards(options);
    for (const day of changedDays) days.add(day);
  } finally {
    if (options.onDayScored !== undefined) {
      for (const day of [...days].sort().reverse()) await options.onDayScored(day);
    }
  }
}

function scoreFresh(
  facts: FactsOfPeople,
  { site, roles, now }: { site: Site; roles: (day: IsoDay) => RolesOnDay; now: EpochSeconds },
  { employeeId, scoreDate: day }: WaitingRequest,
): FreshPersonDay {
  const { result, periodCount } = scoreFacts(facts, { site, roles }, { employeeId, scoreDate: day }, now);
  return {
    employeeId,
    day,
    periodCount,
    result,
    monthlyTargetPoints: monthlyTargetOf(result.score?.primaryRoleId, roles(day)),
  };
}

async function settleScoringIssues(
  tx: Parameters<typeof settleIssues>[0],
  siteId: number,
  scored: readonly FreshPersonDay[],
  now: EpochSeconds,
): Promise<void> {
  const subjectOf = (one: FreshPersonDay) => `employee:${one.employeeId}`;
  await settleIssues(tx, {
    siteId,
    now,
    checked: {
      kinds: SCORING_ISSUES,
      places: scored.map((one) => ({ subject: subjectOf(one), scoreDate: one.day })),
    },
    found: scored.flatMap((one) =>
      one.result.issues.map(
        (issue): FoundIssue => ({
          kind: issue.kind,
          subject: subjectOf(one),
          employeeId: one.employeeId,
          scoreDate: one.day,
          details: issueDetails(issue),
        }),
      ),
    ),
  });
}

function issueDetails(issue: PersonDayResult['issues'][number]): Record<string, unknown> {
  return {
    ...(issue.periodIds.length === 0 ? {} : { periodIds: issue.periodIds }),
    ...(issue.breakIds.length === 0 ? {} : { breakIds: issue.breakIds }),
    ...(issue.seconds === null ? {} : { seconds: issue.seconds }),
  };
}

async function serveUnmapped(
  { db, site }: DrainOptions,
  requests: WaitingRequest[],
  roles: (day: IsoDay) => RolesOnDay,
): Promise<void> {
  const days = requests.map((request) => request.scoreDate).sort();
  const [firstDay, lastDay] = [days[0], days.at(-1)];
  if (firstDay === undefined || lastDay === undefined) return;
  const activities = await getUnmappedActivities(db, site.id, {
    start: businessDayInterval(site, firstDay).start,
    end: businessDayInterval(site, lastDay).end,
  });
  for (const request of requests) {
    const totals = unmappedTotals({
      calendar: site,
      day: request.scoreDate,
      activities,
      roles: roles(request.scoreDate),
    });
    await inTransaction(db, async (tx) => {
      await replaceUnmappedTotals(tx, site.id, request.scoreDate, totals);
      await removeServedRequests(tx, site.id, [request]);
    });
  }
}

function requestKey(request: WaitingRequest): string {
  return `${request.scoreDate}/${request.employeeId}/${request.version}`;
}
