import { setImmediate as othersFirst } from 'node:timers/promises';
import type { Db } from '@/lib/db/client';
import { getUnmappedActivities } from '@/lib/domain/scoring/queries/get-scoring-facts';
import { readFacts, type ScoringRules, scoreFacts } from '@/lib/domain/scoring/read-facts';
import { unmappedTotals } from '@/lib/domain/scoring/rules';
import { addDays, businessDayInterval, daysBetween, daysFromTo } from '@/lib/platform/time/business-day';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';
import type { PersonDay } from './queries/get-scored-days';
import { addPersonDay, addUnmapped, type Effect, newEffect, type Twice } from './rules';

/** Person-days and days that are read at once, as the scorer does. */
const BATCH_SIZE = 500;
const BATCH_DAYS = 7;
/** Other requests of the process are served after so many scores. */
const SCORES_AT_ONCE = 50;

/**
 * Scores person-days by two sets of rules on the same facts at the same moment, with the scorer itself, and adds up both.
 * Nothing is written. Reads five statements for every 500 person-days.
 */
export async function compareScores(
  db: Db,
  rules: Twice<ScoringRules>,
  personDays: readonly PersonDay[],
  now: EpochSeconds,
): Promise<Effect> {
  const effect = newEffect();
  for (let at = 0; at < personDays.length; ) {
    const first = personDays[at];
    if (first === undefined) break;
    const batch = personDays
      .slice(at, at + BATCH_SIZE)
      .filter(({ scoreDate }) => daysBetween(first.scoreDate, scoreDate) < BATCH_DAYS);
    at += batch.length;
    const facts = await readFacts(db, rules.before.site, withDaysBeside(batch));
    for (const [index, personDay] of batch.entries()) {
      if (index % SCORES_AT_ONCE === 0) await othersFirst();
      const { employeeId, scoreDate: day } = personDay;
      addPersonDay(effect, employeeId, {
        before: scoreFacts(facts, rules.before, personDay, now).result,
        after: scoreFacts(facts, rules.after, personDay, now).result,
        rolesBefore: rules.before.roles(day),
        rolesAfter: rules.after.roles(day),
      });
    }
  }
  return effect;
}

/** Adds the unmapped work of the days, which counts for departments. One statement. */
export async function compareUnmapped(
  db: Db,
  effect: Effect,
  rules: Twice<ScoringRules>,
  { from, to }: { from: IsoDay; to: IsoDay },
): Promise<void> {
  const { site } = rules.before;
  const range = {
    start: businessDayInterval(site, addDays(from, -1)).start,
    end: businessDayInterval(site, addDays(to, 1)).end,
  };
  const activities = await getUnmappedActivities(db, site.id, range);
  if (activities.length === 0) return;
  for (const day of daysFromTo(from, to)) {
    for (const side of ['before', 'after'] as const) {
      const { site: calendar, roles } = rules[side];
      addUnmapped(effect, side, unmappedTotals({ calendar, day, activities, roles: roles(day) }));
    }
  }
}

/** Another calendar may give a day facts that lie on the day beside it by the old one. */
function withDaysBeside(batch: readonly PersonDay[]): PersonDay[] {
  const [first, last] = [batch[0], batch.at(-1)];
  if (first === undefined || last === undefined) return [];
  return [
    { ...first, scoreDate: addDays(first.scoreDate, -1) },
    ...batch,
    { ...last, scoreDate: addDays(last.scoreDate, 1) },
  ];
}
