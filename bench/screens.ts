import { randomBytes } from 'node:crypto';
import { tvScreens } from '@/lib/db/schema/access';
import { SCREEN_BOARDS } from '@/lib/domain/screens/rules';
import { type ScreenSettings, screenSettings } from '@/lib/domain/screens/schema';
import { hashOfScreenToken, SCREEN_COOKIE } from '@/lib/platform/auth/screens';
import { monotonicMillis } from '@/lib/platform/time/clock';
import { waitUntil } from '../scripts/lib/processes';
import { type CountingWay, openCountingWay } from './counting-way';
import { LiveListener } from './live-listener';
import { median } from './measure';
import { type OwnHub, sendScan, withOwnHub } from './own-hub';
import { type ProcessUse, processUse } from './process-use';
import type { Finding } from './report';
import { measureFrames } from './screen-frames';
import type { YearData } from './year-data';

const SECTION = 'screens';
const SCREENS = 100;
const OPENED_AT_ONCE = 25;
const WARM_UP = 10;
const CHANGES = 20;
/** In the statement of the board and no other of the web server's. */
const BOARD_STATEMENT = 'AS rank_of_day';
const LIMIT_MILLIS = 20_000;
/** Screens are told at most once a second. */
const PAUSE_MILLIS = 1_300;
const ITEMS = 2;

/** A hundred screens on one web server. */
export async function benchScreens(data: YearData): Promise<Finding[]> {
  const way = await openCountingWay(data.databaseUrl, BOARD_STATEMENT);
  try {
    return await withOwnHub(data, (hub) => measureScreens(hub, data, way), { webDatabaseUrl: way.databaseUrl });
  } finally {
    await way.close();
  }
}

/** One screen, in a browser on a slow device. */
export function benchFrames(data: YearData): Promise<Finding[]> {
  return withOwnHub(data, (hub) => measureFrames(hub, (settings) => pairScreen(hub, data, settings)));
}

/** The token of a new screen. */
async function pairScreen(hub: OwnHub, { db }: YearData, settings: Partial<ScreenSettings>): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await db.insert(tvScreens).values({
    siteId: hub.own.site.id,
    name: 'Hall',
    settings: screenSettings.parse(settings),
    status: 'active',
    tokenHash: hashOfScreenToken(token),
  });
  return token;
}

async function measureScreens(hub: OwnHub, data: YearData, way: CountingWay): Promise<Finding[]> {
  const wall = new Wall(hub);
  const playlist = SCREEN_BOARDS.map((board) => ({ board, seconds: 20 }));
  const grow = async (count: number) => {
    const tokens = Array.from({ length: count }, () => pairScreen(hub, data, { playlist }));
    await wall.open(await Promise.all(tokens));
  };
  try {
    await grow(1);
    for (let change = 0; change < WARM_UP; change += 1) await wall.change();
    const alone = await costOf(wall, way);
    const before = use(hub);
    while (wall.size < SCREENS) await grow(Math.min(OPENED_AT_ONCE, SCREENS - wall.size));
    await pause(PAUSE_MILLIS);
    const opened = use(hub);
    const many = await costOf(wall, way);
    const finding = (what: string, value: number, unit: Finding['unit'], note: string): Finding => ({
      section: SECTION,
      what: `${SCREENS} screens: ${what}`,
      value,
      unit,
      target: null,
      note,
    });
    const findings = [
      {
        ...finding(
          'boards computed per change',
          many.statements,
          'statements',
          `statements of the board that the web server sent to the database, over ${CHANGES} changes; each change is a scan through web and worker`,
        ),
        target: { is: 'at most' as const, value: 1 },
      },
      finding(
        'a scan on the last of them',
        median(many.millis),
        'ms',
        `from sending the scan until each screen has been sent the floor with it; median of ${CHANGES}, longest ${Math.max(...many.millis).toFixed(0)} ms; ${wall.bytes} bytes to each`,
      ),
    ];
    // Without /proc there is nothing to be said.
    if (before === null || opened === null) return findings;
    return [
      ...findings,
      finding(
        'memory',
        opened.memoryMegabytes - before.memoryMegabytes,
        'MB',
        `what the web server grew by while ${SCREENS - 1} came to the first, resident, of ${opened.memoryMegabytes.toFixed(0)} MB`,
      ),
      finding(
        'processor time per change',
        many.cpuMillis - alone.cpuMillis,
        'ms',
        `of the web server beyond the ${alone.cpuMillis.toFixed(0)} ms that a change takes with one screen`,
      ),
    ];
  } finally {
    wall.stop();
  }
}

type Cost = { millis: number[]; statements: number; cpuMillis: number };

async function costOf(wall: Wall, way: CountingWay): Promise<Cost> {
  const [statements, cpu] = [way.count(), use(wall.hub)?.cpuMillis ?? Number.NaN];
  const millis: number[] = [];
  for (let change = 0; change < CHANGES; change += 1) millis.push(await wall.change());
  return {
    millis,
    statements: (way.count() - statements) / CHANGES,
    cpuMillis: ((use(wall.hub)?.cpuMillis ?? Number.NaN) - cpu) / CHANGES,
  };
}

/** Screens as far as the server knows: each has a token and listens. */
class Wall {
  readonly hub: OwnHub;
  readonly #listeners: LiveListener[] = [];
  /** Finished items that each screen was last sent. */
  readonly #shown = new Map<number, number>();
  #scans = 0;
  bytes = 0;

  constructor(hub: OwnHub) {
    this.hub = hub;
  }

  get size(): number {
    return this.#listeners.length;
  }

  async open(tokens: readonly string[]): Promise<void> {
    const { address } = this.hub.web;
    const opening = tokens.map((token, index) => {
      const number = this.size + index;
      const headers = { cookie: `${SCREEN_COOKIE}=${token}` };
      return LiveListener.open({ address, headers }, 'board', ({ event, bytes, text }) => {
        if (event !== 'floor') return;
        this.bytes = bytes;
        this.#shown.set(number, Number(/"site":\{"finishedItems":(\d+)/.exec(text())?.[1]));
      });
    });
    this.#listeners.push(...(await Promise.all(opening)));
  }

  /** Somebody scans; resolves with the milliseconds until it is on every screen. */
  async change(): Promise<number> {
    const { workers } = this.hub.own;
    const worker = workers[this.#scans % workers.length];
    if (worker === undefined) throw new RangeError('The bench has no people');
    this.#scans += 1;
    const wanted = (this.#shown.get(0) ?? Number.NaN) + ITEMS;
    const startedAt = monotonicMillis();
    await sendScan(this.hub, { worker, referenceId: `screens-${this.#scans}`, itemsCount: ITEMS });
    const isShown = () => {
      for (const listener of this.#listeners) listener.check();
      return this.#listeners.every((_, number) => (this.#shown.get(number) ?? 0) >= wanted);
    };
    await waitUntil(isShown, LIMIT_MILLIS, `${this.size} screens to show a scan`);
    const millis = monotonicMillis() - startedAt;
    await pause(PAUSE_MILLIS);
    return millis;
  }

  stop(): void {
    for (const listener of this.#listeners) listener.stop();
  }
}

function use({ web }: OwnHub): ProcessUse | null {
  return processUse(web.program.pid);
}

function pause(millis: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, millis));
}
