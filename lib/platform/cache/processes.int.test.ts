import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type PrivateServer, startRedis } from '@/scripts/lib/private-servers';
import { waitUntil } from '@/scripts/lib/processes';
import { eventually } from '@/test/eventually';
import { suspend } from '@/test/suspend';
import { monotonicMillis } from '../time/clock';
import type { CacheEntryPolicy } from './keys';
import { CacheProcess } from './test-support';

/** contract.md 6, sentence by sentence, between real processes. */

let folder: string;
let server: PrivateServer;
let one: CacheProcess;
let two: CacheProcess;
let tests = 0;
let policy: CacheEntryPolicy;
const opened: CacheProcess[] = [];

function startProcess(url = server.url): Promise<CacheProcess> {
  const started = new CacheProcess(url, 'processes');
  opened.push(started);
  return started.ready();
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hub-cache-'));
  server = await startRedis({ dir: folder });
  [one, two] = await Promise.all([startProcess(), startProcess()]);
});

afterAll(async () => {
  for (const each of opened) each.kill();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(() => {
  tests += 1;
  policy = {
    name: `value-${tests}`,
    key: `value-${tests}`,
    tags: [`tag-${tests}`],
    freshMillis: 30_000,
    aloneFreshMillis: 5_000,
  };
});

describe('two processes with one cache', () => {
  it('load once for any number of concurrent misses, however long it takes', async () => {
    const loads = [one.started.length, two.started.length];
    const asked = Array.from({ length: 40 }, (_, index) =>
      (index % 2 === 0 ? one : two).load(policy, 'value', { waits: true }),
    );
    const begun = () => one.started.length + two.started.length - Number(loads[0]) - Number(loads[1]);
    await waitUntil(() => begun() === 1, 60_000, 'the load to begin');
    const askedAt = monotonicMillis();
    // Longer than the lock of a dead process would hold: the living one keeps it.
    await waitUntil(() => monotonicMillis() - askedAt > 2_500, 60_000, 'a long load');
    await Promise.all([one.release(), two.release()]);
    const answers = await Promise.all(asked);
    expect(begun()).toBe(1);
    expect(answers.every(({ data, state }) => data === 'value' && state === 'live')).toBe(true);
  });

  it('do not wait forever for one that died during its load', async () => {
    const doomed = await startProcess();
    doomed.load(policy, 'never', { waits: true }).catch(() => undefined);
    await waitUntil(() => doomed.started.length === 1, 60_000, 'the load to begin');
    doomed.kill();
    expect((await one.load(policy, 'value')).data).toBe('value');
  });

  it('give the last good value of either, marked stale, when a load fails', async () => {
    const { asOf } = await one.load(policy, 'good');
    await one.clear([...policy.tags]);
    expect(await two.load(policy, 'new', { fails: true })).toEqual({ data: 'good', asOf, state: 'stale' });
    await eventually(async () => {
      expect(await two.load(policy, 'better')).toMatchObject({ data: 'better', state: 'live' });
    });
  });

  it('tell the error when there is no good value', async () => {
    await expect(one.load(policy, 'value', { fails: true })).rejects.toThrow('could not load value');
    expect((await two.load(policy, 'value')).data).toBe('value');
  });

  it('never keep a load of one that began before a clearing by the other', async () => {
    const early = one.load(policy, 'old', { waits: true });
    await waitUntil(() => one.started.at(-1) === 'old', 60_000, 'the load to begin');
    await two.clear([...policy.tags]);
    expect((await two.load(policy, 'new')).data).toBe('new');
    await one.release();
    expect((await early).data).toBe('old');
    expect((await two.load(policy, 'again')).data).toBe('new');
    await eventually(async () => expect((await one.load(policy, 'again')).data).toBe('new'));
    const late = await startProcess();
    expect((await late.load(policy, 'again')).data).toBe('new');
    expect(late.started).toEqual([]);
    // Nor does the late one become the last good value.
    await one.clear([...policy.tags]);
    expect(await late.load(policy, 'x', { fails: true })).toMatchObject({ data: 'new', state: 'stale' });
  });

  it('count hits, misses, stale values and errors per kind, each its own', async () => {
    await one.load(policy, 'value');
    await one.load(policy, 'value');
    await two.load(policy, 'value');
    await two.clear([...policy.tags]);
    await two.load(policy, 'value', { fails: true });
    const never = { ...policy, name: `${policy.name}-never`, key: `${policy.key}-never` };
    await two.load(never, 'x', { fails: true }).catch(() => undefined);
    expect((await one.counters())[policy.name]).toEqual({ hit: 1, miss: 1, stale: 0, error: 0 });
    expect((await two.counters())[policy.name]).toEqual({ hit: 1, miss: 0, stale: 1, error: 0 });
    expect((await two.counters())[never.name]).toEqual({ hit: 0, miss: 0, stale: 0, error: 1 });
  });

  it('load each for itself while Redis hangs, and share again when it answers', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'hub-cache-'));
    const slow = await startRedis({ dir });
    try {
      const [here, there] = await Promise.all([startProcess(slow.url), startProcess(slow.url)]);
      await here.load(policy, 'before');
      await here.clear([...policy.tags]);
      await suspend(slow.pid);
      const other = { ...policy, key: `${policy.key}-other` };
      const answers = await Promise.all([here.load(other, 'mine'), there.load(other, 'own')]);
      expect(answers.map(({ data, state }) => [data, state])).toEqual([
        ['mine', 'live'],
        ['own', 'live'],
      ]);
      process.kill(slow.pid, 'SIGCONT');
      let round = 0;
      await eventually(async () => {
        round += 1;
        const fresh = { ...policy, key: `${policy.key}-${round}` };
        await here.load(fresh, 'shared');
        expect((await there.load(fresh, 'not shared')).data).toBe('shared');
      });
    } finally {
      process.kill(slow.pid, 'SIGCONT');
      await slow.stop();
      rmSync(dir, { recursive: true, force: true });
    }
  });

  it('load each for itself while Redis is gone, and tell each other what was cleared when it is back', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'hub-cache-'));
    const first = await startRedis({ dir });
    const [here, there] = await Promise.all([startProcess(first.url), startProcess(first.url)]);
    await here.load(policy, 'before');
    expect((await there.load(policy, 'x')).data).toBe('before');
    await first.stop();
    await here.clear([...policy.tags]);
    expect((await here.load(policy, 'mine')).data).toBe('mine');
    const again = await startRedis({ dir, port: first.port });
    try {
      // What the other one still had of the time before is not given any more.
      await eventually(async () => {
        expect((await there.load(policy, 'after')).data).not.toBe('before');
      });
      let round = 0;
      await eventually(async () => {
        round += 1;
        const fresh = { ...policy, key: `${policy.key}-${round}` };
        await here.load(fresh, 'shared');
        expect((await there.load(fresh, 'not shared')).data).toBe('shared');
      });
    } finally {
      await again.stop();
      rmSync(dir, { recursive: true, force: true });
    }
  });
});
