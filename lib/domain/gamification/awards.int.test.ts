import { and, eq, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inTransaction, recordStatements } from '@/lib/db/client';
import { auditEvents } from '@/lib/db/schema/audit-events';
import { dailyScores } from '@/lib/db/schema/daily-scores';
import { awardRequests } from '@/lib/db/schema/gamification';
import { siteGoals, sites } from '@/lib/db/schema/sites';
import { addDays, daysFromTo } from '@/lib/platform/time/business-day';
import { fromIsoInstant } from '@/lib/platform/time/instant';
import { openTestDatabase } from '@/test/database';
import { AwardScene, type WorkedDay } from './award-fixtures';
import { removeAwardRequests } from './mutations';
import { getAwardRequests } from './queries/get-award-requests';
import { requestAllAwards, requestAwards, SITE_DAY } from './request-awards';

const database = openTestDatabase();
const RUNS = Number(process.env.AWARD_RUNS ?? 12);
const MONDAY = '2026-03-02';
const day = (index: number) => addDays(MONDAY, index);
/** Packing's daily target is 5,500 / 22 = 250 points. */
const GOOD: WorkedDay = { points: 250, from: 9 };
const WEAK: WorkedDay = { points: 249.99, from: 9 };

async function auditOf(scene: AwardScene) {
  return database
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.siteId, scene.site.id), eq(auditEvents.action, 'achievement.withdraw')))
    .orderBy(auditEvents.id);
}

describe('awards', () => {
  it('follow final days only, streaks any day that qualifies', async () => {
    const scene = await AwardScene.create(database);
    const ada = await scene.person('Ada Example');
    for (const index of [0, 1, 2]) await scene.score(ada, day(index), GOOD);
    await scene.score(ada, day(3), WEAK);
    await scene.award();
    expect(await scene.stored()).toMatchObject({
      awards: [],
      people: [{ id: ada, current: 3, best: 3, points: 0 }],
      streaks: [1, 2, 3, 3].map((streak, index) => `${ada} ${day(index)} ${streak}`),
    });
    // A day that is not final may lose its qualification again, and so may the streak.
    await scene.score(ada, day(2), WEAK);
    await scene.award();
    expect((await scene.stored()).people).toMatchObject([{ current: 2, best: 2 }]);
    await scene.score(ada, day(2), GOOD);
    await scene.finalizeUntil(day(3));
    const { counts, changedDays } = await scene.award();
    expect(counts).toEqual({ evaluated: 4, awarded: 4, withdrawn: 0 });
    expect([...changedDays].sort()).toEqual([day(0), day(1), day(2), day(3)]);
    expect(await scene.stored()).toMatchObject({
      awards: [
        `${ada} daily_champion ${day(0)} ${day(0)} 10`,
        `${ada} daily_champion ${day(1)} ${day(1)} 10`,
        `${ada} daily_champion ${day(2)} ${day(2)} 10`,
        `${ada} on_fire ${day(0)} ${day(2)} 20`,
      ],
      people: [{ id: ada, current: 0, best: 3, points: 50 }],
      streaks: [1, 2, 3, 0].map((streak, index) => `${ada} ${day(index)} ${streak}`),
    });
  });

  it('are taken back with an audit event when a correction takes their reason away', async () => {
    const scene = await AwardScene.create(database);
    const ada = await scene.person('Ada Example');
    for (const index of [0, 1, 2, 3, 4]) await scene.score(ada, day(index), GOOD);
    await scene.finalizeUntil(day(4));
    await scene.award();
    expect((await scene.stored()).people).toMatchObject([{ current: 5, best: 5, points: 5 * 10 + 50 + 20 + 25 }]);
    await scene.score(ada, day(1), WEAK);
    const { counts } = await scene.award();
    // Gone: champion of the day, king of the week, the streak from Monday. New: the streak from Wednesday.
    // Lifetime points stay at 1,249.99, reached on the same Thursday... which is now short of 1,000 by a cent.
    expect(counts).toEqual({ evaluated: 1, awarded: 2, withdrawn: 3 });
    expect(await scene.stored()).toMatchObject({
      awards: [
        `${ada} daily_champion ${day(0)} ${day(0)} 10`,
        `${ada} daily_champion ${day(2)} ${day(2)} 10`,
        `${ada} daily_champion ${day(3)} ${day(3)} 10`,
        `${ada} daily_champion ${day(4)} ${day(4)} 10`,
        `${ada} on_fire ${day(2)} ${day(4)} 20`,
        `${ada} thousand_club ever ${day(4)} 25`,
      ],
      people: [{ id: ada, current: 3, best: 3, points: 85 }],
      streaks: [1, 0, 1, 2, 3].map((streak, index) => `${ada} ${day(index)} ${streak}`),
    });
    expect((await auditOf(scene)).map((event) => event.before)).toEqual(
      expect.arrayContaining([
        { key: 'daily_champion', periodKey: day(1), earnedDate: day(1), points: 10 },
        { key: 'consistency_king', periodKey: MONDAY, earnedDate: day(4), points: 50 },
        { key: 'on_fire', periodKey: day(0), earnedDate: day(2), points: 20 },
      ]),
    );
    expect((await auditOf(scene))[0]).toMatchObject({ actorId: 'awards', entity: 'employee', entityId: String(ada) });
  });

  it('go with a day that one more clock period opens again, and come back when it is final', async () => {
    const scene = await AwardScene.create(database);
    const ada = await scene.person('Ada Example');
    await scene.score(ada, MONDAY, GOOD);
    await scene.finalizeUntil(MONDAY);
    await scene.award();
    await scene.score(ada, MONDAY, { ...GOOD, periodCount: 2 });
    await scene.award();
    expect(await scene.stored()).toMatchObject({ awards: [], people: [{ current: 1, points: 0 }] });
    await scene.finalizeUntil(MONDAY);
    await scene.award();
    expect((await scene.stored()).people).toMatchObject([{ points: 10 }]);
    await scene.score(ada, MONDAY, null);
    await scene.award();
    expect(await scene.stored()).toMatchObject({ awards: [], people: [{ current: 0, best: 0, points: 0 }] });
    expect(await auditOf(scene)).toHaveLength(2);
  });

  it('of the team go to everybody who worked, when others or nobody known bring the site across its goal', async () => {
    const scene = await AwardScene.create(database, { dailyGoalItems: 1_000 });
    const [ada, bo, cleo] = [await scene.person('Ada'), await scene.person('Bo'), await scene.person('Cleo')];
    await scene.score(ada, MONDAY, { points: 100, from: 9, finishedItems: 400 });
    await scene.score(bo, MONDAY, { points: 100, from: 9, finishedItems: 400 });
    await scene.score(cleo, MONDAY, { points: 0, from: 9, finishedItems: 0 });
    await scene.finalizeUntil(MONDAY);
    await scene.award();
    const team = async () => (await scene.stored()).awards.filter((award) => award.includes('team_player'));
    expect(await team()).toEqual([]);
    await scene.unmapped(MONDAY, 200);
    expect((await scene.award()).counts.awarded).toBe(2);
    expect(await team()).toEqual([ada, bo].map((id) => `${id} team_player ${MONDAY} ${MONDAY} 40`));
    await scene.score(bo, MONDAY, { points: 100, from: 9, finishedItems: 399 });
    expect((await scene.award()).counts.withdrawn).toBe(2);
    expect(await team()).toEqual([]);
    // A smaller goal, from that day on.
    await database.insert(siteGoals).values({ siteId: scene.site.id, validFrom: MONDAY, dailyGoalItems: 999 });
    await inTransaction(database, (tx) => requestAwards(tx, scene.site.id, [{ employeeId: SITE_DAY, day: MONDAY }]));
    await scene.award();
    expect(await team()).toHaveLength(2);
  });

  it('follow a target that was changed for days that are scored again', async () => {
    const scene = await AwardScene.create(database);
    const ada = await scene.person('Ada Example');
    await scene.score(ada, MONDAY, GOOD);
    await scene.finalizeUntil(MONDAY);
    await scene.award();
    await scene.score(ada, MONDAY, { ...GOOD, monthlyTargetPoints: '5500.01' });
    await scene.award();
    expect(await scene.stored()).toMatchObject({ awards: [], people: [{ current: 0, best: 0, points: 0 }] });
    await scene.score(ada, MONDAY, { ...GOOD, monthlyTargetPoints: null });
    await scene.award();
    expect(await scene.stored()).toMatchObject({ awards: [], people: [{ current: 1, best: 1, points: 0 }] });
  });

  it('follow the settings as they are now, not as the job knew them when it began', async () => {
    const scene = await AwardScene.create(database);
    const ada = await scene.person('Ada Example');
    await scene.score(ada, MONDAY, GOOD);
    await scene.finalizeUntil(MONDAY);
    await scene.award();
    expect((await scene.stored()).people).toMatchObject([{ current: 1, points: 10 }]);
    await inTransaction(database, async (tx) => {
      const settings = { ...scene.site.settings, targetDaysPerMonth: 21 };
      await tx.update(sites).set({ settings }).where(eq(sites.id, scene.site.id));
      await requestAllAwards(tx, scene.site.id);
    });
    await scene.award();
    expect((await scene.stored()).people).toMatchObject([{ current: 0, best: 0, points: 0 }]);
  });

  it('do not move the time at which they were found when a correction moves their day', async () => {
    const scene = await AwardScene.create(database);
    const ada = await scene.person('Ada Example');
    for (const index of [0, 1, 2, 3]) await scene.score(ada, day(index), { ...GOOD, monthlyTargetPoints: '1000.00' });
    await scene.finalizeUntil(day(3));
    await scene.award(1_800_000_000);
    await scene.score(ada, day(1), { points: 100, from: 9, monthlyTargetPoints: '1000.00' });
    await scene.score(ada, day(2), { points: 700, from: 9, monthlyTargetPoints: '1000.00' });
    await scene.award(1_800_009_999);
    const rows = await database.execute(
      sql`SELECT DISTINCT earned_date, awarded_at FROM achievements
           WHERE site_id = ${scene.site.id} AND achievement_key = 'thousand_club'`,
    );
    expect(rows[0]).toEqual([{ earned_date: day(2), awarded_at: '2027-01-15 08:00:00' }]);
  });
});

describe('final days', () => {
  const at = (time: string, date = MONDAY) => fromIsoInstant(`${date}T${time}:00-06:00`);

  it('are marked in the evening for who left two hours ago, else after the end of the day, and only once', async () => {
    const scene = await AwardScene.create(database);
    const [early, late] = [await scene.person('Early'), await scene.person('Late')];
    const mark = async () => {
      const rows = await database.select().from(dailyScores).where(eq(dailyScores.siteId, scene.site.id));
      return Object.fromEntries(rows.map((row) => [row.employeeId, row.isFinalized]));
    };
    await scene.score(early, MONDAY, { points: 10, from: 6, hours: 9 }); // until 15:00
    await scene.score(late, MONDAY, { points: 10, from: 8, hours: 8 }); // until 16:00
    expect(await scene.finalize(at('18:00'))).toEqual({ finalized: 0, rescored: 0 });
    expect(await scene.finalize(at('18:00'), true)).toEqual({ finalized: 1, rescored: 0 });
    expect(await mark()).toEqual({ [early]: true, [late]: false });
    expect(await scene.finalize(at('18:00'), true)).toEqual({ finalized: 0, rescored: 0 });
    expect(await scene.finalize(at('00:04', day(1)))).toEqual({ finalized: 0, rescored: 0 });
    expect(await scene.finalize(at('00:05', day(1)))).toEqual({ finalized: 1, rescored: 0 });
    expect(await mark()).toEqual({ [early]: true, [late]: true });
  });

  it('wait for a score that is not of the finished day, and ask for it', async () => {
    const scene = await AwardScene.create(database);
    const ada = await scene.person('Ada');
    await scene.score(ada, MONDAY, GOOD);
    await database
      .update(dailyScores)
      .set({ scoredAt: at('12:00') })
      .where(eq(dailyScores.siteId, scene.site.id));
    expect(await scene.finalizeUntil(MONDAY)).toEqual({ finalized: 0, rescored: 1 });
    // It waits for that score now.
    expect(await scene.finalizeUntil(MONDAY)).toEqual({ finalized: 0, rescored: 0 });
    await database.execute(sql`DELETE FROM score_requests WHERE site_id = ${scene.site.id}`);
    await scene.score(ada, MONDAY, GOOD);
    expect(await scene.finalizeUntil(MONDAY)).toEqual({ finalized: 1, rescored: 0 });
  });
});

describe('the award queue', () => {
  it('is empty after a run, and another look at everything changes nothing', async () => {
    const scene = await AwardScene.create(database, { dailyGoalItems: 500 });
    const people = [await scene.person('Ada'), await scene.person('Bo')];
    for (const index of [0, 1, 2, 3, 4, 7, 8, 9]) {
      for (const person of people) await scene.score(person, day(index), GOOD);
    }
    await scene.finalizeUntil(day(9));
    await scene.award();
    const waiting = () => database.select().from(awardRequests).where(eq(awardRequests.siteId, scene.site.id));
    expect(await waiting()).toEqual([]);
    const before = await scene.stored();
    await inTransaction(database, (tx) => requestAllAwards(tx, scene.site.id));
    const { counts, changedDays } = await scene.award();
    expect(counts).toEqual({ evaluated: 16, awarded: 0, withdrawn: 0 });
    expect([...changedDays]).toEqual([]);
    expect(await scene.stored()).toEqual(before);
    expect(await scene.fromScratch()).toEqual(before);
    expect(await waiting()).toEqual([]);
  });

  it('keeps a request that was renewed after it was read', async () => {
    const scene = await AwardScene.create(database);
    const siteId = scene.site.id;
    const people = [await scene.person('Ada'), await scene.person('Bo')];
    await inTransaction(database, (tx) =>
      requestAwards(
        tx,
        siteId,
        people.map((employeeId) => ({ employeeId, day: MONDAY })),
      ),
    );
    const served = await getAwardRequests(database, siteId, 10);
    await inTransaction(database, (tx) => requestAwards(tx, siteId, [{ employeeId: people[1] ?? 0, day: MONDAY }]));
    await inTransaction(database, (tx) => removeAwardRequests(tx, siteId, served));
    expect(await getAwardRequests(database, siteId, 10)).toMatchObject([{ employeeId: people[1], day: MONDAY }]);
  });

  it('reads with the same number of statements for any number of people and days', async () => {
    const scene = await AwardScene.create(database, { dailyGoalItems: 100 });
    const people: number[] = [];
    for (let index = 0; index < 8; index++) people.push(await scene.person(`Person ${index}`));
    const [first = 0, ...others] = people;
    await scene.score(first, MONDAY, GOOD);
    await scene.finalizeUntil(MONDAY);
    const one = await recordStatements(() => scene.award());
    for (const person of others) for (const index of [0, 1, 2]) await scene.score(person, day(index), GOOD);
    await scene.finalizeUntil(day(2));
    const many = await recordStatements(() => scene.award());
    expect(many.result.counts.evaluated).toBe(21);
    // The site's days add one round when somebody of before has to be asked about again.
    expect(many.statements.length).toBe(one.statements.length);
    expect(one.statements.length).toBeLessThan(25);
  });
});

type Step =
  | { do: 'score'; person: number; index: number; points: number; from: number; idle: number; finished: number }
  | { do: 'remove'; person: number; index: number }
  | { do: 'reopen'; person: number; index: number }
  | { do: 'unmapped'; index: number; items: number }
  | { do: 'finalize'; index: number }
  | { do: 'award' };

const SPAN = 16;
const personArb = fc.nat(2);
const indexArb = fc.nat(SPAN - 1);
const stepArb: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constant('score' as const),
      person: personArb,
      index: indexArb,
      points: fc.constantFrom(0, 100, 249.99, 250, 250, 250, 400),
      from: fc.constantFrom(7, 8),
      idle: fc.nat(1),
      finished: fc.constantFrom(0, 200, 400),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('remove' as const), person: personArb, index: indexArb }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reopen' as const), person: personArb, index: indexArb }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('unmapped' as const),
      index: indexArb,
      items: fc.constantFrom(0, 100, 400),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('finalize' as const), index: indexArb }) },
  { weight: 3, arbitrary: fc.constant({ do: 'award' as const }) },
);

describe('awards and streaks kept up step by step', () => {
  it('are those of all days at once, whatever changes in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.boolean(), fc.array(stepArb, { minLength: 5, maxLength: 40 }), async (hasStart, steps) => {
        const scene = await AwardScene.create(database, { dailyGoalItems: 600 });
        const people = [await scene.person('Ada'), await scene.person('Bo'), await scene.person('Cleo')];
        const work = new Map<string, WorkedDay>();
        const write = async (person: number, index: number, value: WorkedDay | null) => {
          const key = `${person}/${index}`;
          if (value === null) work.delete(key);
          else work.set(key, value);
          await scene.score(people[person] ?? 0, day(index), value);
        };
        // Long runs are rare by chance, so half of the stories begin with one.
        if (hasStart) {
          for (const index of daysFromTo(MONDAY, day(SPAN - 1)).keys()) await write(0, index, { ...GOOD, from: 7 });
          await scene.finalizeUntil(day(SPAN - 1));
        }
        for (const step of steps) {
          if (step.do === 'score') {
            const { points, from, idle: idleCount, finished: finishedItems } = step;
            const periodCount = work.get(`${step.person}/${step.index}`)?.periodCount ?? 1;
            await write(step.person, step.index, { points, from, idleCount, finishedItems, periodCount });
          } else if (step.do === 'remove') {
            await write(step.person, step.index, null);
          } else if (step.do === 'reopen') {
            const known = work.get(`${step.person}/${step.index}`);
            if (known !== undefined) {
              await write(step.person, step.index, { ...known, periodCount: (known.periodCount ?? 1) + 1 });
            }
          } else if (step.do === 'unmapped') await scene.unmapped(day(step.index), step.items);
          else if (step.do === 'finalize') await scene.finalizeUntil(day(step.index));
          else await scene.award();
        }
        await scene.award();
        expect(await scene.stored()).toEqual(await scene.fromScratch());
      }),
      { numRuns: RUNS },
    );
  });
});
