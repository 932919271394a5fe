import { QueueEvents } from 'bullmq';
import { randomOf } from '@/demo/floor/random';
import { leaderboard } from '@/lib/domain/leaderboard/schema';
import { liveChannel } from '@/lib/platform/live/messages';
import { QUEUE_NAME, queuePrefix } from '@/lib/platform/queue/wake';
import { openRedis } from '@/lib/platform/redis/redis';
import { monotonicMillis } from '@/lib/platform/time/clock';
import { waitUntil } from '../scripts/lib/processes';
import { LiveListener } from './live-listener';
import { median, quantile } from './measure';
import { type OwnHub, readBoard, sendScan, withOwnHub } from './own-hub';
import type { Finding } from './report';
import type { YearData } from './year-data';

const SECTION = 'live';
const SCANS = 160;
/** The first ones meet a server that has not done this before. */
const WARM_UP = 10;
/** A floor of a hundred people reports a window every second or so. */
const PAUSE_MILLIS = { min: 50, max: 1_150 };
const ITEMS = 3;
const LIMIT_MILLIS = 30_000;
const TARGET_SECONDS = 2;

/** A scan on its way. Times are those of this process; null: not yet. */
type Scan = {
  employeeId: number;
  /** The person's items once it is counted. */
  items: number;
  sentAt: number;
  storedAt: number | null;
  /** The message after which the board's answer had it. */
  toldAt: number | null;
  /** That answer. */
  answeredAt: number | null;
  /** The board on a screen with it. */
  onScreenAt: number | null;
};
/** What is seen from outside of the way between. */
type Stations = { drains: number[]; publications: number[] };

/**
 * From a scan to what people see, on the real processes: sent to the web server, scored by the worker, told on the live
 * channels. A page refetches the board after each message, a screen gets it with the message. Scans come as on a floor,
 * whether the one before is through or not.
 */
export async function benchLive(data: YearData): Promise<Finding[]> {
  return withOwnHub(data, async (hub) => {
    const stations: Stations = { drains: [], publications: [] };
    const watch = await watchStations(hub, stations);
    try {
      const scans = (await followScans(hub)).slice(WARM_UP);
      return findingsOf(scans, stations);
    } finally {
      await watch.stop();
    }
  });
}

async function followScans(hub: OwnHub): Promise<Scan[]> {
  const { own, web, apiKeys } = hub;
  const items = new Map((await readBoard(web)).rows.map((row) => [row.employeeId, row.items]));
  const scans: Scan[] = [];
  const pending = new Set<Scan>();
  const isCounted = (rows: { employeeId: number; items: number }[]) => {
    const shown = new Map(rows.map((row) => [row.employeeId, row.items]));
    return (scan: Scan) => (shown.get(scan.employeeId) ?? 0) >= scan.items;
  };
  const settle = () => {
    for (const scan of pending) if (scan.answeredAt !== null && scan.onScreenAt !== null) pending.delete(scan);
  };
  const troubles: unknown[] = [];
  const refetch = async (toldAt: number) => {
    const isThere = isCounted((await readBoard(web)).rows);
    const answeredAt = monotonicMillis();
    for (const scan of pending) {
      if (scan.answeredAt === null && isThere(scan)) Object.assign(scan, { toldAt, answeredAt });
    }
    settle();
  };
  const address = { address: web.address, headers: { 'x-api-key': apiKeys[0] ?? '' } };
  const page = await LiveListener.open(address, 'dashboard', ({ event, at }) => {
    if (event === 'changed') refetch(at).catch((error: unknown) => troubles.push(error));
  });
  const screen = await LiveListener.open(address, 'board', ({ event, at, text }) => {
    if (event !== 'board' || pending.size === 0) return;
    const isThere = isCounted(leaderboard.parse(JSON.parse(text())).rows);
    for (const scan of pending) if (scan.onScreenAt === null && isThere(scan)) scan.onScreenAt = at;
    settle();
  });
  try {
    const random = randomOf('bench', 'live');
    for (let index = 0; index < SCANS; index += 1) {
      const worker = own.workers[index % own.workers.length];
      if (worker === undefined) throw new RangeError('The bench has no people');
      const scan: Scan = {
        employeeId: worker.employeeId,
        items: (items.get(worker.employeeId) ?? 0) + ITEMS,
        sentAt: monotonicMillis(),
        storedAt: null,
        toldAt: null,
        answeredAt: null,
        onScreenAt: null,
      };
      items.set(scan.employeeId, scan.items);
      scans.push(scan);
      pending.add(scan);
      sendScan(hub, { worker, referenceId: `live-${index}`, itemsCount: ITEMS }).then(
        () => {
          scan.storedAt = monotonicMillis();
        },
        (error: unknown) => troubles.push(error),
      );
      await pause(random.between(PAUSE_MILLIS.min, PAUSE_MILLIS.max));
      if (troubles.length > 0) throw troubles[0];
    }
    await waitUntil(() => pending.size === 0 || troubles.length > 0, LIMIT_MILLIS, 'the last scans to be shown');
    if (troubles.length > 0) throw troubles[0];
    for (const listener of [page, screen]) listener.check();
    return scans;
  } finally {
    page.stop();
    screen.stop();
  }
}

/** When drains begin, by the queue's own events, and when they tell of the day, by their message to the web servers. */
async function watchStations({ redisUrl, own }: OwnHub, { drains, publications }: Stations) {
  const connection = openRedis('queue', redisUrl);
  const events = new QueueEvents(QUEUE_NAME, { connection, prefix: queuePrefix() });
  const drainIds = new Set<string>();
  events.on('added', ({ jobId, name }) => {
    if (name === 'drain-scores') drainIds.add(jobId);
  });
  events.on('active', ({ jobId }) => {
    if (drainIds.has(jobId)) drains.push(monotonicMillis());
  });
  await events.waitUntilReady();
  const subscriber = openRedis('subscribe', redisUrl);
  subscriber.on('message', (_channel, text) => {
    if (text.includes(`"siteId":${own.site.id}`) && text.includes('day-changed')) publications.push(monotonicMillis());
  });
  await subscriber.subscribe(liveChannel());
  return {
    stop: async () => {
      await events.close();
      connection.disconnect();
      subscriber.disconnect();
    },
  };
}

function findingsOf(scans: readonly Scan[], stations: Stations): Finding[] {
  const seconds = (end: (scan: Scan) => number | null) => scans.map((scan) => (known(end(scan)) - scan.sentAt) / 1000);
  const told = seconds((scan) => scan.toldAt);
  const shown = seconds((scan) => scan.answeredAt);
  const onScreen = seconds((scan) => scan.onScreenAt);
  const legs = scans.map((scan) => legsOf(scan, stations));
  const leg = (name: keyof (typeof legs)[number]) => Math.round(median(legs.map((one) => one[name])));
  const profile =
    `where the median goes: ${leg('store')} ms until stored and answered, ${leg('wake')} ms until the worker begins, ` +
    `${leg('score')} ms until it has scored and told, ${leg('tell')} ms until the message is here, ` +
    `${leg('answer')} ms until the board is answered`;
  const finding = (what: string, value: number, hasTarget: boolean, note: string): Finding => ({
    section: SECTION,
    what,
    value,
    unit: 's',
    target: hasTarget ? { is: 'at most', value: TARGET_SECONDS } : null,
    note,
  });
  const perSecond = 2000 / (PAUSE_MILLIS.min + PAUSE_MILLIS.max);
  const how = `${scans.length} scans at random times, ${perSecond.toFixed(1)} a second, on real processes, among the year's data`;
  const of = (values: readonly number[]) =>
    `median ${median(values).toFixed(3)} s, longest ${Math.max(...values).toFixed(3)} s`;
  return [
    finding('scan to message, 95th percentile', quantile(told, 0.95), true, `${how}; ${of(told)}; ${profile}`),
    finding('scan to message, median', median(told), false, 'the same scans'),
    finding('scan to leaderboard answer, 95th percentile', quantile(shown, 0.95), true, of(shown)),
    finding('scan to board on a screen, 95th percentile', quantile(onScreen, 0.95), true, of(onScreen)),
  ];
}

/** Of the message before which the scan was counted: the last publication before it and the drain before that. */
function legsOf(scan: Scan, { drains, publications }: Stations) {
  const [storedAt, toldAt, answeredAt] = [known(scan.storedAt), known(scan.toldAt), known(scan.answeredAt)];
  const publishedAt = publications.find((at) => at > scan.sentAt && at <= toldAt) ?? toldAt;
  const beganAt = drains.findLast((at) => at <= publishedAt) ?? publishedAt;
  return {
    store: storedAt - scan.sentAt,
    wake: Math.max(0, beganAt - storedAt),
    score: publishedAt - Math.max(beganAt, scan.sentAt),
    tell: toldAt - publishedAt,
    answer: answeredAt - toldAt,
  };
}

function known(time: number | null): number {
  if (time === null) throw new Error('A scan never arrived');
  return time;
}

function pause(millis: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, millis));
}
