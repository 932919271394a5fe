import { and, asc, eq, inArray } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { closeDatabases } from '@/lib/db/handles';
import { auditEvents } from '@/lib/db/schema/audit-events';
import { dailyRoleTotals, unmappedTotals } from '@/lib/db/schema/derived-totals';
import { employeeIdentities } from '@/lib/db/schema/employee-identities';
import { employees } from '@/lib/db/schema/employees';
import { achievements } from '@/lib/db/schema/gamification';
import { applyEmployeeChange, applyMerge } from '@/lib/domain/employees/apply-changes';
import { UNMAPPED_WORK } from '@/lib/domain/scoring/request-scores';
import type { Actor } from '@/lib/platform/audit/write-audit';
import { AppError } from '@/lib/platform/errors/errors';
import { closeRedisConnections } from '@/lib/platform/redis/redis';
import { addDays, daysFromTo } from '@/lib/platform/time/business-day';
import { openTestDatabase } from '@/test/database';
import { DayScene, winterTime } from '@/test/day-scene';
import { derivedRows } from '@/test/derived-rows';
import { applyDecisions, applyUndo } from './decisions';
import { loadMappings, loadPreview } from './loaders';
import { identityRevision } from './revision';
import type { Decision } from './schema';

const database = openTestDatabase();
const RUNS = Number(process.env.EDIT_RUNS ?? 8);
const FIRST = '2026-01-12';
const LAST = '2026-01-14';
const NOW = winterTime('2026-01-17 12:00');
const ADMIN: Actor = { type: 'user', id: 'admin-1' };

afterAll(async () => {
  closeRedisConnections();
  await closeDatabases();
});

/**
 * Three people with logins for scans and punches, among them a night shift and two that begin at the same second; a login
 * that waits, one that is ignored, and a waiting one of the time clock.
 */
async function floorWithWork() {
  const scene = await DayScene.create(database);
  const people = [await scene.person('Ada Kern'), await scene.person('Bo Lind'), await scene.person('Ada Kernn')];
  const [ada, bo, twin] = people;
  if (ada === undefined || bo === undefined || twin === undefined) throw new Error('nobody there');
  const waiting = { employeeId: null, identityId: await scene.login('unmapped') };
  const ignored = { employeeId: null, identityId: await scene.login('ignored') };
  const clock = { employeeId: null, identityId: await scene.login('unmapped') };
  for (const [index, day] of daysFromTo(FIRST, LAST).entries()) {
    const at = (time: string) => winterTime(`${day} ${time}`);
    await scene.punch(ada, at('06:00'), at('14:00'));
    await scene.punch(bo, at('22:00'), at('22:00') + 7 * 3600);
    await scene.punch(clock, at('22:00'), index === 1 ? null : at('22:00') + 5 * 3600);
    await scene.pause(clock, at('22:00') + 3600, at('22:00') + 4500);
    for (let scan = 0; scan < 3; scan += 1) {
      await scene.scan(ada, 'Packing', 20 + scan, at('06:10') + scan * 5400);
      await scene.scan(twin, 'Picking', 7 + scan, at('08:00') + scan * 1500);
      await scene.scan(bo, 'Heat Press', 11 + index, at('22:20') + scan * 7000);
      await scene.scan(waiting, 'Packing', 5 + scan, at('22:40') + scan * 6000);
    }
    await scene.scan(ignored, 'Packing', 100, at('09:00'));
  }
  const everybody = async () => {
    const rows = await database.select({ id: employees.id }).from(employees).where(eq(employees.siteId, scene.site.id));
    return [UNMAPPED_WORK, ...rows.map((row) => row.id)];
  };
  const scoreAll = async (now: number) => {
    await scene.request(await everybody(), daysFromTo(addDays(FIRST, -3), addDays(LAST, 4)));
    await scene.drain(now);
  };
  await scoreAll(NOW);
  const identityIds = [...people, waiting, ignored, clock].map((one) => one.identityId);
  return { scene, people, identityIds, scoreAll };
}
type Bench = Awaited<ReturnType<typeof floorWithWork>>;

async function derived({ scene: { site } }: Bench) {
  const awards = await database
    .select({ who: achievements.employeeId, key: achievements.achievementKey, period: achievements.periodKey })
    .from(achievements)
    .where(eq(achievements.siteId, site.id));
  return { ...(await derivedRows(database, site.id)), awards: awards.map((award) => JSON.stringify(award)).sort() };
}

/** Items and thousandths of points of the whole site, of people and unmapped together. */
async function siteTotals({ scene: { site } }: Bench) {
  const rows = [
    ...(await database
      .select({ items: dailyRoleTotals.items, points: dailyRoleTotals.points })
      .from(dailyRoleTotals)
      .where(eq(dailyRoleTotals.siteId, site.id))),
    ...(await database
      .select({ items: unmappedTotals.items, points: unmappedTotals.points })
      .from(unmappedTotals)
      .where(eq(unmappedTotals.siteId, site.id))),
  ];
  return {
    items: rows.reduce((sum, row) => sum + row.items, 0),
    thousandths: rows.reduce((sum, row) => sum + Math.round(Number(row.points) * 1000), 0),
  };
}

async function identityRow(id: number) {
  const [row] = await database.select().from(employeeIdentities).where(eq(employeeIdentities.id, id));
  if (row === undefined) throw new Error('no such identity');
  return row;
}

const revisionNow = async (id: number) => identityRevision(await identityRow(id));
const base = ({ scene }: Bench, now: number) => ({ siteId: scene.site.id, actor: ADMIN, now });

type Command =
  | { do: 'link' | 'reject'; login: number; person: number }
  | { do: 'unlink' | 'ignore'; login: number }
  | { do: 'create'; login: number }
  | { do: 'merge'; person: number; into: number }
  | { do: 'contractor'; person: number }
  | { do: 'undo' | 'drain' };

const loginArb = fc.nat(5);
const personArb = fc.nat(2);
const commandArb: fc.Arbitrary<Command> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('link' as const), login: loginArb, person: personArb }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reject' as const), login: loginArb, person: personArb }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constantFrom('unlink' as const, 'ignore' as const), login: loginArb }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('create' as const), login: loginArb }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('merge' as const), person: personArb, into: personArb }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('contractor' as const), person: personArb }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('undo' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('drain' as const) }) },
);

/** Carries a command out; what it changed comes onto the stack, what it takes back goes. */
async function apply(bench: Bench, command: Command, stack: number[][], now: number): Promise<void> {
  const { scene, people, identityIds } = bench;
  const author = base(bench, now);
  const personId = (index: number) => people[index]?.employeeId ?? 0;
  const decide = async (wanted: (named: { identityId: number; revision: string }) => Decision, login: number) => {
    const identityId = identityIds[login] ?? 0;
    const decision = wanted({ identityId, revision: await revisionNow(identityId) });
    const { changeIds } = await applyDecisions(database, { ...author, decisions: [decision] });
    if (changeIds.length > 0) stack.push(changeIds);
  };
  try {
    switch (command.do) {
      case 'link':
      case 'reject':
        return await decide(
          (named) => ({ action: command.do, ...named, employeeId: personId(command.person) }),
          command.login,
        );
      case 'unlink':
      case 'ignore':
        return await decide((named) => ({ action: command.do, ...named }), command.login);
      case 'create':
        return await decide(
          (named) => ({ action: 'create', ...named, name: 'Newly There', email: null, isContractor: false }),
          command.login,
        );
      case 'merge': {
        const order = { ...author, employeeId: personId(command.person), intoId: personId(command.into) };
        stack.push((await applyMerge(database, order)).changeIds);
        return;
      }
      case 'contractor': {
        const edit = { ...author, employeeId: personId(command.person), changes: { isContractor: true } };
        const { changeIds } = await applyEmployeeChange(database, edit);
        if (changeIds.length > 0) stack.push(changeIds);
        return;
      }
      case 'undo': {
        const changeIds = stack.pop();
        if (changeIds !== undefined) await applyUndo(database, { ...author, changeIds });
        return;
      }
      case 'drain':
        return void (await scene.drain(now));
    }
  } catch (error) {
    // Linking to somebody who was merged away, merging somebody with themselves.
    if (!(error instanceof AppError && ['CONFLICT', 'VALIDATION'].includes(error.code)) || command.do === 'undo')
      throw error;
  }
}

describe('decisions, merges and their undo', () => {
  it(
    'keep the totals of the site, leave every derived row equal to a fresh scoring, and leave no trace once all are undone',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(commandArb, { minLength: 2, maxLength: 10 }), async (commands) => {
          const bench = await floorWithWork();
          const { scene, identityIds, scoreAll } = bench;
          const atFirst = await derived(bench);
          const identitiesAtFirst = await Promise.all(identityIds.map(identityRow));
          const stack: number[][] = [];
          let now = NOW;
          for (const command of commands) {
            now += 60;
            await apply(bench, command, stack, now);
          }
          await scene.drain(now);
          const kept = await derived(bench);
          const ignored = new Set(
            (await Promise.all(identityIds.map(identityRow))).flatMap((row) =>
              row.status === 'ignored' ? row.id : [],
            ),
          );
          // By hand, three days: Packing 63 x 0.8, Heat Press 3 x (11 + day) x 1.2, Picking 24, Packing 18 x 0.8, 100 x 0.8.
          const items = [189, 108, 72, 54, 300, 0];
          const thousandths = [151_200, 129_600, 72_000, 43_200, 240_000, 0];
          const sumOf = (of: number[]) =>
            of.reduce((sum, one, index) => sum + (ignored.has(identityIds[index] ?? 0) ? 0 : one), 0);
          expect(await siteTotals(bench)).toEqual({ items: sumOf(items), thousandths: sumOf(thousandths) });
          await scoreAll(now);
          expect(kept).toEqual(await derived(bench));

          for (const changeIds of stack.reverse()) {
            now += 60;
            await applyUndo(database, { ...base(bench, now), changeIds });
          }
          await scene.drain(now);
          expect(await derived(bench)).toEqual(atFirst);
          const links = (rows: typeof identitiesAtFirst) =>
            rows.map(({ id, status, employeeId, verifiedAt }) => ({ id, status, employeeId, verifiedAt }));
          expect(links(await Promise.all(identityIds.map(identityRow)))).toEqual(links(identitiesAtFirst));
        }),
        { numRuns: RUNS },
      );
    },
    RUNS * 30_000,
  );
});

describe('two admins at once', () => {
  it('who comes second is told who was faster, and nothing of theirs is written', async () => {
    const bench = await floorWithWork();
    const [ada, bo] = bench.people;
    const identityId = bench.identityIds[3] ?? 0;
    const revision = await revisionNow(identityId);
    const link = (employeeId: number, actor: Actor) =>
      applyDecisions(database, {
        ...base(bench, NOW),
        actor,
        decisions: [{ action: 'link', identityId, revision, employeeId }],
      });
    const results = await Promise.allSettled([
      link(ada?.employeeId ?? 0, ADMIN),
      link(bo?.employeeId ?? 0, { type: 'user', id: 'admin-2' }),
    ]);
    expect(results.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    const [refused] = results.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(refused).toMatchObject({ code: 'CONFLICT' });
    const winner = results[0]?.status === 'fulfilled' ? 'admin-1' : 'admin-2';
    expect(String(refused.message)).toContain(`${winner} linked this login meanwhile`);
    const row = await identityRow(identityId);
    expect(row).toMatchObject({ status: 'verified', verifiedBy: winner });
  });

  it('a change that somebody has built upon is not taken back', async () => {
    const bench = await floorWithWork();
    const [ada, bo] = bench.people;
    const identityId = bench.identityIds[3] ?? 0;
    const decide = async (employeeId: number, now: number) =>
      applyDecisions(database, {
        ...base(bench, now),
        decisions: [{ action: 'link', identityId, revision: await revisionNow(identityId), employeeId }],
      });
    const first = await decide(ada?.employeeId ?? 0, NOW + 1);
    await decide(bo?.employeeId ?? 0, NOW + 2);
    const undo = applyUndo(database, { ...base(bench, NOW + 3), changeIds: first.changeIds });
    await expect(undo).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await identityRow(identityId)).toMatchObject({ employeeId: bo?.employeeId });
  });

  it('a bulk order is all or nothing', async () => {
    const bench = await floorWithWork();
    const [, , , waiting = 0, , clock = 0] = bench.identityIds;
    const employeeId = bench.people[0]?.employeeId ?? 0;
    const decisions: Decision[] = [
      { action: 'link', identityId: waiting, revision: await revisionNow(waiting), employeeId },
      { action: 'link', identityId: clock, revision: 'as it never was', employeeId },
    ];
    await expect(applyDecisions(database, { ...base(bench, NOW), decisions })).rejects.toMatchObject({
      code: 'CONFLICT',
      details: [{ field: 'identityId', message: String(clock) }],
    });
    expect(await identityRow(waiting)).toMatchObject({ status: 'unmapped', employeeId: null });
  });
});

describe('what is of another site', () => {
  it('is neither decided about, nor taken back, nor previewed', async () => {
    const [bench, other] = [await floorWithWork(), await floorWithWork()];
    const [mine = 0, theirs = 0] = [bench.identityIds[3], other.identityIds[3]];
    const [ada, stranger] = [bench.people[0]?.employeeId ?? 0, other.people[0]?.employeeId ?? 0];
    const decide = async (identityId: number, employeeId: number, of: Bench) =>
      applyDecisions(database, {
        ...base(of, NOW),
        decisions: [{ action: 'link', identityId, revision: await revisionNow(identityId), employeeId }],
      });
    await expect(decide(theirs, ada, bench)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(decide(mine, stranger, bench)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const { changeIds } = await decide(theirs, stranger, other);
    await expect(applyUndo(database, { ...base(bench, NOW), changeIds })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const merge = { ...base(bench, NOW), employeeId: ada, intoId: stranger };
    await expect(applyMerge(database, merge)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const edit = { ...base(bench, NOW), employeeId: stranger, changes: { name: 'Not Theirs' } };
    await expect(applyEmployeeChange(database, edit)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    for (const query of [
      { identityId: theirs, action: 'ignore' as const },
      { identityId: mine, action: 'link' as const, employeeId: stranger },
    ]) {
      await expect(loadPreview(bench.scene.site, query, NOW)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    expect(await identityRow(mine)).toMatchObject({ status: 'unmapped', employeeId: null });
  });
});

describe('a preview', () => {
  it('says to the item and day what then happens, with shifts that make scans change their day', async () => {
    const bench = await floorWithWork();
    const { scene, people, identityIds } = bench;
    const bo = people[1]?.employeeId ?? 0;
    const waiting = identityIds[3] ?? 0;
    const ofDays = async (employeeId: number) => {
      const rows = await database
        .select({ date: dailyRoleTotals.scoreDate, items: dailyRoleTotals.items })
        .from(dailyRoleTotals)
        .where(and(eq(dailyRoleTotals.siteId, scene.site.id), eq(dailyRoleTotals.employeeId, employeeId)));
      return new Map([...Map.groupBy(rows, (row) => row.date)].map(([date, list]) => [date, sum(list)]));
    };
    const preview = await loadPreview(scene.site, { identityId: waiting, action: 'link', employeeId: bo }, NOW);
    expect(preview).toMatchObject({
      from: { kind: 'unmapped' },
      to: { kind: 'person', name: 'Bo Lind' },
      total: { leaves: { items: 54, points: 43.2 }, arrives: { items: 54, points: 43.2 } },
    });
    const before = await ofDays(bo);
    await applyDecisions(database, {
      ...base(bench, NOW),
      decisions: [{ action: 'link', identityId: waiting, revision: await revisionNow(waiting), employeeId: bo }],
    });
    await scene.drain(NOW);
    const after = await ofDays(bo);
    const moved = new Map([...after].map(([date, items]) => [date, items - (before.get(date) ?? 0)]));
    const arrived = preview.days.filter((day) => day.arrives.items > 0).map((day) => [day.date, day.arrives.items]);
    expect([...moved].filter(([, items]) => items !== 0).sort()).toEqual(arrived.sort());
    // The night shift of the last day takes what was scanned past midnight: unmapped it was the next day's.
    expect(preview.days.some((day) => day.leaves.items !== day.arrives.items)).toBe(true);
  });
});

describe('the queue', () => {
  it('names whom a login looks like and why, and never again who was rejected', async () => {
    const bench = await floorWithWork();
    const { scene, people, identityIds } = bench;
    const waiting = identityIds[3] ?? 0;
    await database
      .update(employeeIdentities)
      .set({ externalName: 'ada.kern', externalEmail: 'ada.kern@example.com' })
      .where(eq(employeeIdentities.id, waiting));
    const list = async () => {
      const query = { view: 'waiting' as const, q: '', limit: 100 };
      return (await loadMappings(scene.site, query, NOW)).rows.find((row) => row.id === waiting);
    };
    const shown = await list();
    expect(shown).toMatchObject({ items: 54, scans: { count: 9 }, status: 'unmapped' });
    expect(shown?.suggestions[0]).toMatchObject({
      name: 'Ada Kern',
      level: 'HIGH',
      reason: 'Same “ada” and “kern” in the name',
    });
    const employeeId = people[0]?.employeeId ?? 0;
    const revision = shown?.revision ?? '';
    await applyDecisions(database, {
      ...base(bench, NOW),
      decisions: [{ action: 'reject', identityId: waiting, revision, employeeId }],
    });
    expect((await list())?.suggestions.map((one) => one.name)).not.toContain('Ada Kern');
    const events = await database
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.siteId, scene.site.id), inArray(auditEvents.action, ['identity.reject'])))
      .orderBy(asc(auditEvents.id));
    expect(events).toMatchObject([{ actorId: 'admin-1', after: { employeeId } }]);
  });
});

function sum(rows: readonly { items: number }[]): number {
  return rows.reduce((total, row) => total + row.items, 0);
}
