import { type Browser, type CDPSession, chromium, type Page } from '@playwright/test';
import { SCREEN_BOARDS } from '@/lib/domain/screens/rules';
import type { ScreenSettings } from '@/lib/domain/screens/schema';
import { SCREEN_COOKIE } from '@/lib/platform/auth/screens';
import { monotonicMillis } from '@/lib/platform/time/clock';
import { CHROMIUM_FLAGS, ensureChromium } from '../scripts/lib/chromium';
import { quantile } from './measure';
import { type OwnHub, sendScan } from './own-hub';
import type { Finding } from './report';

/** As slow as the cheapest stick behind a television. */
const SLOWDOWN = 6;
const SIZE = { width: 1920, height: 1080 };
const SETTLE_MILLIS = 5_000;
const SECONDS = 20;
/** Seconds of a board in the playlist; the shortest that can be set. */
const TURN_SECONDS = 5;
/** Enough to overtake several people. */
const LEAP_ITEMS = 150;

type Drawn = { intervals: number[]; layouts: number; layoutMillis: number; scriptMillis: number };

/** How evenly a screen draws on a slow device, beside an empty page, which tells what the machine can do: in peace, while ranks move, and while board follows board. */
export async function measureFrames(
  hub: OwnHub,
  pair: (settings: Partial<ScreenSettings>) => Promise<string>,
): Promise<Finding[]> {
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: CHROMIUM_FLAGS });
  try {
    const alone = await pair({ playlist: [{ board: 'leaderboard', seconds: 3_600 }] });
    const turns = await pair({ playlist: SCREEN_BOARDS.map((board) => ({ board, seconds: TURN_SECONDS })) });
    return [
      findingOf('nothing at all, to compare with', await drawn(browser, hub, null, async () => undefined)),
      findingOf('the leaderboard in peace', await drawn(browser, hub, alone, async () => undefined)),
      findingOf('ranks that move twice a second', await drawn(browser, hub, alone, (turn) => leap(hub, turn), 500)),
      findingOf('all boards in turn', await drawn(browser, hub, turns, (turn) => leap(hub, turn), 2_000)),
    ];
  } finally {
    await browser.close();
  }
}

let leaps = 0;

/** Somebody further down comes to the front. */
async function leap(hub: OwnHub, turn: number): Promise<void> {
  const { workers } = hub.own;
  const worker = workers[(turn * 7) % workers.length];
  if (worker === undefined) throw new RangeError('The bench has no people');
  leaps += 1;
  await sendScan(hub, { worker, referenceId: `leap-${leaps}`, itemsCount: LEAP_ITEMS + leaps * 10 });
}

async function drawn(
  browser: Browser,
  { web }: OwnHub,
  token: string | null,
  meanwhile: (turn: number) => Promise<void>,
  everyMillis = 1_000,
): Promise<Drawn> {
  const context = await browser.newContext({ viewport: SIZE });
  const page = await context.newPage();
  if (token !== null) {
    await context.addCookies([{ name: SCREEN_COOKIE, value: token, url: web.address }]);
    await page.goto(`${web.address}/tv`);
    await page.getByTestId('stage').waitFor();
  }
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable');
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
  await page.waitForTimeout(SETTLE_MILLIS);

  const before = await metricsOf(session);
  const measuring = intervalsOf(page, SECONDS);
  const ends = monotonicMillis() + SECONDS * 1_000;
  for (let turn = 0; monotonicMillis() < ends; turn += 1) {
    await meanwhile(turn);
    await page.waitForTimeout(everyMillis);
  }
  const intervals = await measuring;
  const after = await metricsOf(session);
  await context.close();
  const spent = (name: string) => (after.get(name) ?? 0) - (before.get(name) ?? 0);
  return {
    intervals,
    layouts: spent('LayoutCount'),
    layoutMillis: spent('LayoutDuration') * 1_000,
    scriptMillis: spent('ScriptDuration') * 1_000,
  };
}

/** Milliseconds between the frames that the page was asked for. As text: what tsx adds to functions is not in the page. */
function intervalsOf(page: Page, seconds: number): Promise<number[]> {
  return page.evaluate<number[]>(`new Promise((resolve) => {
    const times = [];
    requestAnimationFrame(function note(at) {
      times.push(at);
      if (at - times[0] < ${seconds * 1_000}) requestAnimationFrame(note);
      else resolve(times.slice(1).map((time, index) => time - times[index]));
    });
  })`);
}

async function metricsOf(session: CDPSession): Promise<Map<string, number>> {
  const { metrics } = await session.send('Performance.getMetrics');
  return new Map(metrics.map(({ name, value }) => [name, value]));
}

function findingOf(what: string, { intervals, layouts, layoutMillis, scriptMillis }: Drawn): Finding {
  const total = intervals.reduce((sum, one) => sum + one, 0);
  const late = intervals.filter((one) => one > 25).length;
  return {
    section: 'screens',
    what: `a screen on a processor ${SLOWDOWN} times slower: ${what}`,
    value: (intervals.length / total) * 1_000,
    unit: 'frames/s',
    target: null,
    note:
      `over ${SECONDS} s at 1080p in Chromium without a graphics card, of 60 a second; 99 of 100 within ${quantile(intervals, 0.99).toFixed(0)} ms, ` +
      `longest ${Math.max(...intervals).toFixed(0)} ms, ${late} came late; per second ${(layouts / SECONDS).toFixed(1)} layouts that took ` +
      `${(layoutMillis / SECONDS).toFixed(1)} ms, scripts ${(scriptMillis / SECONDS).toFixed(1)} ms`,
  };
}
