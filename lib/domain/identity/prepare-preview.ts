import { activitiesByDay, resolvePeriods } from '@/lib/domain/clock/rules';
import { scaledFromDecimal } from '@/lib/domain/scoring/exact';
import { versionOn } from '@/lib/domain/scoring/roles';
import type { Site } from '@/lib/domain/sites/schema';
import { businessDayOf } from '@/lib/platform/time/business-day';
import type { IsoDay } from '@/lib/platform/time/instant';
import type { DatedMultiplier, MovingScan, PeriodAround } from './queries/get-moving-facts';
import { chooseAttributed } from './rules';
import type { MappingPreview } from './schema';

/** Whose facts are: a person's, of a person who is yet to be created, of nobody, or counted nowhere. */
export type Holder =
  | { kind: 'person'; employeeId: number }
  | { kind: 'new' }
  | { kind: 'unmapped' }
  | { kind: 'ignored' };

type Move = {
  site: Site;
  identityIds: readonly number[];
  scans: readonly MovingScan[];
  /** Of the logins and of both people. */
  periods: readonly PeriodAround[];
  multipliers: readonly DatedMultiplier[];
  from: Holder;
  to: Holder;
};

type Sum = { items: number; thousandths: number };
type Day = { leaves: Sum; arrives: Sum; punches: number };

/**
 * What a move of logins takes from one holder and gives to the other, per day of the site and exactly (domain.md 2, 4):
 * a scan belongs to the day of the shift it falls in, which can be another one with other punches. Points are those of the
 * scans, before a day's are rounded.
 */
export function prepareMove(move: Move): Pick<MappingPreview, 'days' | 'total' | 'uncountedScans'> {
  const { site, identityIds, scans, periods, from, to } = move;
  const isMoving = new Set(identityIds);
  const counted = scans.filter((scan) => scan.roleId !== null);
  const versions = Map.groupBy(move.multipliers, (version) => version.roleId);
  const thousandthsOf = (scan: MovingScan, day: IsoDay) => {
    const version = scan.roleId === null ? undefined : versionOn(versions.get(scan.roleId) ?? [], day);
    return version === undefined ? 0 : scan.itemsCount * scaledFromDecimal(version.multiplier, 3);
  };
  const days = new Map<IsoDay, Day>();
  const dayOf = (date: IsoDay): Day => {
    const known = days.get(date) ?? { leaves: nothing(), arrives: nothing(), punches: 0 };
    days.set(date, known);
    return known;
  };
  const before = resolvedOf(site, from, periods, []);
  const after = resolvedOf(site, to, periods, [...isMoving]);
  for (const [side, holder, resolved] of [
    ['leaves', from, before],
    ['arrives', to, after],
  ] as const) {
    if (holder.kind === 'ignored') continue;
    for (const [date, ofDay] of activitiesByDay(site, resolved, counted)) {
      const sum = dayOf(date)[side];
      for (const scan of ofDay) {
        sum.items += scan.itemsCount;
        sum.thousandths += thousandthsOf(scan, date);
      }
    }
  }
  const shiftDays = new Map([...before, ...after].map((period) => [period.id, period.day]));
  for (const period of periods) {
    if (!isMoving.has(period.identityId)) continue;
    dayOf(shiftDays.get(period.id) ?? businessDayOf(site, period.clockIn)).punches += 1;
  }
  const rows = [...days].sort(([a], [b]) => (a < b ? 1 : -1));
  const total = { leaves: nothing(), arrives: nothing(), punches: 0 };
  for (const [, day] of rows) {
    add(total.leaves, day.leaves);
    add(total.arrives, day.arrives);
    total.punches += day.punches;
  }
  return {
    days: rows.map(([date, day]) => ({ date, ...shown(day) })),
    total: shown(total),
    uncountedScans: scans.length - counted.length,
  };
}

/** The shifts of a holder; unmapped work has none. `arriving` logins come to those the person has. */
function resolvedOf(site: Site, holder: Holder, periods: readonly PeriodAround[], arriving: readonly number[]) {
  if (holder.kind === 'unmapped' || holder.kind === 'ignored') return [];
  const own = periods.filter(
    (period) =>
      (holder.kind === 'person' && period.employeeId === holder.employeeId) || arriving.includes(period.identityId),
  );
  return resolvePeriods(site, site.settings, chooseAttributed(own).attributed).periods;
}

function nothing(): Sum {
  return { items: 0, thousandths: 0 };
}

function add(sum: Sum, more: Sum): void {
  sum.items += more.items;
  sum.thousandths += more.thousandths;
}

function shown({ leaves, arrives, punches }: Day) {
  const amount = (sum: Sum) => ({ items: sum.items, points: sum.thousandths / 1000 });
  return { leaves: amount(leaves), arrives: amount(arrives), punches };
}
