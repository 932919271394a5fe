import { Agent, get } from 'node:http';
import type { LiveChannel } from '@/lib/domain/leaderboard/live-feed';
import { monotonicMillis } from '@/lib/platform/time/clock';
import { waitUntil } from '../scripts/lib/processes';
import { type CountingWay, openCountingWay } from './counting-way';
import { LiveListener } from './live-listener';
import { median } from './measure';
import { type OwnHub, sendScan, withOwnHub } from './own-hub';
import { type ProcessUse, processUse } from './process-use';
import type { Finding } from './report';
import type { YearData } from './year-data';

const SECTION = 'listeners';
const LISTENERS = 500;
const OPENED_AT_ONCE = 100;
const CHANGES = 20;
/** Until the server has found its pace: changes that are not measured. */
const WARM_UP = 15;
/** In the statement of the board and no other of the web server's. */
const BOARD_STATEMENT = 'AS rank_of_day';
const LIMIT_MILLIS = 20_000;
/** Longer than changes are gathered for. */
const PAUSE_MILLIS = 500;
const ITEMS = 2;

/** What changes cost with a number of listeners, per change. */
type Cost = { spreads: number[]; answered: number[]; statements: number; cpuMillis: number };
type Crowd = {
  channel: LiveChannel;
  many: Cost;
  /** Processor time of a change with a single listener, before and after the crowd. */
  alone: number;
  memory: number | null;
  bytes: number;
};

/** Five hundred live listeners on one web server: screens that get the board, then pages that fetch it when told. */
export async function benchListeners(data: YearData): Promise<Finding[]> {
  const way = await openCountingWay(data.databaseUrl, BOARD_STATEMENT);
  try {
    return await withOwnHub(
      data,
      async (hub) => [
        ...findingsOf('screens', await measureCrowd(hub, way, 'board')),
        ...findingsOf('pages', await measureCrowd(hub, way, 'dashboard')),
      ],
      { webDatabaseUrl: way.databaseUrl },
    );
  } finally {
    await way.close();
  }
}

async function measureCrowd(hub: OwnHub, way: CountingWay, channel: LiveChannel): Promise<Crowd> {
  const crowd = new ListeningCrowd(hub, channel);
  try {
    await crowd.grow(1);
    await crowd.costOfChanges(way, WARM_UP);
    const aloneBefore = await crowd.costOfChanges(way, CHANGES);
    const before = use(hub);
    while (crowd.size < LISTENERS) await crowd.grow(Math.min(OPENED_AT_ONCE, LISTENERS - crowd.size));
    const opened = use(hub);
    const many = await crowd.costOfChanges(way, CHANGES);
    await crowd.shrink(1);
    const aloneAfter = await crowd.costOfChanges(way, CHANGES);
    return {
      channel,
      many,
      alone: (aloneBefore.cpuMillis + aloneAfter.cpuMillis) / 2,
      memory: before && opened ? opened.memoryMegabytes - before.memoryMegabytes : null,
      bytes: crowd.bytesOfChange,
    };
  } finally {
    crowd.stop();
  }
}

class ListeningCrowd {
  readonly #hub: OwnHub;
  readonly #channel: LiveChannel;
  readonly #listeners: LiveListener[] = [];
  readonly #agent = new Agent({ keepAlive: true, maxSockets: LISTENERS });
  /** When each listener heard of the change under way, and got the board that it then asked for. */
  #heardAt: number[] = [];
  #answeredAt: number[] = [];
  #trouble: Error | undefined;
  #scans = 0;
  #bytes = 0;

  constructor(hub: OwnHub, channel: LiveChannel) {
    this.#hub = hub;
    this.#channel = channel;
  }

  get size(): number {
    return this.#listeners.length;
  }

  get bytesOfChange(): number {
    return this.#bytes;
  }

  async shrink(size: number): Promise<void> {
    for (const listener of this.#listeners.splice(size)) listener.stop();
    await pause(PAUSE_MILLIS);
  }

  async grow(count: number): Promise<void> {
    const change = this.#channel === 'board' ? 'board' : 'changed';
    const { web, apiKeys } = this.#hub;
    const opening = Array.from({ length: count }, (_, index) => {
      const apiKey = apiKeys[index % apiKeys.length] ?? '';
      let isGreeted = this.#channel === 'dashboard'; // whose greeting has another name
      return LiveListener.open(
        { address: web.address, headers: { 'x-api-key': apiKey } },
        this.#channel,
        ({ event, at, bytes }) => {
          if (event !== change) return;
          this.#bytes = bytes;
          if (isGreeted) this.#hear(at, apiKey);
          isGreeted = true;
        },
      );
    });
    this.#listeners.push(...(await Promise.all(opening)));
    await pause(PAUSE_MILLIS);
  }

  /** Changes one after the other, each heard (and the board fetched, by pages) by everybody before the next. */
  async costOfChanges(way: CountingWay, changes: number): Promise<Cost> {
    const hub = this.#hub;
    const cost: Cost = { spreads: [], answered: [], statements: 0, cpuMillis: 0 };
    const statementsBefore = way.count();
    for (let change = 0; change < changes; change += 1) {
      this.#heardAt = [];
      this.#answeredAt = [];
      this.#scans += 1;
      const worker = hub.own.workers[this.#scans % hub.own.workers.length];
      if (worker === undefined) throw new RangeError('The bench has no people');
      const before = use(hub);
      await sendScan(hub, { worker, referenceId: `${this.#channel}-${this.#scans}`, itemsCount: ITEMS });
      await waitUntil(() => this.#isDone(), LIMIT_MILLIS, `${this.size} listeners to hear of a change`);
      const first = Math.min(...this.#heardAt);
      cost.spreads.push(Math.max(...this.#heardAt) - first);
      if (this.#answeredAt.length > 0) cost.answered.push(Math.max(...this.#answeredAt) - first);
      await pause(PAUSE_MILLIS);
      const after = use(hub);
      cost.cpuMillis += before && after ? (after.cpuMillis - before.cpuMillis) / changes : Number.NaN;
      if (this.#heardAt.length > this.size) throw new Error('A change was told more than once');
    }
    cost.statements = (way.count() - statementsBefore) / changes;
    return cost;
  }

  stop(): void {
    for (const listener of this.#listeners) listener.stop();
    this.#agent.destroy();
  }

  #hear(at: number, apiKey: string): void {
    this.#heardAt.push(at);
    if (this.#channel === 'board') return;
    const url = `${this.#hub.web.address}/api/dashboard/leaderboard`;
    get(url, { agent: this.#agent, headers: { 'x-api-key': apiKey } }, (response) => {
      if (response.statusCode !== 200) this.#trouble = new Error(`The board answered ${response.statusCode}.`);
      response.on('end', () => this.#answeredAt.push(monotonicMillis())).resume();
    }).on('error', (error) => {
      this.#trouble = error;
    });
  }

  #isDone(): boolean {
    if (this.#trouble !== undefined) throw this.#trouble;
    for (const listener of this.#listeners) listener.check();
    const waited = this.#channel === 'board' ? this.#heardAt : this.#answeredAt;
    return waited.length >= this.size;
  }
}

function findingsOf(who: string, { channel, many, alone, memory, bytes }: Crowd): Finding[] {
  const finding = (what: string, value: number, unit: Finding['unit'], note: string): Finding => ({
    section: SECTION,
    what: `${LISTENERS} ${who}: ${what}`,
    value,
    unit,
    target: null,
    note,
  });
  const of = (values: readonly number[]) =>
    `median of ${CHANGES} changes, longest ${Math.max(...values).toFixed(0)} ms`;
  const hundreds = (LISTENERS - 1) / 100;
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
      'a change at the first to the last',
      median(many.spreads),
      'ms',
      `${of(many.spreads)}; ${bytes} bytes to each; the listeners share this machine with the server`,
    ),
  ];
  if (channel === 'dashboard') {
    const note = `${of(many.answered)}; from the first message until everybody has fetched the board anew`;
    findings.push(finding('the board at the last', median(many.answered), 'ms', note));
  }
  // Without /proc there is nothing to be said.
  if (memory === null) return findings;
  const board = channel === 'board' ? 'the board is written to each' : 'each fetches the board';
  findings.push(
    finding('memory per 100', memory / hundreds, 'MB', 'what the web server grew by while they came, resident'),
    finding(
      'processor time per 100 and change',
      (many.cpuMillis - alone) / hundreds,
      'ms',
      `of the web server, ${board}; with a single listener a change takes ${alone.toFixed(0)} ms, with ${LISTENERS} ${many.cpuMillis.toFixed(0)} ms`,
    ),
  );
  return findings;
}

function use({ web }: OwnHub): ProcessUse | null {
  return processUse(web.program.pid);
}

function pause(millis: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, millis));
}
