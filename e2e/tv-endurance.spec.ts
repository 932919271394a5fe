import { createHash, randomBytes } from 'node:crypto';
import type { Page } from '@playwright/test';
import { tvScreens } from '@/lib/db/schema/access';
import { SCREEN_COOKIE } from '@/lib/platform/auth/screens';
import { type BusyFloor, expect, test } from './support/test';

/** A paired screen in the browser of `page`, without the detour over a code. */
async function openPaired(page: Page, floor: BusyFloor): Promise<void> {
  const token = randomBytes(32).toString('base64url');
  await floor.floor.database.insert(tvScreens).values({
    siteId: floor.floor.site.id,
    name: 'Hall',
    settings: {
      playlist: [
        { board: 'leaderboard', seconds: 40 },
        { board: 'departments', seconds: 20 },
        { board: 'heat', seconds: 20 },
        { board: 'streaks', seconds: 20 },
      ],
    },
    status: 'active',
    tokenHash: createHash('sha256').update(token).digest('hex'),
  });
  await page.context().clearCookies();
  await page.context().addCookies([{ name: SCREEN_COOKIE, value: token, url: test.info().project.use.baseURL ?? '' }]);
}

test('a new version loads by itself, once', async ({ page, busyFloor }) => {
  await openPaired(page, busyFloor);
  let loads = 0;
  page.on('load', () => {
    loads += 1;
  });
  let isDeployed = false;
  await page.route('**/api/tv/screen', async (route) => {
    const response = await route.fetch();
    const own = await response.json();
    await route.fulfill({ response, json: isDeployed ? { ...own, build: 'the-next-build' } : own });
  });
  await page.goto('/tv');
  await expect(page.getByText('Amara O.')).toBeVisible();
  isDeployed = true;
  // The screen asks what it is whenever its connection is made anew.
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await expect.poll(() => loads, { timeout: 40_000 }).toBe(2);
  await expect(page.getByText('Amara O.')).toBeVisible();
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await page.waitForResponse('**/api/tv/screen');
  await page.waitForResponse('**/api/tv/floor', { timeout: 1_000 }).catch(() => undefined);
  expect(loads).toBe(2);
});

test('twelve hours leave the memory flat', async ({ page, busyFloor }) => {
  test.setTimeout(300_000);
  await openPaired(page, busyFloor);
  // The stream of a whole shift, from the page's own timers: a sign of life every 5 s, changed numbers every 30 s.
  await page.addInitScript(() => {
    const real = window.fetch.bind(window);
    let count = 0;
    class Stream extends EventTarget {
      readyState = 1;
      onopen: (() => void) | null = null;
      onerror: (() => void) | null = null;
      #beat: number;
      #floor: number;
      constructor() {
        super();
        const say = (name: string, data: unknown) =>
          this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data) }));
        const build = Reflect.get(window, 'ownBuild');
        this.#beat = window.setInterval(() => {
          const at = new Date().toISOString();
          say('heartbeat', { at, today: at.slice(0, 10), build, isWatching: true });
        }, 5_000);
        this.#floor = window.setInterval(() => {
          const floor = structuredClone(Reflect.get(window, 'ownFloor'));
          if (floor === undefined) return;
          count += 1;
          floor.asOf = new Date().toISOString().replace(/\.\d+Z/, 'Z');
          for (const [index, one] of floor.people.entries()) one.points += count * (1 + (index % 3));
          floor.people.sort((a: { points: number }, b: { points: number }) => b.points - a.points);
          floor.people.forEach((one: { rank: number }, index: number) => {
            one.rank = index + 1;
          });
          say('floor', floor);
        }, 30_000);
        window.setTimeout(() => this.onopen?.(), 10);
      }
      close() {
        window.clearInterval(this.#beat);
        window.clearInterval(this.#floor);
      }
    }
    Object.assign(window, { EventSource: Stream });
    const remember = async () => {
      const own = await (await real('/api/tv/screen')).json();
      const floor = await (await real('/api/tv/floor')).json();
      Object.assign(window, { ownBuild: own.build, ownFloor: floor });
    };
    void remember();
  });
  await page.clock.install();
  await page.goto('/tv');
  await page.waitForFunction(() => Reflect.get(window, 'ownFloor') !== undefined);
  const session = await page.context().newCDPSession(page);
  const heapMegabytes = async () => {
    await session.send('HeapProfiler.collectGarbage');
    await session.send('HeapProfiler.collectGarbage');
    return (await session.send('Runtime.getHeapUsage')).usedSize / 1024 ** 2;
  };
  const hours = async (count: number) => {
    for (let step = 0; step < count * 4; step += 1) await page.clock.runFor(15 * 60_000);
  };
  await hours(1);
  const before = await heapMegabytes();
  await hours(11);
  const after = await heapMegabytes();
  expect(after - before).toBeLessThan(5);
  await expect(page.getByTestId('stage')).toBeVisible();
  const nodes = await page.evaluate(() => document.querySelectorAll('*').length);
  expect(nodes).toBeLessThan(2_000);
});
