import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LiveObserver } from '@/lib/domain/leaderboard/live-feed';
import type { Site } from '@/lib/domain/sites/schema';
import type { FloorVariant } from './prepare';
import { ScreenFeed } from './screen-feed';

const SITE = { id: 1, code: 'main', timeZone: 'America/Chicago', dayStart: '00:00' } as Site;
const NAMES: FloorVariant = { nameFormat: 'short', cut: 12, hasNews: true };
const TEAMS: FloorVariant = { nameFormat: null, cut: 0, hasNews: false };

/** A feed whose floors are counted, in a process of its own making. */
function makeFeed() {
  let now = 1_772_460_000;
  let loads = 0;
  let observer: LiveObserver | undefined;
  const state = { versions: new Map([[1, 1]]), hasDatabase: true, isStopped: false, answer: Promise.resolve() };
  const feed = new ScreenFeed(SITE, {
    clock: { now: () => now },
    build: 'b1',
    observe: (one) => {
      observer = one;
      return () => undefined;
    },
    isWatching: () => true,
    loadFloor: async ({ nameFormat }) => {
      loads += 1;
      const number = loads;
      await state.answer;
      if (!state.hasDatabase) throw new Error('away');
      return JSON.stringify({ number, nameFormat });
    },
    readVersions: async () => {
      if (!state.hasDatabase) throw new Error('away');
      return state.versions;
    },
    heartbeatMillis: 5_000,
    checkMillis: 4_000,
    refreshMillis: 60_000,
    onEmpty: () => {
      state.isStopped = true;
    },
  });
  return {
    feed,
    state,
    loads: () => loads,
    changed: () => observer?.changed(),
    pass: async (seconds: number) => {
      now += seconds;
      await vi.advanceTimersByTimeAsync(seconds * 1_000);
    },
    /** A screen, with the events it was sent. */
    open: async (id: number, variant = NAMES) => {
      const gone = new AbortController();
      const stream = await feed.open({ id, version: 1, variant }, null, gone.signal, () => undefined);
      const heard: { event: string; data: Record<string, unknown> }[] = [];
      const screen = { heard, isEnded: false, leave: () => gone.abort(), numbers: () => numbersOf(heard) };
      const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
      const read = async (): Promise<void> => {
        const { done, value } = await reader.read();
        if (done) {
          screen.isEnded = true;
          return;
        }
        const event = /^event: (.*)$/m.exec(value)?.[1];
        const data = /^data: (.*)$/m.exec(value)?.[1];
        if (event !== undefined && data !== undefined) heard.push({ event, data: JSON.parse(data) });
        return read();
      };
      void read();
      await vi.advanceTimersByTimeAsync(0);
      return screen;
    },
  };
}

function numbersOf(heard: readonly { event: string; data: Record<string, unknown> }[]) {
  return heard.filter(({ event }) => event === 'floor').map(({ data }) => data.number);
}

describe('the screens of a site', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('are sent one floor that was prepared once, and one more with each change', async () => {
    const { open, state, loads, changed, pass } = makeFeed();
    state.versions = new Map([1, 2, 3, 4].map((id) => [id, 1]));
    const screens = await Promise.all([open(1), open(2), open(3)]);
    expect(loads()).toBe(1);
    changed();
    changed();
    await pass(2);
    expect(loads()).toBe(2);
    for (const screen of screens) expect(screen.numbers()).toEqual([1, 2]);
    const teams = await open(4, TEAMS);
    expect(teams.heard[0]?.data).toMatchObject({ nameFormat: null });
    expect(loads()).toBe(3);
  });

  it('are sent what time alone changed, once a minute', async () => {
    const { open, pass } = makeFeed();
    const screen = await open(1);
    await pass(59);
    expect(screen.numbers()).toEqual([1]);
    await pass(63);
    expect(screen.numbers()).toEqual([1, 2, 3]);
  });

  it('are told of a change that happened while the first floor was on its way', async () => {
    const { open, state, changed, pass } = makeFeed();
    let arrive = () => {};
    state.answer = new Promise((resolve) => {
      arrive = resolve;
    });
    const opening = open(1);
    changed();
    await pass(2);
    arrive();
    const screen = await opening;
    await pass(2);
    expect(screen.numbers()).toEqual([1, 2]);
  });

  it('hear that nobody watches while the database is away, and get the floor when it is back', async () => {
    const { open, state, pass } = makeFeed();
    const screen = await open(1);
    const watching = () => screen.heard.findLast(({ event }) => event === 'heartbeat')?.data.isWatching;
    await pass(6);
    expect(watching()).toBe(true);
    state.hasDatabase = false;
    await pass(10);
    expect(watching()).toBe(false);
    state.hasDatabase = true;
    await pass(10);
    expect(watching()).toBe(true);
    expect(screen.numbers()).toEqual([1, 2]);
  });

  it('are cut off within seconds when they were changed or removed, and the others are not', async () => {
    const { open, state, pass } = makeFeed();
    state.versions = new Map([1, 2, 3].map((id) => [id, 1]));
    const [kept, changed, removed] = [await open(1), await open(2), await open(3)];
    state.versions = new Map([
      [1, 1],
      [2, 2],
    ]);
    await pass(5);
    expect([kept.isEnded, changed.isEnded, removed.isEnded]).toEqual([false, true, true]);
  });

  it('leave nothing behind when the last one goes', async () => {
    const { open, feed, state, loads, pass } = makeFeed();
    const screen = await open(1);
    screen.leave();
    await pass(1);
    expect(feed.screenCount).toBe(0);
    expect(state.isStopped).toBe(true);
    await pass(300);
    expect(loads()).toBe(1);
  });
});
