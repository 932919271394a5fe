import { describe, expect, it } from 'vitest';
import { syncRuns } from '@/lib/db/schema/runs';
import { createTestSite, openTestDatabase } from '@/test/database';
import { prepareSources } from './prepare';
import { getSourceFacts } from './queries/get-source-facts';

const database = openTestDatabase();
const NOW = 1_780_000_000;

type Run = {
  source?: string;
  type?: string;
  status: 'running' | 'success' | 'partial' | 'failed';
  at: number;
  reason?: string;
};

async function statesOf(runs: Run[]) {
  const site = await createTestSite(database);
  for (const { source = 'connecteam', type = 'sync-clock-times', status, at, reason } of runs) {
    await database.insert(syncRuns).values({
      siteId: site.id,
      source,
      syncType: type,
      status,
      startedAt: at - 5,
      finishedAt: status === 'running' ? null : at,
      heartbeatAt: at,
      details: reason === undefined ? { counts: {} } : { counts: {}, reason },
    });
  }
  const states = prepareSources(await getSourceFacts(database, [site.id], NOW), NOW);
  return states.filter((state) => state.source !== 'scans');
}

describe('the state of a source', () => {
  it('is as good as its last success', async () => {
    expect(
      await statesOf([
        { status: 'failed', at: NOW - 500, reason: 'HTTP 500' },
        { status: 'success', at: NOW - 120 },
      ]),
    ).toEqual([
      { source: 'connecteam', label: 'Connecteam', state: 'ok', lastGoodAt: expect.any(String), reason: null },
    ]);
  });

  it('is failed with the reason and the last success while the newest run failed', async () => {
    const [state] = await statesOf([
      { status: 'success', at: NOW - 400 },
      { status: 'failed', at: NOW - 60, reason: 'Connecteam answered 401' },
      { status: 'running', at: NOW - 5 },
    ]);
    expect(state).toMatchObject({ state: 'failed', reason: 'Connecteam answered 401' });
    expect(Date.parse(state?.lastGoodAt ?? '') / 1000).toBe(NOW - 400);
  });

  it('is stale when the last success is older than it should be', async () => {
    expect(await statesOf([{ status: 'success', at: NOW - 601 }])).toMatchObject([{ state: 'stale' }]);
    expect(await statesOf([{ status: 'success', at: NOW - 600 }])).toMatchObject([{ state: 'ok' }]);
    expect(await statesOf([{ source: 'podfactory', status: 'success', at: NOW - 3_000 }])).toMatchObject([
      { state: 'ok' },
    ]);
  });

  it('says what is missing of a partial run', async () => {
    expect(await statesOf([{ status: 'partial', at: NOW - 10, reason: 'one clock did not answer' }])).toMatchObject([
      { state: 'partial', reason: 'one clock did not answer' },
    ]);
  });

  it('names a failure without a recorded reason, and a source that never delivered', async () => {
    expect(await statesOf([{ status: 'failed', at: NOW - 10 }])).toMatchObject([
      { state: 'failed', reason: 'the reason was not recorded', lastGoodAt: null },
    ]);
    const site = await createTestSite(database);
    expect(prepareSources(await getSourceFacts(database, [site.id], NOW), NOW)).toMatchObject([
      { source: 'scans', state: 'never' },
    ]);
  });

  it('is judged by the sync that keeps it current, not by others of the same source', async () => {
    const states = await statesOf([
      { status: 'partial', at: NOW - 60, reason: 'a clock is unknown' },
      { type: 'process-webhooks', status: 'success', at: NOW - 5 },
      { type: 'sync-employees', status: 'failed', at: NOW - 1, reason: 'HTTP 500' },
    ]);
    expect(states).toMatchObject([{ source: 'connecteam', state: 'partial', reason: 'a clock is unknown' }]);
  });

  it('is told of any number of sites by one statement, each with its own', async () => {
    const [first, second, empty] = [
      await createTestSite(database),
      await createTestSite(database),
      await createTestSite(database),
    ];
    const run = { source: 'connecteam', syncType: 'sync-clock-times', status: 'success' as const, details: {} };
    for (const [index, site] of [first, second].entries()) {
      const at = NOW - 60 * (index + 1);
      await database
        .insert(syncRuns)
        .values({ ...run, siteId: site.id, startedAt: at, finishedAt: at, heartbeatAt: at });
    }
    const facts = await getSourceFacts(database, [first.id, second.id, empty.id], NOW);
    const told = facts.map(({ siteId, source, at }) => [siteId, source, at]);
    expect(told).toHaveLength(5);
    expect(told).toEqual(
      expect.arrayContaining([
        [first.id, 'connecteam', NOW - 60],
        [second.id, 'connecteam', NOW - 120],
        [empty.id, 'scans', null],
      ]),
    );
    expect(await getSourceFacts(database, [], NOW)).toEqual([]);
  });

  it('may be older on a plan that allows few calls', () => {
    const fact = { source: 'connecteam', status: 'success' as const, at: NOW - 45 * 60 };
    expect(prepareSources([{ ...fact, details: {} }], NOW)).toMatchObject([{ state: 'stale' }]);
    expect(prepareSources([{ ...fact, details: { intervalSeconds: 1_800 } }], NOW)).toMatchObject([{ state: 'ok' }]);
  });
});
