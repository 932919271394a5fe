import { daysBetween, daysFromTo } from '@/lib/platform/time/business-day';
import { formatShortDay } from '@/lib/platform/time/format';
import type { IsoDay } from '@/lib/platform/time/instant';
import type { CostAnalysis, CostPeriod } from './schema';

/** A part of labour: what it cost, how long it took, and its share of all labour. */
export type LabourPart = {
  key: 'active' | 'waiting' | 'breaks';
  cents: number;
  seconds: number;
  /** 0 to 1; null without labour */
  share: number | null;
};

/**
 * What labour was spent on. Waiting and gaps is clocked time that was not active; breaks are the paid ones, apart from it
 * (domain.md 9). Cents add up to labour and seconds to the paid time.
 */
export function prepareComposition({ totals }: CostAnalysis): LabourPart[] {
  const { labourCents, clockedSeconds, activeSeconds, paidSeconds } = totals;
  const share = (cents: number) => (labourCents === 0 ? null : cents / labourCents);
  return [
    { key: 'active', cents: totals.activeCents, seconds: activeSeconds, share: share(totals.activeCents) },
    {
      key: 'waiting',
      cents: totals.idleCents,
      seconds: clockedSeconds - activeSeconds,
      share: share(totals.idleCents),
    },
    {
      key: 'breaks',
      cents: totals.breakCents,
      seconds: paidSeconds - clockedSeconds,
      share: share(totals.breakCents),
    },
  ];
}

/** Breaks that nobody is paid for: they cost nothing. */
export function unpaidBreakSeconds({ totals }: CostAnalysis): number {
  return totals.breakSeconds - (totals.paidSeconds - totals.clockedSeconds);
}

/** Labour of people with at least one day on the default rate, all their days. */
export function labourOnDefaultRate({ people }: CostAnalysis): number {
  return people.reduce((sum, one) => (one.hasDefaultRate ? sum + one.labourCents : sum), 0);
}

/** A day or month of the trend, a day with the one in the same place of the other range; null where there was nobody. */
export type TrendPeriod = {
  from: IsoDay;
  to: IsoDay;
  label: string;
  now: CostPeriod | null;
  before: CostPeriod | null;
};

/** Every day of the range (a day on which nobody worked is a gap), or the months of a long one. */
export function prepareTrend({ from, to, periods, compared, liveDay }: CostAnalysis): TrendPeriod[] {
  if (periods.by === 'month') {
    return periods.rows.map((row) => ({
      from: row.from,
      to: row.to,
      label: monthLabel(row.from),
      now: row,
      before: null,
    }));
  }
  const nowOf = new Map(periods.rows.map((row) => [row.from, row]));
  const beforeOf = new Map(compared?.periods.map((row) => [daysBetween(compared.from, row.from), row] as const) ?? []);
  return daysFromTo(from, to).map((day, index) => ({
    from: day,
    to: day,
    label: day === liveDay ? `${formatShortDay(day)}, so far` : formatShortDay(day),
    now: nowOf.get(day) ?? null,
    before: beforeOf.get(index) ?? null,
  }));
}

function monthLabel(day: IsoDay): string {
  return `${formatShortDay(day).split(' ')[1]} ${day.slice(0, 4)}`;
}
