import { eq } from 'drizzle-orm';
import { afterAll, describe, expect, it } from 'vitest';
import { inTransaction } from '@/lib/db/client';
import { closeDatabases } from '@/lib/db/handles';
import { rollupMonths } from '@/lib/db/schema/rollups';
import { sites } from '@/lib/db/schema/sites';
import { loadCostsText } from '@/lib/domain/costs/loaders';
import { HEATMAP_ROWS } from '@/lib/domain/heatmap/columns';
import { loadHeatmapText } from '@/lib/domain/heatmap/loaders';
import { loadDateRangeText } from '@/lib/domain/ranges/loaders';
import { COMPARISONS } from '@/lib/domain/ranges/rules';
import type { Site } from '@/lib/domain/sites/schema';
import { loadTeamComparisonText, loadTeamTrendsText } from '@/lib/domain/team/loaders';
import { invalidateTags } from '@/lib/platform/cache/cache';
import { tags } from '@/lib/platform/cache/keys';
import { closeRedisConnections } from '@/lib/platform/redis/redis';
import { type DayRange, daysFromTo } from '@/lib/platform/time/business-day';
import { fromIsoInstant, type IsoDay } from '@/lib/platform/time/instant';
import { openTestDatabase } from '@/test/database';
import { expectSumsToHold } from '@/test/derived-rows';
import { FactFloor } from '@/test/fact-floor';
import { outdateMonths, ROLLUP_TABLES } from './mutations';
import { getRolledMonths } from './queries/get-rolled-months';
import { readParts } from './read-parts';
import type { RangeParts } from './rules';
import { runRollUp } from './run';

const database = openTestDatabase();
/** The clocks go forward on the 8th. */
const FIRST = '2026-01-28';
const LAST = '2026-04-07';
const NOW = fromIsoInstant('2026-04-07T15:00:00-05:00');

afterAll(async () => {
  closeRedisConnections();
  await closeDatabases();
});

/**
 * Day shifts, nights over midnight and over the jump of the clocks, scans without a clock, far outside a shift, of nobody
 * known (on some days of nobody else), days off, somebody who left early on, and days with equal points.
 */
async function floorOverMonths(): Promise<FactFloor> {
  const floor = await FactFloor.create(database);
  const people = [
    await floor.person('Ada Example'),
    await floor.person('Bo Example'),
    await floor.person('Cleo Example'),
  ];
  const left = await floor.person('Dan Example');
  const nobody = await floor.login();
  const [ada, bo, cleo] = people;
  if (ada === undefined || bo === undefined || cleo === undefined) throw new Error('nobody there');
  const days = daysFromTo(FIRST, LAST);
  for (const [index, day] of days.entries()) {
    const at = (time: string) => floor.at(day, time);
    if (index % 5 === 3) await floor.scan(nobody, 'Packing', 7, at('11:00'), at('11:20'));
    if (index % 9 === 3) continue;
    await floor.punch(ada, at('06:00'), at('10:00'));
    await floor.scan(ada, 'Picking', 40 + (index % 4), at('06:10'), at('06:30'));
    await floor.scan(ada, 'Packing', 5 + (index % 3), at('08:00'), at('08:30'));
    // Nobody saw her at this hour.
    if (index % 6 === 1) await floor.scan(ada, 'Packing', 3, at('13:10'), at('13:20'));
    if (index % 2 === 0) {
      await floor.punch(bo, at('21:00'), at('21:00') + 8 * 3600);
      await floor.scan(bo, 'Heat Press', 9, at('22:30'), at('22:50'));
      await floor.scan(bo, 'Heat Press', 4, at('21:00') + 5 * 3600, at('21:00') + 5 * 3600 + 600);
    }
    if (index % 3 === 0) await floor.scan(cleo, 'Picking', 11, at('09:00'), at('09:40'));
    if (index < 20) await floor.punch(left, at('07:00'), at('08:00'));
  }
  const everybody = [...people, left].map(({ employeeId }) => employeeId);
  await floor.score([...everybody, 0], days, NOW);
  return floor;
}

const RANGES: DayRange[] = [
  { from: FIRST, to: LAST },
  { from: '2026-02-01', to: '2026-03-31' },
  { from: '2026-02-03', to: '2026-03-29' },
  { from: '2026-02-20', to: '2026-03-12' },
  { from: '2026-03-01', to: '2026-03-20' },
  { from: '2026-03-09', to: LAST },
];

/** Every answer about ranges, without the time it was made at. */
async function answers(site: Site): Promise<Record<string, unknown>> {
  await invalidateTags([tags.masterData(site.id)]);
  const found: Record<string, unknown> = {};
  for (const range of RANGES) {
    const texts = {
      ...Object.fromEntries(
        HEATMAP_ROWS.map((by) => [`heat map by ${by}`, loadHeatmapText(site, { ...range, by }, NOW)]),
      ),
      ...Object.fromEntries(
        COMPARISONS.map((compare) => [
          `range and ${compare}`,
          loadDateRangeText(site, { ...range, compare, breakdown: 'none' }, NOW),
        ]),
      ),
      costs: loadCostsText(site, range, NOW),
      trends: loadTeamTrendsText(site, range, NOW),
      comparison: loadTeamComparisonText(site, { ...range, compare: 'weekday' }, NOW),
    };
    for (const [name, text] of Object.entries(texts)) {
      const { asOf: _, ...answer } = JSON.parse(await text);
      found[`${name} ${range.from} to ${range.to}`] = answer;
    }
  }
  return found;
}

const throughOf = async (site: Site) =>
  (await getRolledMonths(database, site, { from: FIRST, to: LAST })).map(({ through }) => through);

describe('summed up months', () => {
  it('give the answers that the days give, whatever the range', async () => {
    const floor = await floorOverMonths();
    const { site } = floor;
    expect(await throughOf(site)).toEqual([]);
    const fromDays = await answers(site);
    expect(await runRollUp(database, site, NOW)).toEqual({ months: 4 });
    expect(await throughOf(site)).toEqual(['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-06']);
    expect(await answers(site)).toEqual(fromDays);
    expect(await runRollUp(database, site, NOW)).toEqual({ months: 0 });
    // Otherwise the sums were not read at all.
    await database.update(ROLLUP_TABLES[0]).set({ points: '0' }).where(eq(ROLLUP_TABLES[0].siteId, site.id));
    expect(await answers(site)).not.toEqual(fromDays);
    await expect(expectSumsToHold(database, site, NOW)).rejects.toThrow('2026');
  });

  it('end with a day of theirs that is scored, not with a later one', async () => {
    const floor = await floorOverMonths();
    const { site } = floor;
    await runRollUp(database, site, NOW);
    const eve = await floor.person('Eve Example');
    await floor.scan(eve, 'Picking', 5, floor.at(LAST, '06:00'), floor.at(LAST, '06:10'));
    await floor.score([eve.employeeId], [LAST], NOW);
    expect(await throughOf(site)).toHaveLength(4);
    await floor.scan(eve, 'Picking', 5, floor.at('2026-02-28', '06:00'), floor.at('2026-02-28', '06:10'));
    await floor.score([eve.employeeId], ['2026-02-28'], NOW);
    expect(await throughOf(site)).toEqual(['2026-01-31', '2026-03-31', '2026-04-06']);
    await floor.score([0], ['2026-03-02', '2026-04-06'], NOW);
    expect(await throughOf(site)).toEqual(['2026-01-31']);
    const fromDays = await answers(site);
    expect(await runRollUp(database, site, NOW)).toEqual({ months: 3 });
    expect(await answers(site)).toEqual(fromDays);
  });

  it('go on a day every day, and are of no use in another zone', async () => {
    const { site } = await floorOverMonths();
    await runRollUp(database, site, NOW);
    expect(await runRollUp(database, site, NOW + 86_400)).toEqual({ months: 1 });
    expect((await throughOf(site)).at(-1)).toBe('2026-04-07');
    await database.update(sites).set({ timeZone: 'Asia/Kolkata' }).where(eq(sites.id, site.id));
    const moved = { ...site, timeZone: 'Asia/Kolkata' };
    expect(await throughOf(moved)).toEqual([]);
    const fromDays = await answers(moved);
    expect(await runRollUp(database, moved, NOW)).toEqual({ months: 4 });
    expect(await answers(moved)).toEqual(fromDays);
  });

  it('are made of days that were scored before there were any', async () => {
    const { site } = await floorOverMonths();
    await database.delete(rollupMonths).where(eq(rollupMonths.siteId, site.id));
    expect(await runRollUp(database, site, NOW)).toEqual({ months: 4 });
    const empty = await FactFloor.create(database);
    expect(await runRollUp(database, empty.site, NOW)).toEqual({ months: 0 });
  });

  it('wait for a day of theirs that is being scored', async () => {
    const floor = await floorOverMonths();
    const { site } = floor;
    const order: string[] = [];
    let rolling: Promise<void> | undefined;
    await inTransaction(database, async (tx) => {
      await outdateMonths(tx, site.id, ['2026-03-05']);
      rolling = runRollUp(database, site, NOW).then(() => void order.push('summed up'));
      await new Promise((resolve) => setTimeout(resolve, 300));
      // Seen by nobody else before the end of this transaction.
      await tx.execute(
        `UPDATE daily_scores SET items_processed = 777 WHERE site_id = ${site.id} AND score_date = '2026-03-05'`,
      );
      order.push('scored');
    });
    await rolling;
    expect(order).toEqual(['scored', 'summed up']);
    expect(await throughOf(site)).toHaveLength(4);
    await expectSumsToHold(database, site, NOW);
  });

  it('are read again when they reached over other days meanwhile, and day by day when they never rest', async () => {
    const { site } = await floorOverMonths();
    const range = { from: '2026-03-01', to: LAST };
    const early = NOW - 4 * 86_400;
    /** What `read` is told, when the months are summed up anew after each of the first `times` reads. */
    const askedWith = async (times: number) => {
      const asked: RangeParts[] = [];
      await runRollUp(database, site, early);
      const result = await readParts(database, site, range, { canSubtract: false }, async (parts) => {
        asked.push(parts);
        if (asked.length <= times) await runRollUp(database, site, early + asked.length * 86_400);
        return parts;
      });
      expect(result).toBe(asked.at(-1));
      await inTransaction(database, (tx) => outdateMonths(tx, site.id, daysFromTo(FIRST, LAST)));
      return asked;
    };
    const months = ['2026-03-01', '2026-04-01'];
    const told = (from: IsoDay) => ({ months, days: [{ from, to: LAST }], without: [] });
    expect(await askedWith(0)).toEqual([told('2026-04-03')]);
    expect(await askedWith(1)).toEqual([told('2026-04-03'), told('2026-04-04')]);
    const restless = await askedWith(9);
    expect(restless.slice(0, 3)).toEqual(['2026-04-03', '2026-04-04', '2026-04-05'].map(told));
    expect(restless.slice(3)).toEqual([{ months: [], days: [range], without: [] }]);
  });
});
