import { afterAll, describe, expect, it } from 'vitest';
import { recordStatements } from '@/lib/db/client';
import { closeDatabases } from '@/lib/db/handles';
import { closeRedisConnections } from '@/lib/platform/redis/redis';
import { fromIsoInstant } from '@/lib/platform/time/instant';
import { openTestDatabase } from '@/test/database';
import { planOf, wholeReads } from '@/test/explain';
import { FactFloor } from '@/test/fact-floor';
import { loadRecentActivities } from './loaders';
import { recentActivitiesStatement } from './queries/get-recent-activities';
import { recentActivities } from './schema';

const database = openTestDatabase();
const NOW = fromIsoInstant('2026-03-10T14:00:00-05:00');

afterAll(async () => {
  closeRedisConnections();
  await closeDatabases();
});

describe('the work windows that ended last', () => {
  it('are the newest, with the person or what the source calls them', async () => {
    const floor = await FactFloor.create(database);
    const ada = await floor.person('Ada Example', { archivedAt: NOW });
    await floor.scan(ada, 'Heat Press', 3, NOW - 900, NOW - 600);
    await floor.scan(ada, 'Heat Press', 4, NOW - 800, NOW - 700);
    await floor.scan(await floor.login(), null, 5, NOW - 650, NOW - 650 + 60);
    await floor.scan(await floor.login(null, 'ignored'), 'Packing', 6, NOW - 300, NOW - 240);
    const recent = recentActivities.parse(await loadRecentActivities(floor.site, { limit: 2 }, NOW));
    expect(recent.rows.map((row) => [row.name, row.items, row.role, row.department])).toEqual([
      ['Unknown Login', 5, null, null],
      ['Ada Example', 3, 'Heat Press Operator', 'Heat Press'],
    ]);
  });

  it('are none on an empty site', async () => {
    const floor = await FactFloor.create(database);
    expect(await loadRecentActivities(floor.site, { limit: 100 }, NOW)).toMatchObject({ rows: [], source: 'live' });
  });

  it('cost one statement that walks the covering index backwards without sorting it', async () => {
    const floor = await FactFloor.create(database);
    const ada = await floor.person('Ada Example');
    for (let index = 0; index < 50; index++)
      await floor.scan(ada, 'Packing', 1, NOW - index * 60, NOW - index * 60 + 30);
    const { statements } = await recordStatements(() => loadRecentActivities(floor.site, { limit: 10 }, NOW));
    expect(statements).toHaveLength(1);
    const plan = await planOf(database, recentActivitiesStatement(floor.site.id, 10));
    const walk = plan.find((step) => step.table === 'w');
    expect(walk).toMatchObject({ key: 'ix_activity_logs_window_end', Extra: expect.stringContaining('Using index') });
    expect(walk?.Extra).not.toContain('filesort');
    expect(wholeReads(plan, ['e', 'r', 'i', 'k'])).toEqual([]);
  });
});
