import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type PrivateServer, startRedis } from '@/scripts/lib/private-servers';
import { eventually } from '@/test/eventually';
import { suspend } from '@/test/suspend';
import { openRedis } from '../redis/redis';
import { monotonicMillis } from '../time/clock';
import { Cache } from './cache';
import type { CacheEntryPolicy } from './keys';

let folder: string;
let server: PrivateServer;
const connections: ReturnType<typeof openRedis>[] = [];
let prefixes = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hub-cache-'));
  server = await startRedis({ dir: folder });
});

afterAll(async () => {
  for (const connection of connections) connection.disconnect();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

function newPrefix(): string {
  prefixes += 1;
  return `test${prefixes}`;
}

/** A cache as a process of its own would have it. */
async function processOn(prefix: string, url = server.url, clock?: { now(): number }): Promise<Cache> {
  const commands = openRedis('cache', url);
  const subscriber = openRedis('subscribe', url);
  connections.push(commands, subscriber);
  await eventually(() => {
    expect(commands.status).toBe('ready');
    expect(subscriber.status).toBe('ready');
  });
  return new Cache({ redis: { commands, subscriber }, prefix, clock });
}

const policy = (name: string, changes: Partial<CacheEntryPolicy> = {}): CacheEntryPolicy => ({
  name,
  key: name,
  tags: [`tag-of-${name}`],
  freshMillis: 30_000,
  aloneFreshMillis: 5_000,
  ...changes,
});

/** A load that can be let go on by hand. */
function gate<T>() {
  const { promise, resolve } = Promise.withResolvers<T>();
  return { promise, open: resolve };
}

describe('the cache on Redis', () => {
  it('loads once for any number of askers at the same time, over processes', async () => {
    const prefix = newPrefix();
    const [one, two] = [await processOn(prefix), await processOn(prefix)];
    const held = gate<string>();
    const load = vi.fn(() => held.promise);
    const asked = Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? one : two).load(policy('single'), load));
    await eventually(() => expect(load).toHaveBeenCalled());
    held.open('value');
    const answers = await Promise.all(asked);
    expect(load).toHaveBeenCalledTimes(1);
    expect(answers.every((answer) => answer.data === 'value' && answer.state === 'live')).toBe(true);
  });

  it('gives another process what the first one loaded', async () => {
    const prefix = newPrefix();
    const [one, two] = [await processOn(prefix), await processOn(prefix)];
    await one.load(policy('shared'), async () => ({ rows: ['é', 2, null] }));
    const load = vi.fn(async () => ({ rows: [] as unknown[] }));
    expect((await two.load(policy('shared'), load)).data).toEqual({ rows: ['é', 2, null] });
    // Again, now from its own memory.
    expect((await two.load(policy('shared'), load)).data).toEqual({ rows: ['é', 2, null] });
    expect(load).not.toHaveBeenCalled();
  });

  it('clears by tag in every process', async () => {
    const prefix = newPrefix();
    const [one, two] = [await processOn(prefix), await processOn(prefix)];
    let value = 1;
    const load = async () => value;
    const both = () => Promise.all([one.load(policy('cleared'), load), two.load(policy('cleared'), load)]);
    await both();
    value = 2;
    expect((await both()).map((answer) => answer.data)).toEqual([1, 1]);
    await one.clear(['tag-of-cleared']);
    expect((await one.load(policy('cleared'), load)).data).toBe(2);
    await eventually(async () => expect((await two.load(policy('cleared'), load)).data).toBe(2));
  });

  it('knows of a clearing at once when told to look, without the message', async () => {
    const prefix = newPrefix();
    const [one, two] = [await processOn(prefix), await processOn(prefix)];
    await two.load(policy('rechecked'), async () => 'old');
    await one.clear(['tag-of-rechecked']);
    two.recheck(['tag-of-rechecked']);
    expect((await two.load(policy('rechecked'), async () => 'new')).data).toBe('new');
  });

  it('leaves values with other tags alone', async () => {
    const cache = await processOn(newPrefix());
    await cache.load(policy('kept'), async () => 'kept');
    await cache.clear(['tag-of-other']);
    const load = vi.fn(async () => 'loaded again');
    expect((await cache.load(policy('kept'), load)).data).toBe('kept');
    expect(load).not.toHaveBeenCalled();
  });

  it.each(['the same process', 'another process'])(
    'never keeps a load that began before a clearing in %s',
    async (where) => {
      const prefix = newPrefix();
      const [one, two] = [await processOn(prefix), await processOn(prefix)];
      const clearer = where === 'the same process' ? one : two;
      const held = gate<string>();
      const started = vi.fn();
      const early = one.load(policy('late'), () => {
        started();
        return held.promise;
      });
      await eventually(() => expect(started).toHaveBeenCalled());
      await clearer.clear(['tag-of-late']);
      const after = await clearer.load(policy('late'), async () => 'new');
      expect(after.data).toBe('new');
      held.open('old');
      expect((await early).data).toBe('old'); // it was asked before the change
      const load = vi.fn(async () => 'loaded once more');
      expect((await clearer.load(policy('late'), load)).data).toBe('new');
      await eventually(async () => expect((await one.load(policy('late'), load)).data).toBe('new'));
      expect(load).not.toHaveBeenCalled();
    },
  );

  it('gives the last good value, marked stale and with its age, when loading fails, and the new one afterwards', async () => {
    let now = 1_800_000_000;
    const cache = await processOn(newPrefix(), server.url, { now: () => now });
    await cache.load(policy('stale'), async () => 'good');
    await cache.clear(['tag-of-stale']);
    now += 200;
    const fails = async () => {
      throw new Error('database away');
    };
    const stale = await cache.load(policy('stale'), fails);
    expect(stale).toEqual({ data: 'good', asOf: 1_800_000_000, state: 'stale' });
    await eventually(async () => {
      expect(await cache.load(policy('stale'), async () => 'better')).toEqual({
        data: 'better',
        asOf: 1_800_000_200,
        state: 'live',
      });
    });
    expect(cache.counters().stale).toMatchObject({ miss: 2, error: 0 });
    expect(cache.counters().stale?.stale).toBeGreaterThanOrEqual(1);
  });

  it('gives the last good value of another process too', async () => {
    const prefix = newPrefix();
    const [one, two] = [await processOn(prefix), await processOn(prefix)];
    await one.load(policy('inherited'), async () => 'good');
    await two.clear(['tag-of-inherited']);
    const answer = await two.load(policy('inherited'), () => Promise.reject(new Error('away')));
    expect(answer).toMatchObject({ data: 'good', state: 'stale' });
  });

  it('tells the error when there is no good value or it is too old', async () => {
    let now = 1_800_000_000;
    const cache = await processOn(newPrefix(), server.url, { now: () => now });
    const fails = () => Promise.reject(new Error('database away'));
    await expect(cache.load(policy('failing'), fails)).rejects.toThrow('database away');
    await cache.load(policy('failing'), async () => 'good');
    await cache.clear(['tag-of-failing']);
    now += 30 + 600 + 1;
    await expect(cache.load(policy('failing'), fails)).rejects.toThrow('database away');
    expect(cache.counters().failing).toEqual({ hit: 0, miss: 1, stale: 0, error: 2 });
  });

  it('counts hits and misses per kind of value', async () => {
    const cache = await processOn(newPrefix());
    for (let time = 0; time < 3; time += 1) await cache.load(policy('counted'), async () => 1);
    expect(cache.counters().counted).toEqual({ hit: 2, miss: 1, stale: 0, error: 0 });
  });

  it('lets another process load when the one that had the turn died', async () => {
    const prefix = newPrefix();
    const cache = await processOn(prefix);
    const redis = openRedis('cache', server.url);
    connections.push(redis);
    await eventually(() => expect(redis.status).toBe('ready'));
    // What a process leaves behind that was killed during its load: the lock, about to run out.
    await redis.set(`${prefix}:lock:orphan@0`, 'of a dead process', 'PX', 300);
    expect((await cache.load(policy('orphan'), async () => 'value')).data).toBe('value');
  });
});

describe('the cache while Redis fails', () => {
  it('misses instead of failing when Redis goes, and uses it again when it is back', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'hub-cache-'));
    const first = await startRedis({ dir });
    const cache = await processOn('down', first.url);
    await cache.load(policy('outage'), async () => 'before');
    await first.stop();
    let loads = 0;
    const load = async () => {
      loads += 1;
      return `load ${loads}`;
    };
    // What was known stays until Redis must be asked again; a cleared tag counts at once.
    await cache.clear(['tag-of-outage']);
    expect(await cache.load(policy('outage'), load)).toMatchObject({ data: 'load 1', state: 'live' });
    expect((await cache.load(policy('outage'), load)).data).toBe('load 1');
    await cache.clear(['tag-of-outage']);
    expect((await cache.load(policy('outage'), load)).data).toBe('load 2');
    await expect(cache.load(policy('bad'), () => Promise.reject(new Error('x')))).rejects.toThrow('x');
    const again = await startRedis({ dir, port: first.port });
    try {
      const other = await processOn('down', again.url);
      // The clearing made during the outage reaches the others: they do not find "before" any more.
      await eventually(async () => {
        const answer = await cache.load(policy('outage', { key: 'probe' }), async () => 'probe');
        expect((await other.load(policy('outage', { key: 'probe' }), async () => 'own')).data).toBe(answer.data);
      });
      expect((await other.load(policy('outage'), async () => 'after')).data).not.toBe('before');
    } finally {
      await again.stop();
      rmSync(dir, { recursive: true, force: true });
    }
  });

  it('waits once for a Redis that hangs, and for what comes next not at all', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'hub-cache-'));
    const slow = await startRedis({ dir });
    try {
      const cache = await processOn('slow', slow.url);
      await suspend(slow.pid);
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, index) => cache.load(policy(`slow-${index}`), async () => index)),
      );
      expect(answers.map((answer) => answer.data)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
      const laterAt = monotonicMillis();
      await cache.load(policy('slow-later'), async () => 1);
      // A command waits for a second before it is given up.
      expect(monotonicMillis() - laterAt).toBeLessThan(900);
    } finally {
      process.kill(slow.pid, 'SIGCONT');
      await slow.stop();
      rmSync(dir, { recursive: true, force: true });
    }
  });

  it('works in one process without Redis, fresh for the shorter time only', async () => {
    const cache = new Cache();
    const short = policy('alone', { aloneFreshMillis: 40 });
    let value = 1;
    const load = async () => value;
    expect((await cache.load(short, load)).data).toBe(1);
    value = 2;
    expect((await cache.load(short, load)).data).toBe(1);
    await eventually(async () => expect((await cache.load(short, load)).data).toBe(2));
    value = 3;
    await cache.clear(['tag-of-alone']);
    expect((await cache.load(short, load)).data).toBe(3);
  });
});
