import type { HourlyRoleTotal, PersonDayResult, RolesOnDay } from '@/lib/domain/scoring/types';
import type { IsoDay } from '@/lib/platform/time/instant';

/** Days that a preview looks at, today the last of them. */
export const PREVIEW_DAYS = 30;

/** More than so many person-days would keep people waiting, and the web server busy. */
export const MAX_PERSON_DAYS = 10_000;

/** The latest whole days that hold at most `max` person-days, at least one day; and the first of the days looked at. */
export function latestDays<Day extends { scoreDate: IsoDay }>(
  scored: readonly Day[],
  from: IsoDay,
  max: number = MAX_PERSON_DAYS,
): { personDays: Day[]; from: IsoDay } {
  if (scored.length <= max) return { personDays: [...scored], from };
  const byDay = [...Map.groupBy(scored, ({ scoreDate }) => scoreDate)].sort(([a], [b]) => (a < b ? 1 : -1));
  let kept = 0;
  const days = byDay.filter(([, own], index) => {
    kept += own.length;
    return index === 0 || kept <= max;
  });
  const first = days.at(-1)?.[0] ?? from;
  return { personDays: scored.filter(({ scoreDate }) => scoreDate >= first), from: first };
}

/** Sums over days; points in the units of domain.md 4, money in cents. */
export type PersonSums = {
  items: number;
  finishedItems: number;
  pointsHundredths: number;
  clockedSeconds: number;
  activeSeconds: number;
  labourCents: number;
};
export type DepartmentSums = {
  items: number;
  pointsThousandths: number;
  /** Items of clocked person-days, and the items that were expected of the hours worked (in thousandths x seconds). */
  clockedItems: number;
  expectedThousandthSeconds: number;
  labourCents: number;
};
/** Of the people on one day. */
export type DaySums = { pointsHundredths: number; finishedItems: number };
export type Twice<Sums> = { before: Sums; after: Sums };

/** What a change of rules does to some days: everybody's and every department's sums before and after. */
export type Effect = {
  personDays: number;
  changedPersonDays: number;
  people: Map<number, Twice<PersonSums> & { days: number; changedDays: number }>;
  departments: Map<number, Twice<DepartmentSums>>;
  days: Map<IsoDay, Twice<DaySums>>;
};

export function newEffect(): Effect {
  return { personDays: 0, changedPersonDays: 0, people: new Map(), departments: new Map(), days: new Map() };
}

/** Adds one person-day as it is scored by the old and by the new rules. */
export function addPersonDay(
  effect: Effect,
  employeeId: number,
  {
    before,
    after,
    rolesBefore,
    rolesAfter,
  }: Twice<PersonDayResult> & { rolesBefore: RolesOnDay; rolesAfter: RolesOnDay },
): void {
  if (before.score === null && after.score === null) return;
  const person = effect.people.get(employeeId) ?? {
    before: noPersonSums(),
    after: noPersonSums(),
    days: 0,
    changedDays: 0,
  };
  effect.people.set(employeeId, person);
  const isChanged = !isSameResult(before, after);
  effect.personDays += 1;
  person.days += 1;
  if (isChanged) {
    effect.changedPersonDays += 1;
    person.changedDays += 1;
  }
  const day = effect.days.get(before.day) ?? { before: noDaySums(), after: noDaySums() };
  effect.days.set(before.day, day);
  addDay(day.before, before);
  addDay(day.after, after);
  addScore(person.before, before);
  addScore(person.after, after);
  addRoles(effect, 'before', before, rolesBefore);
  addRoles(effect, 'after', after, rolesAfter);
}

/** Adds a day's work of identities that belong to nobody: it counts for departments alone (domain.md 3). */
export function addUnmapped(effect: Effect, side: 'before' | 'after', totals: readonly HourlyRoleTotal[]): void {
  for (const { roleId, items, pointsThousandths } of totals) {
    const sums = departmentOf(effect, roleId)[side];
    sums.items += items;
    sums.pointsThousandths += pointsThousandths;
  }
}

/** active / clocked, 0 to 1; null when nobody was clocked in. */
export function efficiencyOf({ activeSeconds, clockedSeconds }: Pick<PersonSums, 'activeSeconds' | 'clockedSeconds'>) {
  return clockedSeconds === 0 ? null : activeSeconds / clockedSeconds;
}

/** Items of clocked person-days / items expected of the hours worked (domain.md 7); null when none were expected. */
export function targetShareOf(departments: readonly DepartmentSums[]): number | null {
  const expected = departments.reduce((sum, one) => sum + one.expectedThousandthSeconds, 0);
  const items = departments.reduce((sum, one) => sum + one.clockedItems, 0);
  return expected === 0 ? null : (items * 1_000 * 3_600) / expected;
}

export function sumOfPeople(effect: Effect, side: 'before' | 'after'): PersonSums {
  const sums = noPersonSums();
  for (const person of effect.people.values()) {
    const own = person[side];
    sums.items += own.items;
    sums.finishedItems += own.finishedItems;
    sums.pointsHundredths += own.pointsHundredths;
    sums.clockedSeconds += own.clockedSeconds;
    sums.activeSeconds += own.activeSeconds;
    sums.labourCents += own.labourCents;
  }
  return sums;
}

function noPersonSums(): PersonSums {
  return { items: 0, finishedItems: 0, pointsHundredths: 0, clockedSeconds: 0, activeSeconds: 0, labourCents: 0 };
}

function departmentOf(effect: Effect, roleId: number): Twice<DepartmentSums> {
  const known = effect.departments.get(roleId);
  if (known !== undefined) return known;
  const none = (): DepartmentSums => ({
    items: 0,
    pointsThousandths: 0,
    clockedItems: 0,
    expectedThousandthSeconds: 0,
    labourCents: 0,
  });
  const made = { before: none(), after: none() };
  effect.departments.set(roleId, made);
  return made;
}

function noDaySums(): DaySums {
  return { pointsHundredths: 0, finishedItems: 0 };
}

function addDay(sums: DaySums, { score }: PersonDayResult): void {
  sums.pointsHundredths += score?.pointsHundredths ?? 0;
  sums.finishedItems += score?.finishedItems ?? 0;
}

function addScore(sums: PersonSums, { score, costs }: PersonDayResult): void {
  if (score === null) return;
  sums.items += score.itemsProcessed;
  sums.finishedItems += score.finishedItems;
  sums.pointsHundredths += score.pointsHundredths;
  sums.clockedSeconds += score.clockedSeconds;
  // Of an estimated day nobody knows the hours (domain.md 9, Utilization).
  if (score.clockedSeconds > 0) sums.activeSeconds += score.activeSeconds;
  for (const cost of costs) sums.labourCents += cost.labourCents;
}

function addRoles(effect: Effect, side: 'before' | 'after', result: PersonDayResult, roles: RolesOnDay): void {
  const isClocked = (result.score?.clockedSeconds ?? 0) > 0;
  for (const { roleId, items, pointsThousandths, workedSeconds } of result.roleTotals) {
    const sums = departmentOf(effect, roleId)[side];
    sums.items += items;
    sums.pointsThousandths += pointsThousandths;
    if (isClocked) sums.clockedItems += items;
    sums.expectedThousandthSeconds += workedSeconds * (roles.get(roleId)?.expectedPerHourThousandths ?? 0);
  }
  for (const { roleId, labourCents } of result.costs) {
    if (roleId !== 0) departmentOf(effect, roleId)[side].labourCents += labourCents;
  }
}

function isSameResult(a: PersonDayResult, b: PersonDayResult): boolean {
  return JSON.stringify([a.score, a.roleTotals, a.costs]) === JSON.stringify([b.score, b.roleTotals, b.costs]);
}
