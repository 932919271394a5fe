import { afterAll, describe, expect, it } from 'vitest';
import { recordStatements } from '@/lib/db/client';
import { closeDatabases } from '@/lib/db/handles';
import { loadDepartmentStats } from '@/lib/domain/departments/loaders';
import { loadLeaderboardText, loadLiveBoardText } from '@/lib/domain/leaderboard/loaders';
import { loadSources } from '@/lib/domain/sources/loaders';
import { getLogger } from '@/lib/platform/log/log';
import { addDays, businessDayOf } from '@/lib/platform/time/business-day';
import { currentInstant } from '@/lib/platform/time/clock';
import { createTestSite, openTestDatabase } from '@/test/database';
import { runWarmCache } from './run-warm-cache';

const db = openTestDatabase();
afterAll(() => closeDatabases());

describe('warming the cache', () => {
  it('leaves the loaders of boards, departments and sources nothing to read', async () => {
    const site = await createTestSite(db);
    const now = currentInstant();
    expect(await runWarmCache(site, now, getLogger())).toEqual({ warmed: 6, failed: 0 });
    const yesterday = addDays(businessDayOf(site, now), -1);
    const { statements } = await recordStatements(async () => {
      await loadLeaderboardText(site, { limit: 100 }, now);
      await loadLeaderboardText(site, { limit: 100, date: yesterday }, now);
      await loadLiveBoardText(site, now);
      await loadDepartmentStats(site, {}, now);
      await loadDepartmentStats(site, { date: yesterday }, now);
      await loadSources(site.id, now);
    });
    expect(statements).toEqual([]);
  });

  it('reads each question once, and nothing again while it is warm', async () => {
    const site = await createTestSite(db);
    const now = currentInstant();
    const first = await recordStatements(() => runWarmCache(site, now, getLogger()));
    // Two boards and today's once more for the live one, two statements each; two days of departments; the sources.
    expect(first.statements).toHaveLength(9);
    const second = await recordStatements(() => runWarmCache(site, now, getLogger()));
    expect(second.statements).toEqual([]);
  });

  it('fails when nothing could be warmed', async () => {
    const site = await createTestSite(db);
    const broken = { ...site, timeZone: 'Nowhere/Never' };
    await expect(runWarmCache(broken, currentInstant(), getLogger())).rejects.toThrow();
  });
});
