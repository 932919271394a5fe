import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { connecteamQuota } from '@/lib/db/schema/connecteam';
import { openTestDatabase } from '@/test/database';
import { databaseQuotaStore } from './quota-store';
import { runSyncEmployees } from './run';
import {
  at,
  type Bench,
  DAY,
  HOUR,
  hire,
  linkEverybody,
  NOON,
  startBench,
  storedAlerts,
  storedRuns,
  storedShifts,
  sync,
  takeRequests,
} from './test-support';

const db = openTestDatabase();
const ACTIVITIES = '*/time-activities';

async function benchWithShift(options: Parameters<typeof startBench>[1] = {}) {
  const bench = await startBench(db, options);
  const userId = hire(bench);
  bench.world.addShift({ userId, clockId: bench.clockId, start: NOON - 3 * HOUR, end: NOON - HOUR });
  return bench;
}

function callsTo(bench: Bench, ending: string): number {
  return bench.requests.filter((request) => request.path.endsWith(ending)).length;
}

describe('refused credentials', () => {
  it('stops after one call, raises an alert without the key in it, and closes it with the next good answer', async () => {
    const bench = await benchWithShift();
    bench.control.disableApiKey();
    const result = await sync(bench);
    expect(result).toMatchObject({ status: 'failed', reason: expect.stringContaining('CONNECTEAM_API_KEY') });
    expect(bench.requests).toHaveLength(1);
    expect(await storedAlerts(bench)).toMatchObject([
      { kind: 'connecteam_auth', severity: 'critical', status: 'open', openedAt: NOON, dueAt: NOON + 900 },
    ]);
    bench.time.now += 300;
    await sync(bench);
    expect(await storedAlerts(bench)).toMatchObject([{ status: 'open', openedAt: NOON, updatedAt: NOON + 300 }]);
    expect(JSON.stringify([await storedAlerts(bench), await storedRuns(bench), result])).not.toContain('simulator-key');
    bench.control.enableApiKey();
    await sync(bench);
    expect(await storedAlerts(bench)).toMatchObject([{ status: 'resolved', openKey: null, resolvedBy: 'system' }]);
    bench.control.disableApiKey();
    await sync(bench);
    expect((await storedAlerts(bench)).map((alert) => alert.status).sort()).toEqual(['open', 'resolved']);
  });

  it('keeps what was read before the key was disabled in the middle of a run', async () => {
    const bench = await benchWithShift();
    bench.world.addClock({ name: 'Yard' });
    await sync(bench);
    takeRequests(bench);
    const userId = hire(bench);
    bench.world.addShift({ userId, clockId: bench.clockId, start: NOON - 600, end: NOON });
    bench.control.beforeServing({ path: ACTIVITIES, after: 1 }, () => bench.control.disableApiKey());
    expect(await sync(bench)).toMatchObject({ status: 'partial', counts: { clocks: 1, inserted: 1 } });
    expect(await storedAlerts(bench)).toMatchObject([{ status: 'open' }]);
    expect(await storedShifts(bench)).toHaveLength(2);
  });

  it('names the plan when the operations hub is missing, without an alert about the key', async () => {
    const bench = await benchWithShift();
    bench.control.setModes({ operationsHub: false });
    expect(await sync(bench)).toMatchObject({ status: 'failed', reason: expect.stringContaining('Expert plan') });
    expect(await storedAlerts(bench)).toEqual([]);
    expect(bench.requests).toHaveLength(1);
  });
});

describe('client credentials', () => {
  const credentials = { clientId: 'hub-client', clientSecret: 'hub-client-secret' };

  it('fetches a token once and renews it when it is refused', async () => {
    const bench = await benchWithShift({ client: { credentials } });
    bench.control.addOAuthClient(credentials);
    await sync(bench);
    await sync(bench);
    expect(callsTo(bench, '/oauth/v1/token')).toBe(1);
    for (const badBearerStatus of [401, 403] as const) {
      // The server's clock runs ahead, so that the token ends before we expect it.
      const clockSkewSeconds = bench.control.modes.clockSkewSeconds + 2 * DAY;
      bench.control.setModes({ badBearerStatus, clockSkewSeconds });
      expect(await sync(bench)).toMatchObject({ status: 'success' });
    }
    expect(callsTo(bench, '/oauth/v1/token')).toBe(3);
    bench.time.now += 2 * DAY;
    expect(await sync(bench)).toMatchObject({ status: 'success' });
    expect(callsTo(bench, '/oauth/v1/token')).toBe(4);
  });

  it('reports refused client credentials and a missing scope for what they are', async () => {
    const bench = await benchWithShift({ client: { credentials } });
    const refused = await sync(bench);
    expect(refused).toMatchObject({ status: 'failed', reason: expect.stringContaining('CONNECTEAM_CLIENT_ID') });
    expect(JSON.stringify(refused)).not.toContain('hub-client-secret');
    expect(await storedAlerts(bench)).toMatchObject([{ kind: 'connecteam_auth' }]);
    bench.control.addOAuthClient({ ...credentials, scopes: ['users.read'] });
    expect(await sync(bench)).toMatchObject({ status: 'failed', reason: expect.stringContaining('time_clock.read') });
    expect(await runSyncEmployees(bench.deps)).toMatchObject({ status: 'success' });
  });
});

describe('a source in trouble', () => {
  it.each([
    { kind: 'status', status: 500 },
    { kind: 'status', status: 502 },
    { kind: 'truncated_json' },
    { kind: 'connection_reset' },
    { kind: 'redirect' },
  ] as const)('tries again with growing pauses after $kind', async (effect) => {
    const bench = await benchWithShift();
    bench.control.addFault({ path: ACTIVITIES, times: 3, effect });
    expect(await sync(bench)).toMatchObject({ status: 'success', counts: { inserted: 1 } });
    expect(bench.slept).toEqual([750, 1500, 3000]);
    expect(await storedShifts(bench)).toHaveLength(1);
  });

  it.each([{ kind: 'timeout' }, { kind: 'slow_body', delayMs: 5_000 }] as const)(
    'gives up waiting for $kind and tries again',
    async (effect) => {
      const bench = await benchWithShift({ client: { timeoutMillis: 500 } });
      bench.control.addFault({ path: ACTIVITIES, times: 1, effect });
      expect(await sync(bench)).toMatchObject({ status: 'success', counts: { inserted: 1 } });
    },
  );

  it('calls at most five times for one answer and thirty times in a run', async () => {
    const bench = await benchWithShift();
    for (let count = 0; count < 11; count++) bench.world.addClock({ name: `Hall ${count}` });
    await sync(bench);
    takeRequests(bench);
    bench.control.addFault({ path: '*', times: 1_000, effect: { kind: 'status', status: 503 } });
    expect(await sync(bench)).toMatchObject({ status: 'failed' });
    expect(takeRequests(bench)).toHaveLength(5);
    bench.control.clearFaults();
    bench.control.addFault({ path: '*', times: 1_000, effect: { kind: 'truncated_json' } });
    expect(await sync(bench)).toMatchObject({ status: 'failed' });
    expect(takeRequests(bench).length).toBeLessThanOrEqual(30);
  });

  it('completes with the next run after one that failed half-way', async () => {
    const bench = await benchWithShift();
    const yard = bench.world.addClock({ name: 'Yard' }).id;
    const userId = hire(bench, undefined, [yard]);
    bench.world.addShift({ userId, clockId: yard, start: NOON - 2 * HOUR, end: NOON });
    bench.control.addFault({ path: ACTIVITIES, after: 1, times: 5, effect: { kind: 'status', status: 500 } });
    expect(await sync(bench)).toMatchObject({ status: 'partial', counts: { clocks: 1, inserted: 1 } });
    expect(await storedShifts(bench)).toHaveLength(1);
    expect(await sync(bench)).toMatchObject({ status: 'success', counts: { clocks: 2, inserted: 1 } });
    expect(await storedShifts(bench)).toHaveLength(2);
  });
});

describe('too many requests', () => {
  it.each([429, 200] as const)(
    'waits for the reset after a refusal with status %s, then goes on',
    async (throttleStatus) => {
      const bench = await benchWithShift({ now: at('2026-10-14T12:00:20-05:00') });
      bench.control.setModes({ throttleStatus });
      bench.control.beforeServing({ path: ACTIVITIES }, () => bench.control.consumeQuota(100));
      expect(await sync(bench)).toMatchObject({ status: 'success', counts: { inserted: 1 } });
      expect(bench.slept).toEqual([40_000]);
    },
  );

  it('makes no call before the reset, also from another process, and ends without having slept for long', async () => {
    const accountKey = `test-${randomUUID()}`;
    const quota = databaseQuotaStore(db, accountKey);
    const bench = await benchWithShift({ now: at('2026-10-14T12:00:20-05:00'), client: { quota } });
    bench.control.setLimits({ day: 50 });
    bench.control.consumeQuota(50);
    expect(await sync(bench)).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('until 2026-10-15T00:00:00Z'),
    });
    expect(bench.slept).toEqual([]);
    expect(takeRequests(bench)).toHaveLength(1);
    expect(await sync(bench)).toMatchObject({ status: 'failed' });
    expect(takeRequests(bench)).toHaveLength(0);
    const [row] = await db.select().from(connecteamQuota).where(eq(connecteamQuota.accountKey, accountKey));
    expect(row).toMatchObject({ dayLimit: 50, dayRemaining: 0, blockedUntil: at('2026-10-15T00:00:00Z') });
    bench.time.now = at('2026-10-15T00:00:00Z');
    expect(await sync(bench)).toMatchObject({ status: 'success' });
  });

  it('backs off longer and longer when the reset lies in the past', async () => {
    const bench = await benchWithShift();
    bench.control.setModes({ clockSkewSeconds: -7 * DAY });
    bench.control.setLimits({ minute: 0 });
    expect(await sync(bench)).toMatchObject({ status: 'failed' });
    expect(bench.slept).toEqual([12_000, 24_000, 48_000]);
    expect(takeRequests(bench)).toHaveLength(4);
    expect(await sync(bench)).toMatchObject({ status: 'failed' });
    expect(takeRequests(bench).length).toBeLessThanOrEqual(1);
  });

  it('ends partial when the quota runs out between two clocks', async () => {
    const bench = await benchWithShift();
    bench.world.addClock({ name: 'Yard' });
    await sync(bench);
    bench.control.beforeServing({ path: ACTIVITIES, after: 1 }, () => bench.control.consumeQuota(10_000));
    expect(await sync(bench)).toMatchObject({ status: 'partial', counts: { clocks: 1 } });
  });
});

describe('a small plan', () => {
  it('never makes more than 60 % of the day’s calls, and starts anew the next day', async () => {
    const bench = await benchWithShift();
    bench.control.setPlan('sbp');
    for (let run = 0; run < 100; run++) {
      await sync(bench);
      bench.time.now += 30;
    }
    expect(bench.requests.filter((request) => request.status === 200)).toHaveLength(60);
    expect(await sync(bench)).toMatchObject({ status: 'failed', reason: expect.stringContaining('Our share') });
    bench.time.now += DAY;
    expect(await sync(bench)).toMatchObject({ status: 'success' });
  });

  it('spaces planned runs so that the calls last, and runs ordered ones at once', async () => {
    const bench = await benchWithShift();
    bench.control.setPlan('sbp');
    await sync(bench, { isScheduled: true });
    takeRequests(bench);
    let runs = 0;
    for (let slot = 0; slot < 24; slot++) {
      bench.time.now += 300;
      const { counts } = await sync(bench, { isScheduled: true });
      if (counts.tooSoon === undefined) runs += 1;
    }
    expect(runs).toBe(4);
    expect(takeRequests(bench)).toHaveLength(4);
    expect(await sync(bench)).toMatchObject({ status: 'success', counts: { clocks: 1 } });
  });

  it('runs every planned slot on a usual plan', async () => {
    const bench = await benchWithShift();
    await linkEverybody(bench);
    for (let slot = 0; slot < 3; slot++) {
      expect(await sync(bench, { isScheduled: true })).toMatchObject({ counts: { clocks: 1 } });
      bench.time.now += 295;
    }
  });
});
