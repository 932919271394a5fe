import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import {
  inputWithExtraActivityArb,
  inputWithExtraBreakArb,
  inputWithSplitPointArb,
  oracleInputArb,
  shuffledPairArb,
} from '@/test/oracle/arbitraries';
import { resolveBreaks, resolvePeriods } from '@/test/oracle/facts';
import { type OracleInput, oraclePersonDay } from '@/test/oracle/oracle';

/** The invariants of domain.md 4, on the oracle itself. */

/** ORACLE_RUNS=5000 searches deeper */
const runs = { numRuns: Number(process.env.ORACLE_RUNS ?? 60) };
vi.setConfig({ testTimeout: 30_000 + runs.numRuns * 100 });

function sum<T>(rows: T[], pick: (row: T) => number): number {
  return rows.reduce((total, row) => total + pick(row), 0);
}

describe('invariants of a person-day', () => {
  test('active <= clocked <= paid <= |Clock| and every part adds up', () => {
    fc.assert(
      fc.property(oracleInputArb, (input) => {
        const result = oraclePersonDay(input);
        if (result === null) return;
        if (!result.isEstimated) {
          expect(result.activeSeconds).toBeGreaterThanOrEqual(0);
          expect(result.activeSeconds).toBeLessThanOrEqual(result.clockedSeconds);
          expect(result.clockedSeconds).toBeLessThanOrEqual(result.paidSeconds);
          expect(result.paidSeconds).toBeLessThanOrEqual(result.clockedSeconds + result.breakSeconds);
          expect(sum(result.hourlyPresence, (hour) => hour.workSeconds)).toBe(result.clockedSeconds);
        } else {
          expect(sum(result.hourlyPresence, (hour) => hour.workSeconds)).toBe(result.activeSeconds);
        }
        expect(sum(result.idlePeriods, (idle) => idle.durationSeconds)).toBe(result.idleSeconds);
        for (const idle of result.idlePeriods) {
          expect(idle.end - idle.start).toBeGreaterThanOrEqual(idle.durationSeconds);
          expect(idle.durationSeconds).toBeGreaterThan(0);
        }
        for (const [index, idle] of result.idlePeriods.entries()) {
          const next = result.idlePeriods[index + 1];
          if (next) expect(idle.end).toBeLessThanOrEqual(next.start);
        }
        expect(sum(result.roleTotals, (total) => total.items)).toBe(result.itemsProcessed);
        expect(sum(result.roleTotals, (total) => total.activityCount)).toBe(result.activityCount);
        if (result.activityCount > 0) {
          expect(sum(result.roleTotals, (total) => total.workedSeconds)).toBe(result.clockedSeconds);
        }
        expect(sum(result.hourlyRoleTotals, (row) => row.items)).toBe(result.itemsProcessed);
        expect(sum(result.hourlyRoleTotals, (row) => row.milliPoints)).toBe(
          sum(result.roleTotals, (row) => row.milliPoints),
        );
        const labour = Math.floor((result.paidSeconds * input.pay.hourlyCents) / 3600 + 0.5);
        expect(sum(result.costs, (row) => row.labourCents)).toBe(labour);
        expect(result.efficiencyTenThousandths ?? 0).toBeLessThanOrEqual(10_000);
      }),
      runs,
    );
  });

  test('the order of the input does not matter, and scoring twice equals scoring once', () => {
    fc.assert(
      fc.property(shuffledPairArb, ({ input, shuffled }) => {
        const result = oraclePersonDay(input);
        expect(oraclePersonDay(shuffled)).toEqual(result);
        expect(oraclePersonDay(input)).toEqual(result);
      }),
      runs,
    );
  });

  test('splitting a closed period of at most 14 h into two that touch changes nothing', () => {
    fc.assert(
      fc.property(inputWithSplitPointArb, ({ input, period, clockOut, at }) => {
        fc.pre(clockOut - period.clockIn <= input.settings.maxOpenHours * 3600);
        // the new clock_in is a fact for a period without clock_out that runs across it: it would end there
        fc.pre(!input.periods.some((one) => one.clockIn === at));
        fc.pre(resolvePeriods(input).every((one) => one.clockOut !== null || at <= one.clockIn || one.end <= at));
        const rest = input.periods.filter((one) => one !== period);
        const halves = [
          { id: 2001, clockIn: period.clockIn, clockOut: at },
          { id: 2002, clockIn: at, clockOut },
        ];
        expect(oraclePersonDay({ ...input, periods: [...rest, ...halves] })).toEqual(oraclePersonDay(input));
      }),
      runs,
    );
  });

  test('adding a closed break never raises idle_seconds', () => {
    fc.assert(
      fc.property(inputWithExtraBreakArb, ({ input, extra }) => {
        fc.pre(extra.end !== null && extra.end <= input.now);
        const before = oraclePersonDay(input);
        const after = oraclePersonDay({ ...input, breaks: [...input.breaks, extra] });
        expect(after?.idleSeconds ?? 0).toBeLessThanOrEqual(before?.idleSeconds ?? 0);
      }),
      runs,
    );
  });

  test('adding an activity never raises idle_seconds and never lowers points', () => {
    fc.assert(
      fc.property(inputWithExtraActivityArb, ({ input, extra }) => {
        const before = oraclePersonDay(input);
        const after = oraclePersonDay({ ...input, activities: [...input.activities, extra] });
        expect(after?.pointsHundredths ?? 0).toBeGreaterThanOrEqual(before?.pointsHundredths ?? 0);
        // a clocked day without a scan on the clock is not idle at all; the first scan makes the rest of it idle
        const hadNoScans = before === null || (before.activeSeconds === 0 && before.idleSeconds === 0);
        fc.pre(!hadNoScans);
        expect(after?.idleSeconds).toBeLessThanOrEqual(before?.idleSeconds ?? 0);
      }),
      runs,
    );
  });

  test('when everything has an end not later than now, any later now gives the same answer', () => {
    const closedArb = fc.record({ input: oracleInputArb, later: fc.nat({ max: 400_000 }) }).map(({ input, later }) => {
      const periods = input.periods.filter((one) => one.clockOut !== null);
      const breaks = input.breaks.filter((one) => one.end !== null);
      const last = Math.max(0, ...periods.map((one) => one.clockOut ?? 0), ...breaks.map((one) => one.end ?? 0));
      return { closed: { ...input, periods, breaks, now: last }, later };
    });
    fc.assert(
      fc.property(closedArb, ({ closed, later }) => {
        expect(oraclePersonDay({ ...closed, now: closed.now + later })).toEqual(oraclePersonDay(closed));
      }),
      runs,
    );
  });

  test('when everything has passed its cap, any later now gives the same answer', () => {
    fc.assert(
      fc.property(oracleInputArb, fc.nat({ max: 400_000 }), (input, later) => {
        const periods = resolvePeriods(input);
        const breaks = resolveBreaks(input, periods);
        // an open break says so 2 h after its start, even where its period ended before
        const now = Math.max(
          0,
          ...periods.map((one) => one.end),
          ...breaks.map((one) => Math.max(one.end, one.start + 7200)),
        );
        const settled: OracleInput = { ...input, now };
        expect(oraclePersonDay({ ...settled, now: now + later })).toEqual(oraclePersonDay(settled));
      }),
      runs,
    );
  });
});
