import type { CDPSession } from '@playwright/test';
import { ownScreen, type ScreenFloor, screenFloor } from '@/lib/domain/screens/schema';
import { businessDayOf } from '@/lib/platform/time/business-day';
import { currentInstant } from '@/lib/platform/time/clock';
import { toIsoInstant } from '@/lib/platform/time/instant';
import { instantOfLocal, localSecondOfDay } from '@/lib/platform/time/zone';
import { becomeScreen } from './support/screens';
import { expect, test } from './support/test';

/** Of two zones in which the clocks change alike the one where midnight is far now: the screen begins in the present. */
const hourIn = (zone: string) => localSecondOfDay(zone, currentInstant()) / 3_600;
const ZONE = hourIn('America/Chicago') >= 2 && hourIn('America/Chicago') < 22 ? 'America/Chicago' : 'America/Adak';
/** On the evening before the clocks go forward: twelve hours later it is 09:00. */
const START = instantOfLocal(ZONE, '2040-03-10', 20 * 3_600);
const STEP_SECONDS = 300;
const FLOORS_A_STEP = 4;
/** So long a screen waits at most before it connects again after a silence, which each step is. */
const RETRY_SECONDS = 4;
const HOUR_STEPS = 3_600 / STEP_SECONDS;
const NAMES = ['Amara O.', 'José F.', '雅婷 林', 'محمد الأمين', 'Philippa Grantchester-M.', "Siobhán O'D."];

/** A floor on which everybody is ahead now and then: new firsts and milestones all the time. Each day begins with nobody. */
function floorAt(base: ScreenFloor, date: string, at: number, turn: number): ScreenFloor {
  const people = NAMES.map((name, index) => ({
    employeeId: index + 1,
    name,
    points: turn * 9 + ((turn * (index + 3)) % 17) * 6,
    streak: index,
    yesterdayRank: NAMES.length - index,
    parts: [{ colour: index + 1, points: turn * 9 }],
  })).sort((a, b) => b.points - a.points);
  const finishedItems = turn * 4;
  return {
    ...base,
    asOf: toIsoInstant(at),
    date,
    clockedIn: people.length,
    site: { finishedItems, goalItems: 2_000 },
    people: people.map((one, index) => ({ ...one, rank: index + 1 })),
    pace: { ...base.pace, finishedItems, goalItems: 2_000 },
    streaks: people.map(({ employeeId, name, streak }) => ({ employeeId, name, streak: streak + 2, isBest: true })),
  };
}

test.use({ siteTimeZone: ZONE, reducedMotion: 'no-preference' });

test('twelve hours, a midnight and a change of the clocks leave the memory flat', async ({ page, busyFloor }) => {
  test.setTimeout(240_000); // It computes all the time, and not alone.
  const boards = ['leaderboard', 'pace', 'departments', 'heat', 'streaks'];
  await becomeScreen(page, busyFloor, { playlist: boards.map((board) => ({ board, seconds: 20 })) });
  // The stream says what the test has it say, so that hours pass in seconds.
  await page.addInitScript(() => {
    class Stream extends EventTarget {
      onopen: (() => void) | null = null;
      onerror: (() => void) | null = null;
      constructor() {
        super();
        Object.assign(window, { ownStream: this });
      }
      close() {
        Object.assign(window, { ownStream: null });
      }
    }
    Object.assign(window, { EventSource: Stream });
  });
  await page.clock.install();
  await page.goto('/tv');
  await expect(page.getByText('Amara O.')).toBeVisible();
  const base = screenFloor.parse(await (await page.request.get('/api/tv/floor')).json());
  const own = ownScreen.parse(await (await page.request.get('/api/tv/screen')).json());

  let turn = 0;
  let day = '';
  let last = JSON.stringify(base);
  let present = START;
  // What it asks while its stream is silent is answered as the stream would.
  await page.route('**/api/tv/*', (route) => {
    const path = new URL(route.request().url()).pathname;
    if (path.endsWith('/floor')) return route.fulfill({ body: last, contentType: 'application/json' });
    if (path.endsWith('/beat')) return route.fulfill({ json: { status: 'noted' } });
    return route.fulfill({ json: { ...own, now: toIsoInstant(present) } });
  });
  const step = async (number: number, count = FLOORS_A_STEP) => {
    const at = START + number * STEP_SECONDS;
    const date = businessDayOf(busyFloor.floor.site, at);
    present = at;
    turn = date === day ? turn : 0;
    day = date;
    const floors = Array.from({ length: count }, (_, index) => {
      turn += 1;
      return JSON.stringify(floorAt(base, date, at - count + index, turn));
    });
    const { build } = own;
    const heartbeat = JSON.stringify({ at: toIsoInstant(at), today: date, build, isWatching: true });
    await page.clock.fastForward((STEP_SECONDS - RETRY_SECONDS) * 1_000);
    await page.clock.runFor(RETRY_SECONDS * 1_000);
    const isCelebrating = await page.evaluate(
      async ({ said, alive }) => {
        const stream: EventTarget | null = Reflect.get(window, 'ownStream');
        if (stream === null) throw new Error('The screen does not listen.');
        const settle = () =>
          new Promise((resolve) => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = resolve;
            port2.postMessage(null);
          });
        stream.dispatchEvent(new MessageEvent('heartbeat', { data: alive }));
        for (const data of said) {
          stream.dispatchEvent(new MessageEvent('floor', { data }));
          await settle();
          await settle();
        }
        return document.querySelector('[data-testid=celebration]') !== null;
      },
      { said: floors, alive: heartbeat },
    );
    last = floors.at(-1) ?? last;
    return isCelebrating;
  };

  const session = await page.context().newCDPSession(page);
  let celebrations = 0;
  for (let number = 0; number < HOUR_STEPS; number += 1) await step(number);
  const before = await heapMegabytes(session);
  for (let number = HOUR_STEPS; number <= 12 * HOUR_STEPS; number += 1) celebrations += Number(await step(number));
  const grown = (await heapMegabytes(session)) - before;

  await expect(page.getByTestId('site-clock')).toHaveText('09:00');
  await expect(page.locator('[data-mark]:not([data-mark=source])')).toHaveCount(0);
  expect(celebrations).toBeGreaterThan(20);
  expect(grown).toBeLessThan(5);
  expect(await page.locator('*').count()).toBeLessThan(1_000);

  // Signs of life alone do not make old numbers new.
  await step(12 * HOUR_STEPS + 1, 0);
  await expect(page.locator('[data-mark=stale]')).toHaveText('5 min old');
  test.info().annotations.push({ type: 'heap', description: `${grown.toFixed(2)} MB more after 11 hours` });
});

/** What is left after collection. */
async function heapMegabytes(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize / 1024 ** 2;
}
