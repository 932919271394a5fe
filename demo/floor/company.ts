import type { ConnecteamWorld } from '@/demo/connecteam/world';
import { fromIsoInstant } from '@/lib/platform/time/instant';
import { type DemoPerson, hasClock } from './people';
import type { FloorSettings, PlannedPunch } from './plan';
import type { BreakKind } from './shift';

/** The company in the simulated time clock: who is who there, and where they punch. */
export type Company = {
  clockId: number;
  breakTypeIds: Record<BreakKind, string>;
  userIds: ReadonlyMap<string, number>;
};

const FOUNDED_AT = fromIsoInstant('2023-06-01T14:00:00Z');
const PAID_SINCE = '2024-01-01';

/** Moves the floor's company into an empty simulator: one clock, two kinds of break, everybody who clocks in. */
export function foundCompany(world: ConnecteamWorld, { people, timeZone }: FloorSettings): Company {
  const clock = world.addClock({ name: 'Main floor', timezone: timeZone, countsOvernight: true });
  const breakTypeIds = {
    rest: world.addBreakType(clock.id, { name: 'Rest break', isPaid: true, duration: 15 }).id,
    meal: world.addBreakType(clock.id, { name: 'Meal break', isPaid: false, duration: 30 }).id,
  };
  const title = world.addCustomField({ name: 'Title', type: 'str' });
  const userIds = new Map<string, number>();
  for (const [index, person] of people.filter(hasClock).entries()) {
    const { userId } = world.addUser({
      firstName: person.firstName,
      lastName: person.lastName,
      email: person.email,
      createdAt: FOUNDED_AT + index * 60,
      customFields: { [title.id]: titleOf(person) },
    });
    world.assignUser(clock.id, userId);
    if (person.pay.payType === 'hourly') {
      world.addPayRate(userId, { effectiveDate: PAID_SINCE, defaultRate: person.pay.amountCents / 100 });
    }
    userIds.set(person.key, userId);
  }
  return { clockId: clock.id, breakTypeIds, userIds };
}

/**
 * Does one punch in the simulated time clock, dated when it was planned. The same punches in the same order give the
 * same records with the same ids. Throws RangeError when it does not fit what was done before.
 */
export function punch(world: ConnecteamWorld, company: Company, planned: PlannedPunch): void {
  const { at } = planned;
  const userId = company.userIds.get(planned.personKey);
  if (userId === undefined) throw new RangeError(`"${planned.personKey}" is not at the time clock`);
  switch (planned.verb) {
    case 'clock_in':
      world.clockIn(userId, company.clockId, { at });
      return;
    case 'start_break':
      world.startBreak(userId, { at, breakTypeId: company.breakTypeIds[planned.breakKind], layout: planned.layout });
      return;
    case 'end_break':
      world.endBreak(userId, { at });
      return;
    case 'clock_out':
      world.clockOut(userId, { at });
      return;
    case 'correct_clock_out': {
      const forgotten = world.openShift(userId);
      if (forgotten === null) throw new RangeError(`"${planned.personKey}" has no forgotten clock-out to correct`);
      world.editShift(forgotten.id, { end: planned.clockOut, managerNote: 'Clock-out was forgotten' });
    }
  }
}

function titleOf(person: DemoPerson): string {
  return person.kind === 'supervisor' ? 'Floor supervisor' : `Associate, ${person.station}`;
}
