import { describe, expect, it } from 'vitest';
import { recordStatements } from '@/lib/db/client';
import { openTestDatabase } from '@/test/database';
import { DayScene, winterTime } from '@/test/day-scene';
import { planOf, wholeReads } from '@/test/explain';
import { loadSummary } from './loaders';
import { getOpenCounts, openCountsStatement } from './queries/get-open-counts';
import { summary } from './schema';

const database = openTestDatabase();
const TODAY = '2026-03-03';
const NOW = winterTime(`${TODAY} 10:00`);

async function smallSite() {
  const scene = await DayScene.create(database);
  const ada = await scene.person('Ada');
  await scene.person('Gone', { archivedAt: NOW - 60 });
  await scene.login('unmapped');
  await scene.login('ignored');
  await scene.punch(ada, winterTime(`${TODAY} 06:00`), null);
  await scene.scan(ada, 'Packing', 40, winterTime(`${TODAY} 09:00`));
  await scene.request([ada.employeeId, 0], [TODAY]);
  await scene.drain(NOW);
  return scene;
}

describe('the summary', () => {
  it('has every part as its own read gives it', async () => {
    const { site } = await smallSite();
    const answer = await loadSummary(site, {}, NOW);
    expect(() => summary.parse(answer)).not.toThrow();
    expect(answer).toMatchObject({
      date: TODAY,
      today: TODAY,
      source: 'live',
      asOf: expect.any(String),
      leaderboard: { ok: true, data: { total: 1, rows: [{ name: 'Ada', points: 32 }] } },
      departments: { ok: true, data: { items: 40 } },
      metrics: { ok: true, data: { clockedIn: 1, finishedItems: 40 } },
      counts: { ok: true, data: { employees: 1, unmappedIdentities: 1 } },
      alerts: { ok: true, data: { rows: [] } },
    });
  });

  it('is refused for a day in the future', async () => {
    const { site } = await smallSite();
    await expect(loadSummary(site, { date: '2026-03-04' }, NOW)).rejects.toMatchObject({ code: 'VALIDATION' });
  });

  it('shows no pay', async () => {
    const { site } = await smallSite();
    expect(JSON.stringify(await loadSummary(site, {}, NOW))).not.toMatch(/cents|labour|hourly"|pay/i);
  });

  it('asks for what waits with one statement that reads no table whole', async () => {
    const { site } = await smallSite();
    const { statements } = await recordStatements(() => getOpenCounts(database, site.id));
    expect(statements).toHaveLength(1);
    const plan = await planOf(database, openCountsStatement(site.id));
    expect(wholeReads(plan, ['e'])).toEqual([]);
  });
});
