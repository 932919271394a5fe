import { randomBytes } from 'node:crypto';
import type { Page } from '@playwright/test';
import { type PersonDay, personDay } from '@/lib/domain/employees/schema';
import { addDays, businessDayOf } from '@/lib/platform/time/business-day';
import { currentInstant } from '@/lib/platform/time/clock';
import type { IsoDay } from '@/lib/platform/time/instant';
import { FactFloor } from '@/test/fact-floor';
import { zoneWithLocalHour } from '@/test/local-hour-zone';
import { test as base, expect } from './test';

/** A site with real facts, scored by the real scorer, where it is early afternoon now. */
export type PeopleFloor = {
  floor: FactFloor;
  today: IsoDay;
  yesterday: IsoDay;
  path(employeeId: number, date?: IsoDay): string;
};

export const test = base.extend<{ people: PeopleFloor }>({
  people: async ({ database, manager, context }, use) => {
    await context.addCookies(manager.cookies);
    await use(await newPeopleFloor(database));
  },
});

export async function newPeopleFloor(
  database: Parameters<typeof FactFloor.create>[0],
  timeZone = zoneWithLocalHour(13, currentInstant()),
): Promise<PeopleFloor> {
  const code = `e2e-${randomBytes(5).toString('hex')}`;
  const floor = await FactFloor.create(database, { code, name: 'Riverside warehouse', timeZone });
  const today = businessDayOf(floor.site, currentInstant());
  return {
    floor,
    today,
    yesterday: addDays(today, -1),
    path: (employeeId, date) => `/employees/${employeeId}?site=${code}${date === undefined ? '' : `&date=${date}`}`,
  };
}

type Person = { employeeId: number; identityId: number };

/** Yesterday of Wren: heat press and packing, a paid break, three idle periods, a scan off the clock. */
export async function busyDay({ floor, yesterday }: PeopleFloor, name = 'Wren Halloway'): Promise<Person> {
  const at = (time: string) => floor.at(yesterday, time);
  const wren = await floor.person(name);
  await floor.punch(wren, at('06:00:05'), at('10:00:20'));
  await floor.pause(wren, at('08:00'), at('08:20:30'), true);
  await floor.scan(wren, 'Heat Press', 7, at('06:20'), at('06:30'));
  await floor.scan(wren, null, 3, at('06:50'), at('07:00'));
  await floor.scan(wren, 'Packing', 15, at('07:10'), at('07:50'));
  await floor.scan(wren, 'Packing', 11, at('08:25'), at('09:10'));
  await floor.scan(wren, 'Packing', 2, at('10:20'), at('10:30'));
  await floor.score([wren.employeeId], [yesterday], currentInstant());
  return wren;
}

export async function apiDay(page: Page, { floor }: PeopleFloor, person: Person, date?: IsoDay): Promise<PersonDay> {
  const query = `site=${floor.site.code}${date === undefined ? '' : `&date=${date}`}`;
  const answer = await page.request.get(`/api/dashboard/employees/${person.employeeId}/day?${query}`);
  return personDay.parse(await answer.json());
}

export const live = (page: Page) => expect(page.getByText('Live', { exact: true })).toBeVisible();
