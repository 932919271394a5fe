import { and, eq, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { inTransaction, recordStatements } from '@/lib/db/client';
import { activityLogs } from '@/lib/db/schema/activity-logs';
import { dataIssues, flagDays } from '@/lib/db/schema/attention';
import { auditEvents } from '@/lib/db/schema/audit-events';
import { employees } from '@/lib/db/schema/employees';
import { storeActivities } from '@/lib/domain/activities/mutations';
import { getAlerts } from '@/lib/domain/alerts/queries/get-alerts';
import { UNRESOLVED } from '@/lib/domain/alerts/rules';
import { resolveIssue } from '@/lib/domain/issues/mutations';
import { mapActivityType } from '@/lib/domain/roles/type-mutations';
import { UNMAPPED_WORK } from '@/lib/domain/scoring/request-scores';
import { toIsoInstant } from '@/lib/platform/time/instant';
import { openTestDatabase, TEST_ACTOR } from '@/test/database';
import { DayScene, winterTime } from '@/test/day-scene';
import { planOf, wholeReads } from '@/test/explain';
import { reviewFlag } from './mutations';
import { prepareFlag } from './prepare';
import { activityFlagsStatement, getActivityFlags } from './queries/get-activity-flags';
import { activitiesStartingInStatement, siteBreaksStatement, sitePeriodsStatement } from './queries/get-flag-facts';
import { unmappedTypesStatement } from './queries/get-unmapped-types';
import { runProcessActivities } from './run';

const database = openTestDatabase();
const DAY = '2026-03-03';
const at = (time: string) => winterTime(`${DAY} ${time}`);
const NOW = at('20:00');
const manager = { type: 'user' as const, id: 'user-1' };

async function setUp() {
  const scene = await DayScene.create(database);
  const siteId = scene.site.id;
  const process = () => runProcessActivities(database, scene.site, NOW);
  /** Facts changed: score the day, then look at it. */
  const replay = async (employeeIds: number[], days = [DAY]) => {
    await scene.request(employeeIds, days);
    await scene.drain(NOW);
    return process();
  };
  const flags = async () =>
    (await getActivityFlags(database, { siteId, isReviewed: false, limit: 100 })).map(prepareFlag);
  const kinds = async () => (await flags()).map((flag) => `${flag.activityId} ${flag.kind} ${flag.severity}`).sort();
  return { scene, siteId, process, replay, flags, kinds };
}

describe('runProcessActivities', () => {
  it('flags what is doubtful once, and takes the flag back when the facts change', async () => {
    const { scene, siteId, process, replay, kinds, flags } = await setUp();
    const ada = await scene.person('Ada Example');
    await scene.punch(ada, at('06:00'), at('14:00'));
    const high = await scene.scan(ada, 'Heat Press', 20, at('08:00'));
    const late = await scene.scan(ada, 'Packing', 1, at('18:00'));
    await scene.scan(ada, 'Packing', 1, at('09:00'));
    expect(await replay([ada.employeeId])).toMatchObject({ days: 1, flagged: 3, removed: 0 });
    expect(await kinds()).toEqual([`${high} high_count high`, `${late} no_clock high`, `${late} odd_hour low`].sort());
    expect(await process()).toMatchObject({ days: 0 });
    expect(await replay([ada.employeeId])).toMatchObject({ days: 1, flagged: 0, removed: 0 });

    const [flag] = (await flags()).filter((one) => one.kind === 'high_count');
    const review = { siteId, flagId: flag?.id ?? 0, note: 'counted twice', actor: manager, now: NOW };
    await reviewFlag(database, review);
    await expect(reviewFlag(database, review)).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(reviewFlag(database, { ...review, siteId: siteId + 1 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const audit = await database
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.siteId, siteId), eq(auditEvents.action, 'flag.review')));
    expect(audit).toMatchObject([{ actorId: manager.id, after: { note: 'counted twice' } }]);
    expect(await replay([ada.employeeId])).toMatchObject({ flagged: 0 });
    expect((await getActivityFlags(database, { siteId, isReviewed: true, limit: 10 })).map(prepareFlag)).toMatchObject([
      { activityId: high, reviewedBy: manager.id, note: 'counted twice', name: 'Ada Example', date: DAY },
    ]);

    // Other facts: the review was about something else.
    await database.update(activityLogs).set({ itemsCount: 12 }).where(eq(activityLogs.id, high));
    await database.delete(activityLogs).where(eq(activityLogs.id, late));
    expect(await replay([ada.employeeId])).toMatchObject({ flagged: 1, removed: 2 });
    expect(await kinds()).toEqual([`${high} high_count medium`]);
    await database.update(employees).set({ isContractor: true }).where(eq(employees.id, ada.employeeId));
    await database.update(activityLogs).set({ itemsCount: 2 }).where(eq(activityLogs.id, high));
    expect(await replay([ada.employeeId])).toMatchObject({ flagged: 0, removed: 1 });
  });

  it('looks at a night shift as one day and moves a flag along with its activity', async () => {
    const { scene, replay, flags } = await setUp();
    const ada = await scene.person('Ada Example');
    await scene.punch(ada, at('22:00'), winterTime('2026-03-04 06:00'));
    const night = await scene.scan(ada, 'Heat Press', 30, winterTime('2026-03-04 02:00'));
    await replay([ada.employeeId], [DAY, '2026-03-04']);
    expect(await flags()).toMatchObject([{ activityId: night, kind: 'high_count', date: DAY }]);
    await database.execute(sql`DELETE FROM clock_times WHERE site_id = ${scene.site.id}`);
    await replay([ada.employeeId], [DAY, '2026-03-04']);
    expect((await flags()).map((flag) => `${flag.date} ${flag.kind}`).sort()).toEqual([
      '2026-03-04 high_count',
      '2026-03-04 no_clock',
      '2026-03-04 odd_hour',
    ]);
  });

  it('sees others at the site, logins of nobody, and never ignored ones', async () => {
    const { scene, replay, kinds } = await setUp();
    const ada = await scene.person('Ada Example');
    await scene.punch(ada, at('06:00'), at('14:00'));
    const stranger = { employeeId: null, identityId: await scene.login('unmapped') };
    const robot = { employeeId: null, identityId: await scene.login('ignored') };
    await scene.scan(stranger, 'Packing', 1, at('10:00'));
    const alone = await scene.scan(stranger, 'Packing', 1, at('15:00'));
    await scene.scan(robot, 'Packing', 900, at('16:00'));
    await replay([UNMAPPED_WORK]);
    expect(await kinds()).toEqual([`${alone} odd_hour low`]);
  });

  it('needs a fixed number of statements a day and no whole table', async () => {
    const { scene, siteId, process, flags } = await setUp();
    const people: number[] = [];
    const work = async () => {
      const person = await scene.person('Somebody Example');
      await scene.punch(person, at('06:00'), at('14:00'));
      await scene.scan(person, 'Heat Press', 99, at('08:00'));
      people.push(person.employeeId);
    };
    const count = async () => {
      await scene.request(people, [DAY]);
      await scene.drain(NOW);
      return (await recordStatements(process)).statements.length;
    };
    await work();
    const one = await count();
    for (let index = 0; index < 15; index++) await work();
    expect(await count()).toBe(one);
    expect(await flags()).toHaveLength(16);

    for (let month = 1; month <= 12; month++) {
      await database.execute(sql`
        INSERT INTO clock_times (site_id, source, source_shift_id, identity_id, employee_id, clock_in, clock_out, is_active,
                                 created_at, updated_at)
        SELECT site_id, source, CONCAT(source_shift_id, '-', ${month}), identity_id, employee_id,
               DATE_SUB(clock_in, INTERVAL ${month} MONTH), DATE_SUB(clock_out, INTERVAL ${month} MONTH), 0, created_at, updated_at
          FROM clock_times WHERE site_id = ${siteId} AND clock_in >= '2026-03-01'`);
      await database.execute(sql`
        INSERT INTO activity_logs (site_id, source, reference_id, identity_id, employee_id, role_id, activity_type, items_count,
                                   window_start, window_end, created_at)
        SELECT site_id, source, CONCAT(reference_id, '-', ${month}), identity_id, employee_id, role_id, activity_type,
               items_count, DATE_SUB(window_start, INTERVAL ${month} MONTH), DATE_SUB(window_end, INTERVAL ${month} MONTH), created_at
          FROM activity_logs WHERE site_id = ${siteId} AND window_start >= '2026-03-01'`);
    }
    await database.execute(sql`ANALYZE TABLE clock_times, activity_logs, activity_flags`);
    const range = { start: at('00:00'), end: at('23:59') };
    const activities = await planOf(database, activitiesStartingInStatement(siteId, range));
    expect(activities).toMatchObject([
      { key: 'ix_activity_logs_window_end', Extra: expect.stringContaining('Using index') },
    ]);
    const periods = await planOf(database, sitePeriodsStatement(siteId, range));
    expect(periods).toMatchObject([{ key: 'ix_clock_times_range', Extra: expect.stringContaining('Using index') }]);
    expect(wholeReads(await planOf(database, siteBreaksStatement(siteId, range)))).toEqual([]);
    expect(wholeReads(await planOf(database, unmappedTypesStatement(siteId)), ['n'])).toEqual([]);
    const list = await planOf(database, activityFlagsStatement({ siteId, isReviewed: false, limit: 5 }));
    expect(wholeReads(list, ['e', 'u'])).toEqual([]);
  });

  it('looks again at a day that changed while it was looked at', async () => {
    const { scene, siteId } = await setUp();
    const ada = await scene.person('Ada Example');
    await scene.scan(ada, 'Packing', 1, at('08:00'));
    for (let change = 0; change < 2; change++) {
      await scene.request([ada.employeeId], [DAY]);
      await scene.drain(NOW);
    }
    const rows = await database.select().from(flagDays).where(eq(flagDays.siteId, siteId));
    expect(rows).toEqual([{ siteId, scoreDate: DAY, version: 2 }]);
  });
});

describe('activity types without a role', () => {
  it('keep one issue and one alert that says how much waits, until they are mapped or settled', async () => {
    const { scene, siteId, process } = await setUp();
    const store = (referenceId: string, itemsCount: number, activityType = 'Folding') =>
      storeActivities(database, {
        site: scene.site,
        source: 'api',
        rows: [
          {
            referenceId,
            userName: 'mara',
            activityType,
            itemsCount,
            windowStart: toIsoInstant(at('08:00')),
            windowEnd: toIsoInstant(at('08:10')),
          },
        ],
        now: NOW,
        actor: TEST_ACTOR,
      });
    const alerts = () =>
      getAlerts(database, { siteId, statuses: UNRESOLVED, kind: 'unmapped_activity_type', limit: 10 });
    const openIssues = async () =>
      database
        .select()
        .from(dataIssues)
        .where(
          and(
            eq(dataIssues.siteId, siteId),
            eq(dataIssues.kind, 'unmapped_activity_type'),
            eq(dataIssues.status, 'open'),
          ),
        );
    await store('1', 5);
    await store('2', 6);
    await store('3', 7, 'Steaming');
    await store('4', 8, 'Gluing');
    expect((await process()).unmappedTypes).toBe(3);
    expect((await alerts()).map((alert) => alert.title)).toEqual([
      'Activity type "Folding" belongs to no department: 2 scans wait',
      'Activity type "Gluing" belongs to no department: 1 scan waits',
      'Activity type "Steaming" belongs to no department: 1 scan waits',
    ]);
    await inTransaction(database, (tx) =>
      mapActivityType(tx, {
        site: scene.site,
        activityType: 'Folding',
        roleId: scene.roleId('Labeling'),
        actor: TEST_ACTOR,
        now: NOW,
      }),
    );
    const gluing = (await openIssues()).find((issue) => issue.subject === 'type:Gluing');
    await resolveIssue(database, { siteId, issueId: gluing?.id ?? 0, note: 'a test', actor: manager, now: NOW });
    await store('3', 0, 'Steaming');
    expect((await process()).unmappedTypes).toBe(1);
    expect(await alerts()).toEqual([]);
    expect(await openIssues()).toEqual([]);
  });
});
