import { and, eq, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { recordStatements } from '@/lib/db/client';
import { activityLogs } from '@/lib/db/schema/activity-logs';
import { dataIssues } from '@/lib/db/schema/attention';
import { auditEvents } from '@/lib/db/schema/audit-events';
import { clockTimes } from '@/lib/db/schema/clock-times';
import { dailyScores } from '@/lib/db/schema/daily-scores';
import {
  dailyCosts,
  dailyRoleTotals,
  hourlyPresence,
  hourlyRoleTotals,
  idlePeriods,
  unmappedTotals,
} from '@/lib/db/schema/derived-totals';
import { achievements } from '@/lib/db/schema/gamification';
import { scoreRequests } from '@/lib/db/schema/score-requests';
import type { Site } from '@/lib/domain/sites/schema';
import { openTestDatabase } from '@/test/database';
import { DayScene, winterTime } from '@/test/day-scene';
import { UNMAPPED_WORK } from './request-scores';

const database = openTestDatabase();
const day = '2026-03-03';
/** Local time of the test site (Chicago, UTC-6) on the test day. */
const at = (time: string, date = day) => winterTime(`${date} ${time}`);
const later = at('20:00', '2026-03-05');

/** A site with what a test puts there, the rows of its scores and the requests that wait. */
async function setUp() {
  const scene = await DayScene.create(database);
  const scores = () => database.select().from(dailyScores).where(eq(dailyScores.siteId, scene.site.id));
  const waiting = () => database.select().from(scoreRequests).where(eq(scoreRequests.siteId, scene.site.id));
  return { scene, scores, waiting };
}

async function derivedRows(site: Site) {
  const tables = [dailyRoleTotals, hourlyRoleTotals, hourlyPresence, dailyCosts, idlePeriods] as const;
  const rows = await Promise.all(tables.map((table) => database.select().from(table).where(eq(table.siteId, site.id))));
  return Object.fromEntries(tables.map((_, index) => [index, rows[index]]));
}

describe('runDrainScores', () => {
  it('scores the heat press example of domain.md 12.1 into every derived table', async () => {
    const { scene, scores, waiting } = await setUp();
    const anna = await scene.person('Anna Example');
    await scene.punch(anna, at('06:00'), at('08:00'));
    await scene.scan(anna, 'Heat Press', 5, at('06:20'));
    await scene.scan(anna, 'Heat Press', 5, at('06:50'));
    await scene.request([anna.employeeId], [day]);
    const days: string[] = [];
    const counts = await scene.drain(later, {
      onDayScored: async (scored) => {
        days.push(scored);
      },
    });
    expect(counts).toEqual({ scored: 1, empty: 0, unmapped: 0, failed: 0 });
    expect(days).toEqual([day]);
    expect(await scores()).toMatchObject([
      {
        itemsProcessed: 10,
        finishedItems: 0,
        pointsEarned: '12.00',
        clockedSeconds: 7200,
        idleSeconds: 2400,
        activeSeconds: 4800,
        efficiencyRate: '0.6667',
        firstClockIn: at('06:00'),
        lastClockOut: at('08:00'),
        primaryRoleId: scene.roleId('Heat Press'),
        openUntil: null,
        scoredAt: later,
        isFinalized: false,
      },
    ]);
    const idle = await database.select().from(idlePeriods).where(eq(idlePeriods.siteId, scene.site.id));
    expect(idle.map((one) => [one.startTime, one.endTime])).toEqual([
      [at('06:15'), at('06:20')],
      [at('06:45'), at('06:50')],
      [at('07:15'), at('07:45')],
    ]);
    const derived = await derivedRows(scene.site);
    expect(derived[0]).toMatchObject([{ items: 10, points: '12.000', activityCount: 2, workedSeconds: 7200 }]);
    expect(derived[1]).toMatchObject([{ hourStart: at('06:00'), items: 10, points: '12.000' }]);
    expect(derived[2]).toMatchObject([{ workSeconds: 3600 }, { workSeconds: 3600 }]);
    expect(derived[3]).toMatchObject([
      { hourlyCents: 1300, isDefaultRate: true, labourCents: 2600, activeCents: 1733, idleCents: 867, breakCents: 0 },
    ]);
    expect(await waiting()).toEqual([]);
  });

  it('scoring twice changes nothing but the time of scoring', async () => {
    const { scene, scores } = await setUp();
    const ben = await scene.person('Ben Example');
    await scene.punch(ben, at('06:00'), at('14:00'));
    await scene.scan(ben, 'Packing', 30, at('06:10'), 3000);
    await scene.request([ben.employeeId], [day]);
    await scene.drain(later);
    const before = { scores: await scores(), derived: await derivedRows(scene.site) };
    await scene.request([ben.employeeId], [day]);
    await scene.drain(later + 60);
    const after = { scores: await scores(), derived: await derivedRows(scene.site) };
    expect(after.derived).toEqual(before.derived);
    expect(after.scores).toEqual(before.scores.map((row) => ({ ...row, scoredAt: later + 60 })));
  });

  it('takes the rows, awards and audit of a person-day that lost its last fact', async () => {
    const { scene, scores } = await setUp();
    const cara = await scene.person('Cara Example');
    await scene.scan(cara, 'Picking', 10, at('09:00'));
    await scene.request([cara.employeeId], [day]);
    await scene.drain(later);
    expect(await scores()).toMatchObject([{ isEstimated: true, clockedSeconds: 0, efficiencyRate: null }]);
    await database.insert(achievements).values({
      siteId: scene.site.id,
      employeeId: cara.employeeId,
      achievementKey: 'daily_champion',
      periodKey: day,
      earnedDate: day,
      pointsAwarded: 10,
      awardedAt: later,
    });
    await database.delete(activityLogs).where(eq(activityLogs.siteId, scene.site.id));
    await scene.request([cara.employeeId], [day]);
    expect(await scene.drain(later)).toMatchObject({ scored: 0, empty: 1 });
    expect(await scores()).toEqual([]);
    expect(Object.values(await derivedRows(scene.site)).flat()).toEqual([]);
    expect(await database.select().from(achievements).where(eq(achievements.siteId, scene.site.id))).toEqual([]);
    const audit = await database
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.siteId, scene.site.id), eq(auditEvents.action, 'score.remove')));
    expect(audit).toMatchObject([{ entityId: `${cara.employeeId}/${day}`, actorId: 'drain-scores' }]);
  });

  it('keeps a corrected final day final and says what changed; one more period reopens it', async () => {
    const { scene, scores } = await setUp();
    const dora = await scene.person('Dora Example');
    await scene.punch(dora, at('06:00'), at('14:00'));
    await scene.scan(dora, 'Packing', 10, at('06:10'), 3000);
    await scene.request([dora.employeeId], [day]);
    await scene.drain(later);
    await database.update(dailyScores).set({ isFinalized: true }).where(eq(dailyScores.siteId, scene.site.id));
    await scene.request([dora.employeeId], [day]);
    await scene.drain(later + 1);
    expect(await scores()).toMatchObject([{ isFinalized: true, revisedAt: null }]);
    await scene.scan(dora, 'Packing', 5, at('07:10'));
    await scene.request([dora.employeeId], [day]);
    await scene.drain(later + 2);
    expect(await scores()).toMatchObject([{ isFinalized: true, revisedAt: later + 2, itemsProcessed: 15 }]);
    const revised = await database
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.siteId, scene.site.id), eq(auditEvents.action, 'score.revise')));
    expect(revised).toMatchObject([{ before: { itemsProcessed: 10 }, after: { itemsProcessed: 15 } }]);
    await scene.punch(dora, at('15:00'), at('16:00'));
    await scene.request([dora.employeeId], [day]);
    await scene.drain(later + 3);
    expect(await scores()).toMatchObject([{ isFinalized: false }]);
  });

  it('adds up the work of unlinked logins by hour and role, ignored ones left out', async () => {
    const { scene } = await setUp();
    const unknown = { employeeId: null, identityId: await scene.login('unmapped') };
    const ignored = { employeeId: null, identityId: await scene.login('ignored') };
    await scene.scan(unknown, 'Packing', 7, at('10:05'));
    await scene.scan(unknown, 'Packing', 3, at('10:50'), 900);
    await scene.scan(unknown, 'Picking', 4, at('11:05'), 300);
    await scene.scan(ignored, 'Packing', 100, at('10:05'));
    await scene.request([UNMAPPED_WORK], [day]);
    expect(await scene.drain(later)).toEqual({ scored: 0, empty: 0, unmapped: 1, failed: 0 });
    const totals = await database
      .select()
      .from(unmappedTotals)
      .where(eq(unmappedTotals.siteId, scene.site.id))
      .orderBy(unmappedTotals.hourStart);
    expect(totals).toMatchObject([
      { hourStart: at('10:00'), items: 10, points: '8.000' },
      { hourStart: at('11:00'), items: 4, points: '4.000' },
    ]);
  });

  it('raises the issues of a person-day and closes them when the facts are mended', async () => {
    const { scene } = await setUp();
    const emil = await scene.person('Emil Example');
    await scene.punch(emil, at('06:00'), null);
    await scene.request([emil.employeeId], [day]);
    await scene.drain(later);
    const open = () =>
      database
        .select({ kind: dataIssues.kind, status: dataIssues.status })
        .from(dataIssues)
        .where(eq(dataIssues.siteId, scene.site.id))
        .orderBy(dataIssues.kind);
    expect(await open()).toEqual([
      { kind: 'missing_clock_out', status: 'open' },
      { kind: 'no_scans', status: 'open' },
    ]);
    await database
      .update(clockTimes)
      .set({ clockOut: at('14:00'), isActive: false })
      .where(eq(clockTimes.siteId, scene.site.id));
    await scene.request([emil.employeeId], [day]);
    await scene.drain(later);
    expect(await open()).toEqual([
      { kind: 'missing_clock_out', status: 'resolved' },
      { kind: 'no_scans', status: 'open' },
    ]);
  });

  it('keeps the work of a night on the day it began', async () => {
    const { scene, scores } = await setUp();
    const finn = await scene.person('Finn Example');
    const next = '2026-03-04';
    await scene.punch(finn, at('22:00'), at('01:30', next));
    await scene.punch(finn, at('02:00', next), at('06:00', next));
    await scene.scan(finn, 'Picking', 10, at('02:30', next));
    await scene.scan(finn, 'Picking', 5, at('07:00', next));
    await scene.request([finn.employeeId], [day]);
    await scene.request([finn.employeeId], [next]);
    await scene.drain(later);
    const rows = (await scores()).sort((a, b) => a.scoreDate.localeCompare(b.scoreDate));
    expect(rows).toMatchObject([
      { scoreDate: day, itemsProcessed: 10, clockedSeconds: 27_000, periodCount: 2 },
      { scoreDate: next, itemsProcessed: 5, isEstimated: true, periodCount: 0 },
    ]);
  });

  it('reads any number of person-days with the same number of statements', async () => {
    const { scene } = await setUp();
    const people = [];
    for (let index = 0; index < 12; index++) {
      const one = await scene.person(`Person ${index}`);
      await scene.punch(one, at('06:00'), at('14:00'));
      await scene.scan(one, 'Packing', 10, at('06:10'), 3000);
      people.push(one.employeeId);
    }
    await scene.request(people.slice(0, 1), [day]);
    const one = await recordStatements(() => scene.drain(later));
    await scene.request(people, [day]);
    const twelve = await recordStatements(() => scene.drain(later));
    expect(twelve.result.scored).toBe(12);
    expect(twelve.statements.length).toBe(one.statements.length);
  });

  it('serves a request again that was renewed while it was being served', async () => {
    const { scene, scores, waiting } = await setUp();
    const gina = await scene.person('Gina Example');
    await scene.scan(gina, 'Picking', 10, at('09:00'));
    await scene.request([gina.employeeId], [day]);
    let calls = 0;
    await scene.drain(later, {
      clock: { now: () => later + calls },
      onDayScored: async () => {
        calls += 1;
        if (calls > 1) return;
        await scene.scan(gina, 'Picking', 20, at('10:00'));
        await scene.request([gina.employeeId], [day]);
      },
    });
    expect(calls).toBe(2);
    expect(await scores()).toMatchObject([{ itemsProcessed: 30 }]);
    expect(await waiting()).toEqual([]);
  });

  it('notes a person-day that cannot be scored and goes on with the others', async () => {
    const { scene, waiting } = await setUp();
    const good = await scene.person('Hana Example');
    await scene.scan(good, 'Picking', 10, at('09:00'));
    const nobody = 4_000_000_000;
    await scene.request([good.employeeId, nobody], [day]);
    expect(await scene.drain(later)).toMatchObject({ scored: 1, failed: 1 });
    expect(await waiting()).toMatchObject([{ employeeId: nobody, attempts: 1 }]);
    await database.execute(sql`UPDATE score_requests SET attempts = 5 WHERE site_id = ${scene.site.id}`);
    expect(await scene.drain(later)).toMatchObject({ scored: 0, failed: 0 });
  });
});
