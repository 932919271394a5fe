import type { BrowserContext, Page } from '@playwright/test';
import { eq } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { connecteamUsers } from '@/lib/db/schema/connecteam';
import { employeeIdentities } from '@/lib/db/schema/employee-identities';
import { runDrainScores } from '@/lib/domain/scoring/run';
import { getLogger } from '@/lib/platform/log/log';
import { currentInstant } from '@/lib/platform/time/clock';
import type { FactFloor } from '@/test/fact-floor';
import { person as newUser } from './attention';
import { newPeopleFloor, type PeopleFloor } from './people';
import { announce, test as base, signedInCookies } from './test';

/** A site with two people who work, and logins of nobody that worked too. */
export type MappedFloor = PeopleFloor & {
  wren: { employeeId: number; identityId: number };
  otto: { employeeId: number; identityId: number };
  /** Looks like Wren: 30 items of Packing yesterday, 12 today. */
  wrenLogin: number;
  /** Looks like nobody: 100 items of Packing yesterday. */
  benchLogin: number;
  queue(tab?: string): string;
};

type Fixtures = {
  mapped: MappedFloor;
  /** Signs somebody in as an admin, in a browser of their own. */
  signIn(name: string): Promise<BrowserContext>;
};

export const test = base.extend<Fixtures>({
  mapped: async ({ database, context, browser, baseURL }, use) => {
    const admin = await newUser(database, 'Dana Reyes', 'admin');
    await context.addCookies(await signedInCookies(browser, baseURL ?? '', admin));
    await use(await newMappedFloor(database));
  },
  signIn: async ({ database, browser, baseURL }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (name) => {
      const account = await newUser(database, name, 'admin');
      const context = await browser.newContext({ baseURL });
      await context.addCookies(await signedInCookies(browser, baseURL ?? '', account));
      opened.push(context);
      return context;
    });
    for (const context of opened) await context.close();
  },
});

async function newMappedFloor(database: Database): Promise<MappedFloor> {
  const people = await newPeopleFloor(database);
  const { floor, today, yesterday } = people;
  const at = (time: string, day = yesterday) => floor.at(day, time);
  const wren = await floor.person('Wren Halloway');
  const otto = await floor.person('Otto Brandt');
  for (const one of [wren, otto]) {
    await floor.punch(one, at('06:00'), at('14:00'));
    await floor.scan(one, 'Packing', 50, at('07:00'), at('07:30'));
  }
  const wrenLogin = await login(floor, 'wren.halloway@example.com', 'Halloway, Wren');
  await floor.scan(owned(wrenLogin), 'Packing', 30, at('08:00'), at('08:30'));
  await floor.scan(owned(wrenLogin), 'Packing', 12, at('06:00', today), at('06:20', today));
  const benchLogin = await login(floor, 'bench-2', 'Zzyx 2');
  await floor.scan(owned(benchLogin), 'Packing', 100, at('09:00'), at('09:30'));
  await floor.score([0, wren.employeeId, otto.employeeId], [yesterday, today], currentInstant());
  const queue = (tab = 'waiting') => `/admin/mappings?site=${floor.site.code}&tab=${tab}`;
  return { ...people, wren, otto, wrenLogin, benchLogin, queue };
}

const owned = (identityId: number) => ({ employeeId: null, identityId });

/** A login of nobody with a name and an id that is an email or not. */
export async function login(floor: FactFloor, externalId: string, name: string, source = 'api'): Promise<number> {
  const { identityId } = await floor.login();
  await floor.database
    .update(employeeIdentities)
    .set({
      source,
      externalId,
      externalName: name,
      externalEmail: externalId.includes('@') ? externalId : null,
      firstSeenAt: currentInstant() - 3600,
      lastSeenAt: currentInstant() - 60,
    })
    .where(eq(employeeIdentities.id, identityId));
  return identityId;
}

/** A user of the time clock, and the login that they are. */
export async function clockUser(floor: FactFloor, userId: number, first: string, last: string, email: string) {
  await floor.database.insert(connecteamUsers).values({
    siteId: floor.site.id,
    userId,
    firstName: first,
    lastName: last,
    email,
    title: 'Packer',
    userType: 'user',
    isArchived: false,
    firstSeenAt: currentInstant(),
  });
  const identityId = await login(floor, String(userId), `${first} ${last}`, 'connecteam');
  await floor.database
    .update(employeeIdentities)
    .set({ externalEmail: email })
    .where(eq(employeeIdentities.id, identityId));
  return identityId;
}

/** What the worker does once it is woken. */
export async function rescore({ floor, today, yesterday }: PeopleFloor): Promise<void> {
  await runDrainScores({
    db: floor.database,
    site: floor.site,
    clock: { now: currentInstant },
    log: getLogger(),
  });
  await announce(floor, today);
  await announce(floor, yesterday);
}

/** What the boards say of a day: everybody's items and points, and the work of nobody. */
export async function numbersOf(page: Page, { floor }: PeopleFloor, date: string) {
  const [board, team] = await Promise.all([
    page.request.get(`/api/dashboard/leaderboard?site=${floor.site.code}&date=${date}`),
    page.request.get(`/api/dashboard/departments/stats?site=${floor.site.code}&date=${date}`),
  ]);
  const { rows } = await board.json();
  const { rows: departments } = await team.json();
  return {
    people: rows.map((row: { name: string; items: number; points: number }) => [row.name, row.items, row.points]),
    departments: departments.map(
      (row: { department: string; items: number; points: number; unmappedItems?: number }) => [
        row.department,
        row.items,
        row.points,
      ],
    ),
  };
}
