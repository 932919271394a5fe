import type { Transaction } from '@/lib/db/client';
import { activitiesByDay, resolvePeriods } from '@/lib/domain/clock/rules';
import { getPeriodsOf } from '@/lib/domain/scoring/queries/get-scoring-facts';
import { requestScores, type ScoreRequest, UNMAPPED_WORK } from '@/lib/domain/scoring/request-scores';
import type { Site } from '@/lib/domain/sites/schema';
import { businessDayOf } from '@/lib/platform/time/business-day';
import type { EpochSeconds } from '@/lib/platform/time/instant';

/** A work window as it counts or counted: for a person, or as unmapped work. */
export type TouchedActivity = { employeeId: number | null; windowStart: EpochSeconds };

/** Periods this far away can still decide about the day of a window (domain.md 2 and 3). */
const SECONDS_BEFORE = 7 * 86_400;
const SECONDS_AFTER = 2 * 86_400;

/**
 * Marks the person-days of work windows dirty: for a person the day of the clock period in which a window starts, else
 * its wall day; for unmapped work the wall day (domain.md 2). At most three statements.
 *
 * The wall days are asked for before the periods are read, and always: a sync that stores a period asks for the same
 * days, so one of the two waits for the other and the later one sees what the earlier one wrote.
 */
export async function requestActivityScores(
  tx: Transaction,
  site: Site,
  touched: readonly TouchedActivity[],
  reason: string,
  now: EpochSeconds,
): Promise<void> {
  if (touched.length === 0) return;
  const asked = new Map<string, ScoreRequest>();
  for (const { employeeId, windowStart } of touched) {
    addTo(asked, {
      siteId: site.id,
      employeeId: employeeId ?? UNMAPPED_WORK,
      scoreDate: businessDayOf(site, windowStart),
    });
  }
  await requestScores(tx, asked.values(), reason, now);

  const byPerson = Map.groupBy(
    touched.flatMap(({ employeeId, windowStart }) => (employeeId === null ? [] : [{ employeeId, windowStart }])),
    (one) => one.employeeId,
  );
  if (byPerson.size === 0) return;
  const starts = touched.map((one) => one.windowStart).sort((a, b) => a - b);
  const [first = 0, last = 0] = [starts[0], starts.at(-1)];
  const range = { start: first - SECONDS_BEFORE, end: last + SECONDS_AFTER };
  const periods = Map.groupBy(await getPeriodsOf(tx, [...byPerson.keys()], range), (period) => period.employeeId);
  const further = new Map<string, ScoreRequest>();
  for (const [employeeId, windows] of byPerson) {
    const resolved = resolvePeriods(site, site.settings, periods.get(employeeId) ?? []).periods;
    for (const scoreDate of activitiesByDay(site, resolved, windows).keys()) {
      const request = { siteId: site.id, employeeId, scoreDate };
      if (!asked.has(keyOf(request))) addTo(further, request);
    }
  }
  if (further.size > 0) await requestScores(tx, further.values(), reason, now);
}

function addTo(requests: Map<string, ScoreRequest>, request: ScoreRequest): void {
  requests.set(keyOf(request), request);
}

function keyOf(request: ScoreRequest): string {
  return `${request.scoreDate}/${request.employeeId}`;
}
