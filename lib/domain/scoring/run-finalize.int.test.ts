import { and, eq, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { inTransaction, recordStatements } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import { auditEvents } from '@/lib/db/schema/audit-events';
import { clockTimes } from '@/lib/db/schema/clock-times';
import { dailyScores } from '@/lib/db/schema/daily-scores';
import { achievements } from '@/lib/db/schema/gamification';
import { fromIsoInstant } from '@/lib/platform/time/instant';
import { openTestDatabase } from '@/test/database';
import { DayScene, winterTime } from '@/test/day-scene';
import { runFinalize } from './run-finalize';

const database = openTestDatabase();
const DAY = '2026-03-03';
const NEXT = '2026-03-04';

async function finalOf(scene: DayScene) {
  const rows = await database.select().from(dailyScores).where(eq(dailyScores.siteId, scene.site.id));
  return rows.filter((row) => row.isFinalized).map((row) => `${row.employeeId} ${row.scoreDate}`);
}

const finalize = (scene: DayScene, now: number, isEveningRun = false) =>
  runFinalize(database, scene.site, now, { isEveningRun });

describe('runFinalize on stored facts', () => {
  it('waits for a night that ends on the next day until two hours after its end', async () => {
    const scene = await DayScene.create(database);
    const nora = await scene.person('Nora Night');
    await scene.punch(nora, winterTime(`${DAY} 22:00`), winterTime(`${NEXT} 06:00`));
    await scene.scan(nora, 'Packing', 100, winterTime(`${NEXT} 01:00`));
    await scene.request([nora.employeeId], [DAY]);
    await scene.drain(winterTime(`${NEXT} 00:05`));
    expect(await finalize(scene, winterTime(`${NEXT} 00:05`))).toEqual({ finalized: 0, rescored: 0 });
    // Closed and long over, but the score is from the middle of the night.
    expect(await finalize(scene, winterTime(`${NEXT} 08:05`))).toEqual({ finalized: 0, rescored: 1 });
    await scene.drain(winterTime(`${NEXT} 08:06`));
    expect(await finalize(scene, winterTime(`${NEXT} 08:06`))).toEqual({ finalized: 1, rescored: 0 });
    expect(await finalOf(scene)).toEqual([`${nora.employeeId} ${DAY}`]);
  });

  it('takes a missing clock-out for closed at its cap, and who has no clock by the end of the work', async () => {
    const scene = await DayScene.create(database);
    const [mia, cora] = [await scene.person('Mia Missing'), await scene.person('Cora Contractor')];
    await scene.punch(mia, winterTime(`${DAY} 08:00`), null); // to 22:00
    await scene.scan(cora, 'Packing', 10, winterTime(`${DAY} 22:30`)); // to 22:40
    await scene.request([mia.employeeId, cora.employeeId], [DAY]);
    await scene.drain(winterTime(`${NEXT} 00:01`));
    expect(await finalize(scene, winterTime(`${NEXT} 00:05`))).toEqual({ finalized: 1, rescored: 0 });
    expect(await finalOf(scene)).toEqual([`${mia.employeeId} ${DAY}`]);
    expect(await finalize(scene, winterTime(`${NEXT} 00:40`))).toEqual({ finalized: 0, rescored: 0 });
    expect(await finalize(scene, winterTime(`${NEXT} 00:41`))).toEqual({ finalized: 1, rescored: 0 });
    // Without a clock-out the evening run has nothing to go by.
    await scene.punch(mia, winterTime(`${NEXT} 01:00`), null); // to 15:00
    await scene.request([mia.employeeId], [NEXT]);
    await scene.drain(winterTime(`${NEXT} 17:59`));
    expect(await finalize(scene, winterTime(`${NEXT} 18:00`), true)).toEqual({ finalized: 0, rescored: 0 });
  });

  it('leaves a day alone whose facts wait for their score', async () => {
    const scene = await DayScene.create(database);
    const anna = await scene.person('Anna Example');
    await scene.punch(anna, winterTime(`${DAY} 08:00`), winterTime(`${DAY} 12:00`));
    await scene.request([anna.employeeId], [DAY]);
    await scene.drain(winterTime(`${DAY} 13:00`));
    await scene.request([anna.employeeId], [DAY]);
    expect(await finalize(scene, winterTime(`${NEXT} 09:00`))).toEqual({ finalized: 0, rescored: 0 });
    await scene.drain(winterTime(`${NEXT} 09:01`));
    expect(await finalize(scene, winterTime(`${NEXT} 09:01`))).toEqual({ finalized: 1, rescored: 0 });
  });

  it('knows the end of a day on which the clocks change', async () => {
    const scene = await DayScene.create(database);
    const anna = await scene.person('Anna Example');
    const short = '2026-03-08';
    // 23 hours: it ends at 05:00 UTC.
    await scene.punch(anna, fromIsoInstant('2026-03-08T14:00:00Z'), fromIsoInstant('2026-03-08T22:00:00Z'));
    await scene.request([anna.employeeId], [short]);
    await scene.drain(fromIsoInstant('2026-03-08T23:00:00Z'));
    expect((await finalize(scene, fromIsoInstant('2026-03-09T05:04:59Z'))).finalized).toBe(0);
    expect((await finalize(scene, fromIsoInstant('2026-03-09T05:05:00Z'))).finalized).toBe(1);
  });

  it('gives awards with the next drain, and a new period takes mark and awards away', async () => {
    const scene = await DayScene.create(database);
    const anna = await scene.person('Anna Example');
    await scene.punch(anna, winterTime(`${DAY} 07:00`), winterTime(`${DAY} 12:00`));
    await scene.scan(anna, 'Packing', 400, winterTime(`${DAY} 07:10`)); // 320 of 250 points
    await scene.request([anna.employeeId], [DAY]);
    await scene.drain(winterTime(`${DAY} 15:00`));
    expect((await finalize(scene, winterTime(`${DAY} 18:00`), true)).finalized).toBe(1);
    await scene.drain(winterTime(`${DAY} 18:01`));
    const keys = async () => {
      const rows = await database.select().from(achievements).where(eq(achievements.siteId, scene.site.id));
      return rows.map((row) => row.achievementKey).sort();
    };
    expect(await keys()).toEqual(['daily_champion', 'early_bird']);
    await scene.punch(anna, winterTime(`${DAY} 19:00`), null);
    await scene.request([anna.employeeId], [DAY]);
    await scene.drain(winterTime(`${DAY} 19:05`));
    expect(await finalOf(scene)).toEqual([]);
    expect(await keys()).toEqual([]);
    const actions = await database
      .select({ action: auditEvents.action })
      .from(auditEvents)
      .where(and(eq(auditEvents.siteId, scene.site.id), eq(auditEvents.entityId, String(anna.employeeId))));
    expect(actions.map((one) => one.action)).toEqual(['achievement.withdraw', 'achievement.withdraw']);
  });

  it('does not lose the mark when it is set between reading the facts and writing the score', async () => {
    const scene = await DayScene.create(database);
    const anna = await scene.person('Anna Example');
    await scene.punch(anna, winterTime(`${DAY} 07:00`), winterTime(`${DAY} 12:00`));
    await scene.request([anna.employeeId], [DAY]);
    await scene.drain(winterTime(`${NEXT} 06:00`));
    await scene.request([anna.employeeId], [DAY]);
    let draining: Promise<unknown> = Promise.resolve();
    await inTransaction(database, async (tx) => {
      await tx.update(dailyScores).set({ isFinalized: true }).where(eq(dailyScores.siteId, scene.site.id));
      draining = scene.drain(winterTime(`${NEXT} 06:01`));
      // It has read the facts and waits for this row.
      const isWaiting = sql`SELECT COUNT(*) AS waiting FROM information_schema.PROCESSLIST
        WHERE INFO LIKE ${`select%daily_scores%\`employee_id\` in (${anna.employeeId})%for update%`}`;
      for (let waiting = 0; waiting === 0; ) {
        const [row] = await selectRows(database, isWaiting, z.object({ waiting: column.integer }));
        waiting = row?.waiting ?? 0;
      }
    });
    await draining;
    expect(await finalOf(scene)).toEqual([`${anna.employeeId} ${DAY}`]);
  });

  it('takes the same number of statements for any number of people', async () => {
    const scene = await DayScene.create(database);
    const people: number[] = [];
    for (let index = 0; index < 7; index++) {
      const one = await scene.person(`Person ${index}`);
      await scene.punch(one, winterTime(`${DAY} 07:00`), winterTime(`${DAY} 12:00`));
      people.push(one.employeeId);
    }
    await scene.request(people.slice(0, 1), [DAY]);
    await scene.drain(winterTime(`${NEXT} 06:00`));
    const one = await recordStatements(() => finalize(scene, winterTime(`${NEXT} 06:00`)));
    await scene.request(people.slice(1), [DAY]);
    await scene.drain(winterTime(`${NEXT} 06:00`));
    const six = await recordStatements(() => finalize(scene, winterTime(`${NEXT} 06:00`)));
    expect([one.result.finalized, six.result.finalized]).toEqual([1, 6]);
    expect(six.statements.length).toBe(one.statements.length);
    expect(await database.select().from(clockTimes).where(eq(clockTimes.siteId, scene.site.id))).toHaveLength(7);
  });
});
