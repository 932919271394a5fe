import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ClockBreak, type ClockPeriod, resolvePeriods } from '@/lib/domain/clock/rules';
import { centsFor } from '@/lib/domain/costs/rules';
import { assignFacts, scorePersonDay } from './rules';
import { at, calendar, roles, settings } from './scoring-fixtures';
import type { Activity, PersonDayResult } from './types';

/** The invariants of domain.md 4 as properties over a few days of one person. */
type Person = { periods: ClockPeriod[]; breaks: ClockBreak[]; activities: Activity[]; now: number };

const FROM = at('9 00:00');
const UNTIL = at('11 12:00');
const RUNS = { numRuns: 400 };

// Round times make facts meet, odd seconds keep them apart.
const instant = fc.oneof(
  fc.integer({ min: 0, max: 60 * 4 }).map((quarter) => FROM + quarter * 900),
  fc.integer({ min: FROM, max: UNTIL }),
);
const length = fc.oneof(fc.constantFrom(30, 60, 300, 900, 3600, 4 * 3600), fc.integer({ min: 1, max: 16 * 3600 }));
const shortLength = fc.oneof(fc.constantFrom(59, 60, 600, 1800), fc.integer({ min: 1, max: 3 * 3600 }));

const periodsOf = (isOpenEnded: boolean) =>
  fc
    .uniqueArray(fc.record({ clockIn: instant, length: isOpenEnded ? fc.option(length, { freq: 4 }) : length }), {
      maxLength: 6,
      selector: (period) => period.clockIn,
    })
    .map((list) =>
      list.map((one, id) => ({
        id,
        clockIn: one.clockIn,
        clockOut: one.length === null ? null : one.clockIn + one.length,
      })),
    );

const aBreak = fc.record({ start: instant, length: shortLength, isPaid: fc.boolean() });
const breaksOf = (isOpenEnded: boolean) =>
  fc
    .array(
      fc.record({
        start: instant,
        length: isOpenEnded ? fc.option(shortLength, { freq: 4 }) : shortLength,
        isPaid: fc.boolean(),
      }),
      {
        maxLength: 5,
      },
    )
    .map((list) =>
      list.map((one, id) => ({
        id,
        start: one.start,
        end: one.length === null ? null : one.start + one.length,
        isPaid: one.isPaid,
      })),
    );

const anActivity = fc.record({
  roleId: fc.constantFrom(1, 2, 4, 5, null),
  itemsCount: fc.integer({ min: 1, max: 300 }),
  windowStart: instant,
  length: fc.oneof(fc.constantFrom(1, 600), fc.integer({ min: 1, max: 3600 })),
});

function activityOf(
  one: { roleId: number | null; itemsCount: number; windowStart: number; length: number },
  id: number,
): Activity {
  const { roleId, itemsCount, windowStart } = one;
  return { id, roleId, itemsCount, windowStart, windowEnd: windowStart + one.length };
}

const activities = fc.array(anActivity, { maxLength: 20 }).map((list) => list.map(activityOf));

const person: fc.Arbitrary<Person> = fc.record({
  periods: periodsOf(true),
  breaks: breaksOf(true),
  activities,
  now: instant,
});

/** Somebody whose facts all have an end that is not later than `now`. */
const personOfThePast: fc.Arbitrary<Person> = fc.record({
  periods: periodsOf(false),
  breaks: breaksOf(false),
  activities,
  now: fc.constant(UNTIL + 86_400),
});

function scoreAll({ now, ...facts }: Person): Map<string, PersonDayResult> {
  const days = assignFacts({ calendar, settings, ...facts });
  return new Map(
    [...days].map(([day, dayFacts]) => [
      day,
      scorePersonDay({
        calendar,
        settings,
        employee: { isContractor: false, isScanning: true },
        payRates: [{ effectiveFrom: '2026-06-10', payType: 'hourly', amountCents: 1777 }],
        roles,
        facts: dayFacts,
        now,
      }),
    ]),
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}

/** All but the ids of facts and the time of scoring. */
function withoutIds(results: Map<string, PersonDayResult>) {
  return [...results.values()].map(({ scoredAt: _, ...result }) => ({
    ...result,
    issues: result.issues.map((issue) => issue.kind),
  }));
}

describe('a scored person-day', () => {
  it('has 0 <= active <= clocked <= paid <= |Clock| on clocked days', () => {
    fc.assert(
      fc.property(person, (one) => {
        for (const { score } of scoreAll(one).values()) {
          if (score === null || score.isEstimated) continue;
          const chain = [
            0,
            score.activeSeconds,
            score.clockedSeconds,
            score.paidSeconds,
            score.clockedSeconds + score.breakSeconds,
          ];
          expect(chain).toEqual([...chain].sort((a, b) => a - b));
          expect(score.efficiencyTenThousandths ?? 0).toBeLessThanOrEqual(10_000);
        }
      }),
      RUNS,
    );
  });

  it('adds up: roles and hours to the day, cost rows to labour, idle periods to idle time', () => {
    fc.assert(
      fc.property(person, (one) => {
        for (const result of scoreAll(one).values()) {
          if (result.score === null) continue;
          const { score, roleTotals, hourlyRoleTotals, hourlyPresence, costs, idlePeriods } = result;
          expect(sum(roleTotals.map((row) => row.workedSeconds))).toBe(
            score.activityCount === 0 ? 0 : score.clockedSeconds,
          );
          expect(sum(roleTotals.map((row) => row.items))).toBe(score.itemsProcessed);
          expect(sum(hourlyRoleTotals.map((row) => row.items))).toBe(score.itemsProcessed);
          expect(Math.floor((sum(roleTotals.map((row) => row.pointsThousandths)) + 5) / 10)).toBe(
            score.pointsHundredths,
          );
          expect(sum(hourlyPresence.map((row) => row.workSeconds))).toBe(
            score.isEstimated ? score.activeSeconds : score.clockedSeconds,
          );
          const hourlyCents = result.day >= '2026-06-10' ? 1777 : 1300;
          expect(sum(costs.map((row) => row.labourCents))).toBe(centsFor(score.paidSeconds, hourlyCents));
          for (const row of costs) expect(row.activeCents + row.idleCents + row.breakCents).toBe(row.labourCents);
          expect(sum(idlePeriods.map((row) => row.durationSeconds))).toBe(score.idleSeconds);
          for (const [index, row] of idlePeriods.entries()) {
            expect(row.endTime - row.startTime).toBeGreaterThanOrEqual(row.durationSeconds);
            expect(row.startTime).toBeGreaterThanOrEqual(idlePeriods[index - 1]?.endTime ?? 0);
          }
        }
      }),
      RUNS,
    );
  });

  it('does not depend on the order of the facts, and scoring twice is scoring once', () => {
    fc.assert(
      fc.property(person, (one) => {
        const reversed = {
          ...one,
          periods: one.periods.toReversed(),
          breaks: one.breaks.toReversed(),
          activities: one.activities.toReversed(),
        };
        const once = scoreAll(one);
        expect(scoreAll(reversed)).toEqual(once);
        expect(scoreAll(one)).toEqual(once);
      }),
      RUNS,
    );
  });

  it('stays the same when a closed period is split into two that touch', () => {
    fc.assert(
      fc.property(person, fc.nat(), fc.nat(), (one, which, where) => {
        const whole = one.periods[which % Math.max(1, one.periods.length)];
        if (whole === undefined || whole.clockOut === null) return;
        const { clockIn, clockOut } = whole;
        const splitAt = clockIn + 1 + (where % Math.max(1, clockOut - clockIn - 1));
        fc.pre(clockOut <= one.now && clockOut - clockIn <= 14 * 3600 && splitAt < clockOut);
        fc.pre(!one.periods.some((period) => period.clockIn === splitAt));
        // A period without clock_out ends at the next clock_in (domain.md 3): a new clock_in inside it is not a mere split.
        const resolved = resolvePeriods(calendar, settings, one.periods).periods;
        fc.pre(
          !resolved.some(
            (period) => period.clockOut === null && period.clockIn < splitAt && splitAt <= period.effectiveEnd,
          ),
        );
        const halves = [
          { id: 100, clockIn, clockOut: splitAt },
          { id: 101, clockIn: splitAt, clockOut },
        ];
        const split = { ...one, periods: [...one.periods.filter((period) => period !== whole), ...halves] };
        expect(withoutIds(scoreAll(split))).toEqual(withoutIds(scoreAll(one)));
      }),
      { numRuns: 1500 },
    );
  });

  it('never has more idle time with one more closed break', () => {
    fc.assert(
      fc.property(person, aBreak, (one, added) => {
        fc.pre(added.start + added.length <= one.now);
        const more = { id: 100, start: added.start, end: added.start + added.length, isPaid: added.isPaid };
        const before = scoreAll(one);
        for (const [day, result] of scoreAll({ ...one, breaks: [...one.breaks, more] })) {
          expect(result.score?.idleSeconds ?? 0).toBeLessThanOrEqual(before.get(day)?.score?.idleSeconds ?? 0);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('never has more idle time or fewer points with one more activity, unless it is the first on the clock', () => {
    fc.assert(
      fc.property(person, anActivity, (one, added) => {
        const before = scoreAll(one);
        const after = scoreAll({ ...one, activities: [...one.activities, activityOf(added, 100)] });
        for (const [day, result] of after) {
          const old = before.get(day)?.score;
          expect(result.score?.pointsHundredths ?? 0).toBeGreaterThanOrEqual(old?.pointsHundredths ?? 0);
          // Without a scan on the clock the whole day counts as not active.
          const wasScanned = old !== null && old !== undefined && old.activeSeconds > 0;
          if (wasScanned) expect(result.score?.idleSeconds).toBeLessThanOrEqual(old.idleSeconds);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('gives the same at any later time when everything has ended', () => {
    fc.assert(
      fc.property(personOfThePast, fc.nat(10 * 86_400), (one, later) => {
        expect(withoutIds(scoreAll({ ...one, now: one.now + later }))).toEqual(withoutIds(scoreAll(one)));
      }),
      RUNS,
    );
  });
});
