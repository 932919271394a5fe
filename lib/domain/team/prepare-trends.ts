import type { Comparison } from '@/lib/domain/ranges/rules';
import { type Fraction, ratioForShow, roundedOrNull, subtract } from '@/lib/domain/scoring/fraction';
import { type DayRange, daysFromTo } from '@/lib/platform/time/business-day';
import {
  type DayFacts,
  dayShares,
  type Output,
  outputOfDay,
  PERCENT_PLACES,
  showChange,
  showOutput,
  totalOf,
} from './prepare';
import { efficiencyPercent, goalOn, percentOf } from './rules';
import type { TeamDay, TeamTotals, TeamTrendsBody } from './schema';

export type RangeFacts = Pick<DayFacts, 'team' | 'rows' | 'book' | 'goals'> & { range: DayRange };

/** Each day of a range and all of it; a day on which nobody was there has figures of 0 and no shares. */
export function prepareTrends(
  facts: RangeFacts,
  other: { compare: Comparison; facts: RangeFacts | null },
  today: string,
): TeamTrendsBody {
  const own = prepareRange(facts);
  const before = other.facts === null ? null : prepareRange(other.facts);
  return {
    ...facts.range,
    source: facts.range.to >= today ? 'live' : 'stored',
    totals: own.totals,
    days: own.days,
    compare: other.compare,
    compared:
      before === null
        ? null
        : { ...before.range, totals: before.totals, days: before.days, change: changeFrom(before, own) },
  };
}

type PreparedRange = {
  range: DayRange;
  totals: TeamTotals;
  days: TeamDay[];
  output: Output;
  shares: { utilization: Fraction | null; efficiency: Fraction | null };
};

function prepareRange(facts: RangeFacts): PreparedRange {
  const teamOf = Map.groupBy(facts.team, (row) => row.score_date);
  const rowsOf = Map.groupBy(facts.rows, (row) => row.score_date);
  const output: Output = { items: 0, finishedItems: 0, pointsThousandths: 0 };
  const days = daysFromTo(facts.range.from, facts.range.to).map((date): TeamDay => {
    const ofDay = { team: teamOf.get(date) ?? [], rows: rowsOf.get(date) ?? [], book: facts.book };
    const [day] = ofDay.team;
    const total = outputOfDay(ofDay, date);
    const shares = dayShares(ofDay, date);
    const goal = goalOn(facts.goals, date);
    output.items += total.items;
    output.finishedItems += total.finishedItems;
    output.pointsThousandths += total.pointsThousandths;
    return {
      date,
      people: day?.people ?? 0,
      worked: day?.worked ?? 0,
      clockedSeconds: day?.clocked_seconds ?? 0,
      activeSeconds: day?.clocked_active_seconds ?? 0,
      ...showOutput(total),
      utilizationPercent: roundedOrNull(shares.utilization, PERCENT_PLACES),
      efficiencyPercent: roundedOrNull(shares.efficiency, PERCENT_PLACES),
      goalItems: goal,
      goalPercent: goal === null ? null : ratioForShow(total.finishedItems * 100, goal, PERCENT_PLACES),
    };
  });
  const busy = days.filter((day) => day.people > 0 || day.items > 0);
  const sum = (of: (day: TeamDay) => number) => busy.reduce((total, day) => total + of(day), 0);
  const time = { clockedSeconds: sum((day) => day.clockedSeconds), activeSeconds: sum((day) => day.activeSeconds) };
  const shares = {
    utilization: percentOf(time.activeSeconds, time.clockedSeconds),
    efficiency: efficiencyPercent(totalOf(facts.rows, facts.book).effort),
  };
  const withGoal = busy.flatMap(({ goalItems, finishedItems }) =>
    goalItems === null ? [] : [{ isReached: finishedItems >= goalItems }],
  );
  return {
    range: facts.range,
    days,
    output,
    shares,
    totals: {
      days: busy.length,
      personDays: sum((day) => day.people),
      ...time,
      ...showOutput(output),
      utilizationPercent: roundedOrNull(shares.utilization, PERCENT_PLACES),
      efficiencyPercent: roundedOrNull(shares.efficiency, PERCENT_PLACES),
      goalDays: withGoal.length,
      goalDaysReached: withGoal.filter((day) => day.isReached).length,
    },
  };
}

function changeFrom(before: PreparedRange, now: PreparedRange) {
  const points = (share: 'utilization' | 'efficiency') => {
    const [own, other] = [now.shares[share], before.shares[share]];
    return own === null || other === null ? null : roundedOrNull(subtract(own, other), PERCENT_PLACES);
  };
  return {
    itemsPercent: showChange(now.output.items, before.output.items),
    finishedItemsPercent: showChange(now.output.finishedItems, before.output.finishedItems),
    pointsPercent: showChange(now.output.pointsThousandths, before.output.pointsThousandths),
    clockedSecondsPercent: showChange(now.totals.clockedSeconds, before.totals.clockedSeconds),
    utilizationPoints: points('utilization'),
    efficiencyPoints: points('efficiency'),
  };
}
