import type { Locator, Page } from '@playwright/test';
import type { Database } from '@/lib/db/client';
import { runCheckIdle } from '@/lib/domain/idle/run';
import { addDays, businessDayInterval } from '@/lib/platform/time/business-day';
import { currentInstant } from '@/lib/platform/time/clock';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';
import { DayScene, type Owner } from '@/test/day-scene';
import { zoneWithLocalHour } from '@/test/local-hour-zone';
import { type BusyFloor, test as base, newFloor } from './test';

export type WorkingDay = BusyFloor & {
  scene: DayScene;
  people: { amara: Owner; bela: Owner; jose: Owner; dee: Owner };
  /** A local time of today, `HH:MM`. */
  at(time: string, day?: IsoDay): EpochSeconds;
  /** Scores today anew, as the worker does. */
  rescore(): Promise<void>;
};

const HOUR = 3_600;

export const test = base.extend<{ day: WorkingDay }>({
  day: async ({ database, manager, context }, use) => {
    await context.addCookies(manager.cookies);
    await use(await workingDay(database));
  },
});

/** A figure of the dashboard by what it opens. */
export function tile(page: Page, detail: string): Locator {
  return page.locator(`[data-tile=${detail}]`);
}

/** Says that changes arrive by themselves. */
export function liveMark(page: Page): Locator {
  return page.getByText('Live', { exact: true });
}

/**
 * A floor between 14:00 and 15:00 local time, whenever the test runs, as facts scored by the real scorer. Amara packs 30 at
 * each full hour from 6:00 to 13:00 (240, and 20 of nobody known; yesterday 25, 200 in all; last week 100 at 8:00), with a
 * break, and has been quiet since. Bela went home at 13:00, José is on a break since 13:40, Dee left without a scan.
 */
async function workingDay(database: Database): Promise<WorkingDay> {
  const timeZone = zoneWithLocalHour(14, currentInstant());
  const floor = await newFloor(database, { timeZone, dailyGoalItems: 400 });
  const { today, yesterday } = floor;
  const { site } = floor.floor;
  const scene = await DayScene.at(database, site);
  const at = (time: string, day = today) => {
    const [hours = 0, minutes = 0] = time.split(':').map(Number);
    return businessDayInterval(site, day).start + hours * HOUR + minutes * 60;
  };
  const people = {
    amara: await scene.person('Amara Okafor'),
    bela: await scene.person('Bela Lindqvist'),
    jose: await scene.person('José Ferreira'),
    dee: await scene.person('Dee Novak'),
  };
  const { amara, bela, jose, dee } = people;
  const nobody = { employeeId: null, identityId: await scene.login('unmapped') };
  const hours = [6, 7, 8, 9, 10, 11, 12, 13];

  await scene.punch(amara, at('06:00'), null);
  await scene.pause(amara, at('10:15'), at('10:45'));
  for (const hour of hours) await scene.scan(amara, 'Packing', 30, at(`${hour}:00`));
  await scene.scan(nobody, 'Packing', 20, at('09:00'));
  await scene.punch(bela, at('06:00'), at('13:00'));
  await scene.scan(bela, 'Heat Press', 40, at('12:00'));
  await scene.punch(jose, at('08:00'), null);
  await scene.pause(jose, at('13:40'), null);
  await scene.scan(jose, 'Labeling', 200, at('13:00'), 30 * 60);
  await scene.punch(dee, at('07:00'), at('09:00'));

  await scene.punch(amara, at('06:00', yesterday), at('14:00', yesterday));
  for (const hour of hours) await scene.scan(amara, 'Packing', 25, at(`${hour}:00`, yesterday));
  const lastWeek = addDays(today, -7);
  await scene.punch(amara, at('06:00', lastWeek), at('18:00', lastWeek));
  await scene.scan(amara, 'Packing', 100, at('08:00', lastWeek));

  const ids = [...Object.values(people).flatMap(({ employeeId }) => employeeId ?? []), 0];
  const score = async (days: IsoDay[]) => {
    await scene.request(ids, days);
    await scene.drain(currentInstant());
  };
  await score([today, yesterday, lastWeek]);
  await runCheckIdle(database, site, currentInstant());
  return { ...floor, scene, people, at, rescore: () => score([today]), path: `/?site=${site.code}` };
}
