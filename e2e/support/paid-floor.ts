import type { Database } from '@/lib/db/client';
import { employeePayrates } from '@/lib/db/schema/employee-payrates';
import { invalidateTags } from '@/lib/platform/cache/cache';
import { tags } from '@/lib/platform/cache/keys';
import { publishLive } from '@/lib/platform/live/publish';
import { addDays, businessDayOf } from '@/lib/platform/time/business-day';
import { currentInstant } from '@/lib/platform/time/clock';
import type { IsoDay } from '@/lib/platform/time/instant';
import { FactFloor } from '@/test/fact-floor';
import { zoneWithLocalHour } from '@/test/local-hour-zone';

const HOUR = 3_600;
/** Somebody whose name a spreadsheet would run. */
export const FORMULA_NAME = '=SUM(1+1)*cmd';

export type PaidFloor = {
  floor: FactFloor;
  today: IsoDay;
  yesterday: IsoDay;
  /** Scores a person of today again and tells the web process, as the worker does. */
  rescoreToday(employeeId: number): Promise<void>;
  people: { sal: Person; una: Person; two: Person; est: Person };
};
type Person = { employeeId: number; identityId: number };

/**
 * Facts of three days, scored by the real scorer. Yesterday Sal is example 5 of domain.md 12 (a salary of $2,704, labour
 * $110.50), Una at $20 an hour is clocked in for an hour and scans nothing, Two works in two departments on the default
 * rate of $13, and somebody scans without a clock. The day before only Una is there. Today, in the early afternoon, Two is
 * clocked in since an hour.
 */
export async function newPaidFloor(database: Database): Promise<PaidFloor> {
  const now = currentInstant();
  const timeZone = zoneWithLocalHour(13, now);
  const floor = await FactFloor.create(database, { name: 'Riverside warehouse', timeZone, dailyGoalItems: 100 });
  const today = businessDayOf(floor.site, now);
  const [yesterday, before] = [addDays(today, -1), addDays(today, -2)];
  const at = (time: string, day = yesterday) => floor.at(day, time);
  const [sal, una, two, est] = [
    await floor.person('Sal Okafor'),
    await floor.person('Una Brandt'),
    await floor.person('Two Ferreira'),
    await floor.person(FORMULA_NAME),
  ];
  await database.insert(employeePayrates).values([
    { employeeId: sal.employeeId, effectiveFrom: '2020-01-01', payType: 'salary', amountCents: 270_400 },
    { employeeId: una.employeeId, effectiveFrom: '2020-01-01', payType: 'hourly', amountCents: 2_000 },
  ]);
  await floor.punch(sal, at('06:00'), at('14:30'));
  await floor.pause(sal, at('10:00'), at('10:30'), true);
  for (const [time, items] of [
    ['06:00', 100],
    ['07:00', 100],
    ['08:00', 60],
    ['09:00', 60],
    ['10:30', 40],
  ] as const) {
    await floor.scan(sal, 'Heat Press', items, at(time), at(time) + HOUR);
  }
  await floor.scan(sal, 'Heat Press', 40, at('11:30'), at('12:00'));
  await floor.punch(una, at('06:00'), at('07:00'));
  await floor.punch(una, at('06:00', before), at('07:00', before));
  await floor.punch(two, at('06:00'), at('08:00'));
  await floor.scan(two, 'Picking', 100, at('06:00'), at('07:00'));
  await floor.scan(two, 'Packing', 50, at('07:00'), at('08:00'));
  await floor.scan(est, 'Packing', 60, at('09:00'), at('09:30'));
  await floor.punch(two, now - HOUR, null);
  await floor.scan(two, 'Packing', 5, now - HOUR, now - HOUR + 60);
  await floor.score(
    [sal, una, two, est].map((one) => one.employeeId),
    [before, yesterday, today],
    now,
  );
  return {
    floor,
    today,
    yesterday,
    people: { sal, una, two, est },
    rescoreToday: async (employeeId) => {
      await floor.score([employeeId], [today], currentInstant());
      await invalidateTags([tags.day(floor.site.id, today)]);
      await publishLive({ siteId: floor.site.id, type: 'day-changed', date: today });
    },
  };
}
