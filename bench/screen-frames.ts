import { loadavg } from 'node:os';
import { type Browser, type CDPSession, chromium, type Page } from '@playwright/test';
import { SCREEN_BOARDS } from '@/lib/domain/screens/rules';
import { ownScreen, type ScreenFloor, type ScreenSettings, screenFloor } from '@/lib/domain/screens/schema';
import { SCREEN_COOKIE } from '@/lib/platform/auth/screens';
import { monotonicMillis } from '@/lib/platform/time/clock';
import { fromIsoInstant, toIsoInstant } from '@/lib/platform/time/instant';
import { CHROMIUM_FLAGS, ensureChromium } from '../scripts/lib/chromium';
import { type Frames, traceFrames } from './frame-trace';
import type { OwnHub } from './own-hub';
import type { Finding } from './report';

/** As slow as the cheapest stick behind a television. */
const SLOWDOWN = 6;
const FULL_HD = { width: 1_920, height: 1_080 };
const HD = { width: 1_280, height: 720 };
type Size = typeof FULL_HD;
/** Until everything that is loaded late is there. */
const SETTLE_MILLIS = 7_000;
const SECONDS = 10;
/** Floors come at most once a second. */
const FLOOR_MILLIS = 1_000;
/** Seconds of a board in the playlist; the shortest that can be set. */
const TURN_SECONDS = 5;

/** Nothing but one thing that moves, as the ticker does: what this machine draws at best. */
const EMPTY_PAGE = `<style>
  @keyframes move { to { transform: translateX(600px) } }
  body { background: #111 }
  div { width: 300px; height: 40px; background: #888; animation: move 60s linear infinite }
</style><div></div>`;

/** Stands in for the live connection, so that nothing but the screen itself is measured. */
const OWN_STREAM = `window.EventSource = class extends EventTarget {
  constructor() { super(); window.ownStream = this; setTimeout(() => this.onopen?.(), 50) }
  close() {}
}`;

type Scene = { what: string; size: Size; token: string | null; moves: boolean };

/** How evenly a screen draws on a slow device, beside an empty page, which tells what the machine can do. */
export async function measureFrames(
  hub: OwnHub,
  pair: (settings: Partial<ScreenSettings>) => Promise<string>,
): Promise<Finding[]> {
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: CHROMIUM_FLAGS });
  try {
    const alone = await pair({ playlist: [{ board: 'leaderboard', seconds: 3_600 }] });
    const turns = await pair({ playlist: SCREEN_BOARDS.map((board) => ({ board, seconds: TURN_SECONDS })) });
    const scenes: Scene[] = [
      { what: 'the leaderboard in peace', size: FULL_HD, token: alone, moves: false },
      { what: 'ranks that move every second', size: FULL_HD, token: alone, moves: true },
      { what: 'ranks that move every second, at 720p', size: HD, token: alone, moves: true },
      { what: 'all boards in turn, with new numbers every second', size: FULL_HD, token: turns, moves: true },
    ];
    const empty = await measure(browser, hub, { what: 'nothing', size: FULL_HD, token: null, moves: false });
    const findings: Finding[] = [];
    for (const scene of scenes) findings.push(...findingsOf(scene, await measure(browser, hub, scene), empty.drawn));
    return findings;
  } finally {
    await browser.close();
  }
}

type Measured = Frames & { layouts: number; styles: number; load: number };

async function measure(browser: Browser, { web }: OwnHub, { size, token, moves }: Scene): Promise<Measured> {
  const context = await browser.newContext({ viewport: size });
  try {
    const page = await context.newPage();
    let floor: ScreenFloor | null = null;
    if (token === null) {
      await page.setContent(EMPTY_PAGE);
    } else {
      await context.addCookies([{ name: SCREEN_COOKIE, value: token, url: web.address }]);
      await page.addInitScript(OWN_STREAM);
      await page.goto(`${web.address}/tv`);
      await page.getByTestId('stage').waitFor();
      floor = screenFloor.parse(await (await context.request.get(`${web.address}/api/tv/floor`)).json());
      const { build } = ownScreen.parse(await (await context.request.get(`${web.address}/api/tv/screen`)).json());
      await sayAlive(page, floor, build);
    }
    const session = await context.newCDPSession(page);
    await session.send('Performance.enable');
    await page.waitForTimeout(SETTLE_MILLIS);
    let turn = 0;
    const work = async () => {
      for (const ends = monotonicMillis() + SECONDS * 1_000; monotonicMillis() < ends; ) {
        turn += 1;
        if (moves && floor !== null) {
          floor = nextFloor(floor, turn);
          await say(page, 'floor', floor);
        }
        await page.waitForTimeout(FLOOR_MILLIS);
      }
    };
    const before = await metricsOf(session);
    const computed = await traceFrames(session, SLOWDOWN, work);
    const after = await metricsOf(session);
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
    const { drawn } = await traceFrames(session, 1, work);
    const spent = (name: string) => ((after.get(name) ?? 0) - (before.get(name) ?? 0)) / SECONDS;
    return {
      ...computed,
      drawn,
      layouts: spent('LayoutCount'),
      styles: spent('RecalcStyleCount'),
      load: loadavg()[0] ?? 0,
    };
  } finally {
    await context.close();
  }
}

/** Signs of life every five seconds, as from the server. */
async function sayAlive(page: Page, floor: ScreenFloor, build: string): Promise<void> {
  const beat = JSON.stringify({ today: floor.date, build, isWatching: true });
  await page.evaluate(`setInterval(() => {
    const data = JSON.stringify({ at: new Date().toISOString().slice(0, 19) + 'Z', ...${beat} });
    window.ownStream.dispatchEvent(new MessageEvent('heartbeat', { data }));
  }, 5000)`);
}

async function say(page: Page, event: string, value: object): Promise<void> {
  const data = JSON.stringify(JSON.stringify(value));
  await page.evaluate(`window.ownStream.dispatchEvent(new MessageEvent('${event}', { data: ${data} }))`);
}

/** Somebody further down comes to the front, and another department gains. */
function nextFloor(floor: ScreenFloor, turn: number): ScreenFloor {
  const best = floor.people[0]?.points ?? 0;
  const mover = floor.people[2 + ((turn * 7) % Math.max(1, floor.people.length - 2))]?.employeeId;
  const people = floor.people
    .map((person) => (person.employeeId === mover ? { ...person, points: best - 5 + (turn % 3) * 10 } : person))
    .sort((a, b) => b.points - a.points)
    .map((person, index) => ({ ...person, rank: index + 1 }));
  return {
    ...floor,
    asOf: toIsoInstant(fromIsoInstant(floor.asOf) + 1),
    people,
    site: { ...floor.site, finishedItems: floor.site.finishedItems + 3 },
    pace: { ...floor.pace, finishedItems: floor.pace.finishedItems + 3 },
    departments: floor.departments.map((one, index) => ({
      ...one,
      points: one.points + ((turn * (index + 3)) % 5) * 40,
    })),
  };
}

async function metricsOf(session: CDPSession): Promise<Map<string, number>> {
  const { metrics } = await session.send('Performance.getMetrics');
  return new Map(metrics.map(({ name, value }) => [name, value]));
}

function findingsOf({ what }: Scene, measured: Measured, emptyDrawn: number): Finding[] {
  const { drawn, withRoom, longestTaskMillis, busyMillis, layouts, styles, load } = measured;
  const start = { section: 'frames', target: null };
  const device = `${SLOWDOWN} times slower`;
  return [
    {
      ...start,
      what: `a screen ${device}, ${what}: frames whose work leaves room`,
      value: withRoom * 100,
      unit: '%',
      note:
        `of the sixtieths of a second in ${SECONDS} s, those that the main thread's processor time, ${SLOWDOWN} times as much as here, ` +
        `does not fill: ${busyMillis.toFixed(0)} ms a second, longest task ${longestTaskMillis.toFixed(0)} ms; ` +
        `${layouts.toFixed(1)} layouts and ${styles.toFixed(1)} style passes a second`,
    },
    {
      ...start,
      what: `a screen ${device}, ${what}: frames drawn`,
      value: drawn,
      unit: 'frames/s',
      note:
        `with the browser's own slowdown, without a graphics card, at a load of ${load.toFixed(1)} of the machine; an empty page drew ` +
        `${emptyDrawn.toFixed(1)} in the same run`,
    },
  ];
}
