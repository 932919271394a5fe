import { and, eq, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { inTransaction, recordStatements } from '@/lib/db/client';
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
import { employeeIdentities } from '@/lib/db/schema/employee-identities';
import { employees } from '@/lib/db/schema/employees';
import { achievements } from '@/lib/db/schema/gamification';
import { roleConfigs } from '@/lib/db/schema/role-configs';
import { scoreRequests } from '@/lib/db/schema/score-requests';
import type { Site } from '@/lib/domain/sites/schema';
import { getLogger } from '@/lib/platform/log/log';
import { fromIsoInstant } from '@/lib/platform/time/instant';
import { createTestSite, openTestDatabase } from '@/test/database';
import { requestScores, UNMAPPED_WORK } from './request-scores';
import { runDrainScores } from './run';

const database = openTestDatabase();
const day = '2026-03-03';
/** Local time of the test site (Chicago, UTC-6) on the test day. */
const at = (time: string, date = day) => fromIsoInstant(`${date}T${time}:00-06:00`);
const later = at('20:00', '2026-03-05');

let serial = 0;

async function setUp() {
  const site = await createTestSite(database);
  const roles = await database.select().from(roleConfigs).where(eq(roleConfigs.siteId, site.id));
  const roleId = (department: string) => {
    const role = roles.find((one) => one.departmentName === department);
    if (role === undefined) throw new Error(`no department ${department}`);
    return role.id;
  };
  const person = async (name: string) => {
    const [employee] = await database
      .insert(employees)
      .values({ siteId: site.id, name, createdAt: 0, updatedAt: 0 })
      .$returningId();
    const employeeId = employee?.id ?? 0;
    const identityId = await identity(employeeId);
    return { employeeId, identityId };
  };
  const identity = async (employeeId: number | null, status: 'verified' | 'unmapped' | 'ignored' = 'verified') => {
    const [row] = await database
      .insert(employeeIdentities)
      .values({
        siteId: site.id,
        source: 'api',
        externalId: `login-${++serial}`,
        employeeId,
        status,
        firstSeenAt: 0,
        lastSeenAt: 0,
      })
      .$returningId();
    return row?.id ?? 0;
  };
  type Owner = { employeeId: number | null; identityId: number };
  const punch = (owner: Owner, clockIn: number, clockOut: number | null) =>
    database.insert(clockTimes).values({
      siteId: site.id,
      source: 'connecteam',
      sourceShiftId: `shift-${++serial}`,
      ...owner,
      clockIn,
      clockOut,
      isActive: clockOut === null,
      createdAt: 0,
      updatedAt: 0,
    });
  const scan = (owner: Owner, department: string, items: number, windowStart: number, windowEnd: number) =>
    database.insert(activityLogs).values({
      siteId: site.id,
      source: 'api',
      referenceId: `ref-${++serial}`,
      ...owner,
      roleId: roleId(department),
      activityType: department,
      itemsCount: items,
      windowStart,
      windowEnd,
      createdAt: 0,
    });
  const request = (employeeIds: number[], scoreDate = day) =>
    inTransaction(database, (tx) =>
      requestScores(
        tx,
        employeeIds.map((employeeId) => ({ siteId: site.id, scoreDate, employeeId })),
        'test',
        0,
      ),
    );
  const drain = (now = later, changes: Partial<Parameters<typeof runDrainScores>[0]> = {}) =>
    runDrainScores({ db: database, site, clock: { now: () => now }, log: getLogger(), ...changes });
  const scores = () => database.select().from(dailyScores).where(eq(dailyScores.siteId, site.id));
  const waiting = () => database.select().from(scoreRequests).where(eq(scoreRequests.siteId, site.id));
  return { site, roleId, person, identity, punch, scan, request, drain, scores, waiting };
}

async function derivedRows(site: Site) {
  const tables = [dailyRoleTotals, hourlyRoleTotals, hourlyPresence, dailyCosts, idlePeriods] as const;
  const rows = await Promise.all(tables.map((table) => database.select().from(table).where(eq(table.siteId, site.id))));
  return Object.fromEntries(tables.map((_, index) => [index, rows[index]]));
}

describe('runDrainScores', () => {
  it('scores the heat press example of domain.md 12.1 into every derived table', async () => {
    const { site, person, punch, scan, request, drain, scores, waiting, roleId } = await setUp();
    const anna = await person('Anna Example');
    await punch(anna, at('06:00'), at('08:00'));
    await scan(anna, 'Heat Press', 5, at('06:20'), at('06:30'));
    await scan(anna, 'Heat Press', 5, at('06:50'), at('07:00'));
    await request([anna.employeeId]);
    const days: string[] = [];
    const counts = await drain(later, {
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
        primaryRoleId: roleId('Heat Press'),
        openUntil: null,
        scoredAt: later,
        isFinalized: false,
      },
    ]);
    const idle = await database.select().from(idlePeriods).where(eq(idlePeriods.siteId, site.id));
    expect(idle.map((one) => [one.startTime, one.endTime])).toEqual([
      [at('06:15'), at('06:20')],
      [at('06:45'), at('06:50')],
      [at('07:15'), at('07:45')],
    ]);
    const derived = await derivedRows(site);
    expect(derived[0]).toMatchObject([{ items: 10, points: '12.000', activityCount: 2, workedSeconds: 7200 }]);
    expect(derived[1]).toMatchObject([{ hourStart: at('06:00'), items: 10, points: '12.000' }]);
    expect(derived[2]).toMatchObject([{ workSeconds: 3600 }, { workSeconds: 3600 }]);
    expect(derived[3]).toMatchObject([
      { hourlyCents: 1300, isDefaultRate: true, labourCents: 2600, activeCents: 1733, idleCents: 867, breakCents: 0 },
    ]);
    expect(await waiting()).toEqual([]);
  });

  it('scoring twice changes nothing but the time of scoring', async () => {
    const { site, person, punch, scan, request, drain, scores } = await setUp();
    const ben = await person('Ben Example');
    await punch(ben, at('06:00'), at('14:00'));
    await scan(ben, 'Packing', 30, at('06:10'), at('07:00'));
    await request([ben.employeeId]);
    await drain(later);
    const before = { scores: await scores(), derived: await derivedRows(site) };
    await request([ben.employeeId]);
    await drain(later + 60);
    const after = { scores: await scores(), derived: await derivedRows(site) };
    expect(after.derived).toEqual(before.derived);
    expect(after.scores).toEqual(before.scores.map((row) => ({ ...row, scoredAt: later + 60 })));
  });

  it('takes the rows, awards and audit of a person-day that lost its last fact', async () => {
    const { site, person, scan, request, drain, scores } = await setUp();
    const cara = await person('Cara Example');
    await scan(cara, 'Picking', 10, at('09:00'), at('09:10'));
    await request([cara.employeeId]);
    await drain();
    expect(await scores()).toMatchObject([{ isEstimated: true, clockedSeconds: 0, efficiencyRate: null }]);
    await database.insert(achievements).values({
      siteId: site.id,
      employeeId: cara.employeeId,
      achievementKey: 'daily_champion',
      periodKey: day,
      earnedDate: day,
      pointsAwarded: 10,
      awardedAt: later,
    });
    await database.delete(activityLogs).where(eq(activityLogs.siteId, site.id));
    await request([cara.employeeId]);
    expect(await drain()).toMatchObject({ scored: 0, empty: 1 });
    expect(await scores()).toEqual([]);
    expect(Object.values(await derivedRows(site)).flat()).toEqual([]);
    expect(await database.select().from(achievements).where(eq(achievements.siteId, site.id))).toEqual([]);
    const audit = await database
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.siteId, site.id), eq(auditEvents.action, 'score.remove')));
    expect(audit).toMatchObject([{ entityId: `${cara.employeeId}/${day}`, actorId: 'drain-scores' }]);
  });

  it('keeps a corrected final day final and says what changed; one more period reopens it', async () => {
    const { site, person, punch, scan, request, drain, scores } = await setUp();
    const dora = await person('Dora Example');
    await punch(dora, at('06:00'), at('14:00'));
    await scan(dora, 'Packing', 10, at('06:10'), at('07:00'));
    await request([dora.employeeId]);
    await drain(later);
    await database.update(dailyScores).set({ isFinalized: true }).where(eq(dailyScores.siteId, site.id));
    await request([dora.employeeId]);
    await drain(later + 1);
    expect(await scores()).toMatchObject([{ isFinalized: true, revisedAt: null }]);
    await scan(dora, 'Packing', 5, at('07:10'), at('07:20'));
    await request([dora.employeeId]);
    await drain(later + 2);
    expect(await scores()).toMatchObject([{ isFinalized: true, revisedAt: later + 2, itemsProcessed: 15 }]);
    const revised = await database
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.siteId, site.id), eq(auditEvents.action, 'score.revise')));
    expect(revised).toMatchObject([{ before: { itemsProcessed: 10 }, after: { itemsProcessed: 15 } }]);
    await punch(dora, at('15:00'), at('16:00'));
    await request([dora.employeeId]);
    await drain(later + 3);
    expect(await scores()).toMatchObject([{ isFinalized: false }]);
  });

  it('adds up the work of unlinked logins by hour and role, ignored ones left out', async () => {
    const { site, identity, scan, request, drain } = await setUp();
    const unknown = { employeeId: null, identityId: await identity(null, 'unmapped') };
    const ignored = { employeeId: null, identityId: await identity(null, 'ignored') };
    await scan(unknown, 'Packing', 7, at('10:05'), at('10:15'));
    await scan(unknown, 'Packing', 3, at('10:50'), at('11:05'));
    await scan(unknown, 'Picking', 4, at('11:05'), at('11:10'));
    await scan(ignored, 'Packing', 100, at('10:05'), at('10:15'));
    await request([UNMAPPED_WORK]);
    expect(await drain()).toEqual({ scored: 0, empty: 0, unmapped: 1, failed: 0 });
    const totals = await database
      .select()
      .from(unmappedTotals)
      .where(eq(unmappedTotals.siteId, site.id))
      .orderBy(unmappedTotals.hourStart);
    expect(totals).toMatchObject([
      { hourStart: at('10:00'), items: 10, points: '8.000' },
      { hourStart: at('11:00'), items: 4, points: '4.000' },
    ]);
  });

  it('raises the issues of a person-day and closes them when the facts are mended', async () => {
    const { site, person, punch, request, drain } = await setUp();
    const emil = await person('Emil Example');
    await punch(emil, at('06:00'), null);
    await request([emil.employeeId]);
    await drain(later);
    const open = () =>
      database
        .select({ kind: dataIssues.kind, status: dataIssues.status })
        .from(dataIssues)
        .where(eq(dataIssues.siteId, site.id))
        .orderBy(dataIssues.kind);
    expect(await open()).toEqual([
      { kind: 'missing_clock_out', status: 'open' },
      { kind: 'no_scans', status: 'open' },
    ]);
    await database
      .update(clockTimes)
      .set({ clockOut: at('14:00'), isActive: false })
      .where(eq(clockTimes.siteId, site.id));
    await request([emil.employeeId]);
    await drain(later);
    expect(await open()).toEqual([
      { kind: 'missing_clock_out', status: 'resolved' },
      { kind: 'no_scans', status: 'open' },
    ]);
  });

  it('keeps the work of a night on the day it began', async () => {
    const { person, punch, scan, request, drain, scores } = await setUp();
    const finn = await person('Finn Example');
    const next = '2026-03-04';
    await punch(finn, at('22:00'), at('01:30', next));
    await punch(finn, at('02:00', next), at('06:00', next));
    await scan(finn, 'Picking', 10, at('02:30', next), at('02:40', next));
    await scan(finn, 'Picking', 5, at('07:00', next), at('07:10', next));
    await request([finn.employeeId]);
    await request([finn.employeeId], next);
    await drain(later);
    const rows = (await scores()).sort((a, b) => a.scoreDate.localeCompare(b.scoreDate));
    expect(rows).toMatchObject([
      { scoreDate: day, itemsProcessed: 10, clockedSeconds: 27_000, periodCount: 2 },
      { scoreDate: next, itemsProcessed: 5, isEstimated: true, periodCount: 0 },
    ]);
  });

  it('reads any number of person-days with the same number of statements', async () => {
    const { person, punch, scan, request, drain } = await setUp();
    const people = [];
    for (let index = 0; index < 12; index++) {
      const one = await person(`Person ${index}`);
      await punch(one, at('06:00'), at('14:00'));
      await scan(one, 'Packing', 10, at('06:10'), at('07:00'));
      people.push(one.employeeId);
    }
    await request(people.slice(0, 1));
    const one = await recordStatements(() => drain());
    await request(people);
    const twelve = await recordStatements(() => drain());
    expect(twelve.result.scored).toBe(12);
    expect(twelve.statements.length).toBe(one.statements.length);
  });

  it('serves a request again that was renewed while it was being served', async () => {
    const { site, person, scan, request, drain, scores, waiting } = await setUp();
    const gina = await person('Gina Example');
    await scan(gina, 'Picking', 10, at('09:00'), at('09:10'));
    await request([gina.employeeId]);
    let calls = 0;
    await drain(later, {
      clock: { now: () => later + calls },
      onDayScored: async () => {
        calls += 1;
        if (calls > 1) return;
        await scan(gina, 'Picking', 20, at('10:00'), at('10:10'));
        await request([gina.employeeId]);
      },
    });
    expect(calls).toBe(2);
    expect(await scores()).toMatchObject([{ itemsProcessed: 30 }]);
    expect(await waiting()).toEqual([]);
    expect(site.id).toBeGreaterThan(0);
  });

  it('notes a person-day that cannot be scored and goes on with the others', async () => {
    const { site, person, scan, request, drain, waiting } = await setUp();
    const good = await person('Hana Example');
    await scan(good, 'Picking', 10, at('09:00'), at('09:10'));
    const nobody = 4_000_000_000;
    await request([good.employeeId, nobody]);
    expect(await drain()).toMatchObject({ scored: 1, failed: 1 });
    expect(await waiting()).toMatchObject([{ employeeId: nobody, attempts: 1 }]);
    await database.execute(sql`UPDATE score_requests SET attempts = 5 WHERE site_id = ${site.id}`);
    expect(await drain()).toMatchObject({ scored: 0, failed: 0 });
  });
});
