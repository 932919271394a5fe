import { departmentColour } from '@/lib/domain/departments/prepare';
import { type EpochSeconds, type IsoDay, toIsoInstant } from '@/lib/platform/time/instant';
import { type Effect, efficiencyOf, type PersonSums, sumOfPeople, type Twice, targetShareOf } from './rules';
import type { EffectPreview } from './schema';

type Context = {
  now: EpochSeconds;
  from: IsoDay;
  to: IsoDay;
  requested: number;
  recalculationSeconds: number | null;
  rescored: { from: IsoDay; to: IsoDay } | null;
  /** In flow order. */
  departments: readonly { roleId: number; departmentName: string }[];
  names: ReadonlyMap<number, string>;
  isWithPay: boolean;
};

/** Sums as a preview: largest change first, money for those alone who may see it. */
export function prepareEffect(effect: Effect, context: Context): EffectPreview {
  const { now, from, to, requested, recalculationSeconds, isWithPay } = context;
  const sums = { before: sumOfPeople(effect, 'before'), after: sumOfPeople(effect, 'after') };
  const all = [...effect.departments.values()];
  const departments = context.departments.flatMap(({ roleId, departmentName }, index) => {
    const own = effect.departments.get(roleId);
    if (own === undefined) return [];
    return {
      roleId,
      department: departmentName,
      colour: departmentColour(index),
      points: each(own, ({ pointsThousandths }) => pointsThousandths / 1_000),
      targetShare: each(own, (one) => targetShareOf([one])),
      ...labour(own, isWithPay),
    };
  });
  return {
    asOf: toIsoInstant(now),
    from,
    to,
    personDays: effect.personDays,
    changedPersonDays: effect.changedPersonDays,
    requested,
    rescored: context.rescored,
    recalculationSeconds,
    total: {
      points: each(sums, pointsOf),
      finishedItems: each(sums, ({ finishedItems }) => finishedItems),
      efficiency: each(sums, efficiencyOf),
      targetShare: {
        before: targetShareOf(all.map((one) => one.before)),
        after: targetShareOf(all.map((one) => one.after)),
      },
      ...labour(sums, isWithPay),
    },
    departments,
    days: daysOf(effect),
    people: peopleOf(effect, context),
  };
}

function daysOf(effect: Effect): EffectPreview['days'] {
  return [...effect.days]
    .map(([day, sums]) => ({
      day,
      points: each(sums, pointsOf),
      finishedItems: each(sums, ({ finishedItems }) => finishedItems),
    }))
    .filter(({ points, finishedItems }) => moved(points) > 0 || moved(finishedItems) > 0)
    .sort((a, b) => (a.day < b.day ? 1 : -1));
}

function peopleOf(effect: Effect, { names, isWithPay }: Context): EffectPreview['people'] {
  return [...effect.people]
    .filter(([, person]) => person.changedDays > 0)
    .map(([employeeId, person]) => ({
      employeeId,
      name: names.get(employeeId) ?? `Person ${employeeId}`,
      days: person.days,
      changedDays: person.changedDays,
      points: each(person, pointsOf),
      efficiency: each(person, efficiencyOf),
      ...labour(person, isWithPay),
    }))
    .sort(
      (a, b) => moved(b.points) - moved(a.points) || labourMoved(b) - labourMoved(a) || a.employeeId - b.employeeId,
    );
}

function pointsOf({ pointsHundredths }: Pick<PersonSums, 'pointsHundredths'>): number {
  return pointsHundredths / 100;
}

function each<Sums, Value>({ before, after }: Twice<Sums>, read: (sums: Sums) => Value): Twice<Value> {
  return { before: read(before), after: read(after) };
}

function labour(sums: Twice<{ labourCents: number }>, isWithPay: boolean) {
  return isWithPay ? { labourCents: each(sums, ({ labourCents }) => labourCents) } : {};
}

function moved({ before, after }: Twice<number | null>): number {
  return Math.abs((after ?? 0) - (before ?? 0));
}

function labourMoved({ labourCents }: EffectPreview['people'][number]): number {
  return labourCents === undefined ? 0 : moved(labourCents);
}
