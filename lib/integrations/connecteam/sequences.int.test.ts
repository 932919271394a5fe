import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ManualBreak, Shift } from '@/demo/connecteam/model';
import { inTransaction } from '@/lib/db/client';
import { employeeIdentities } from '@/lib/db/schema/employee-identities';
import { createEmployee } from '@/lib/domain/employees/mutations';
import { linkIdentity, unlinkIdentity } from '@/lib/domain/identity/mutations';
import { openTestDatabase, TEST_ACTOR } from '@/test/database';
import {
  type Bench,
  everything,
  forgetRequests,
  HOUR,
  hire,
  NOON,
  startBench,
  storedRequests,
  storedShifts,
  sync,
} from './test-support';

const db = openTestDatabase();

/** Few people, clocks and times, so that everything meets everything. */
const stepArbitrary = fc.record({
  action: fc.constantFrom(
    'add',
    'add',
    'add',
    'edit',
    'edit',
    'delete',
    'recreate',
    'break',
    'unbreak',
    'link',
    'unlink',
  ),
  user: fc.nat(3),
  clock: fc.nat(1),
  start: fc.nat(5),
  hours: fc.constantFrom(0, 1, 2, null),
  pick: fc.nat(30),
});
type Step = typeof stepArbitrary extends fc.Arbitrary<infer T> ? T : never;

type Scene = { bench: Bench; clockIds: number[]; breakTypeIds: string[]; userIds: number[]; employeeIds: number[] };

async function startScene(): Promise<Scene> {
  const bench = await startBench(db);
  const clockIds = [bench.clockId, bench.world.addClock({ name: 'Yard' }).id];
  const breakTypeIds = clockIds.map(
    (clockId) => bench.world.addBreakType(clockId, { name: 'Lunch', isPaid: false, duration: 30 }).id,
  );
  const userIds = Array.from({ length: 4 }, () => hire(bench, undefined, clockIds));
  const employeeIds = [];
  for (const name of ['Anna Berg', 'Carl Dahl']) {
    const person = { siteId: bench.site.id, name, actor: TEST_ACTOR, now: bench.time.now };
    employeeIds.push(await inTransaction(db, (tx) => createEmployee(tx, person)));
  }
  return { bench, clockIds, breakTypeIds, userIds, employeeIds };
}

const startOf = (step: Step) => NOON - 20 * HOUR + step.start * 3 * HOUR;
const breaksOf = ({ bench }: Scene): ManualBreak[] =>
  [...bench.world.activities.values()].filter((activity): activity is ManualBreak => activity.kind === 'manual_break');
const shiftsOf = ({ bench }: Scene): Shift[] =>
  [...bench.world.activities.values()].filter((activity): activity is Shift => activity.kind === 'shift');

async function identities({ bench }: Scene) {
  return db.select().from(employeeIdentities).where(eq(employeeIdentities.siteId, bench.site.id));
}

async function perform(scene: Scene, step: Step): Promise<void> {
  const { bench, clockIds, breakTypeIds, userIds, employeeIds } = scene;
  const userId = userIds[step.user] ?? 0;
  const clockId = clockIds[step.clock] ?? 0;
  const start = startOf(step);
  const end = step.hours === null ? null : start + step.hours * HOUR;
  const shifts = shiftsOf(scene);
  const picked = shifts[step.pick % Math.max(1, shifts.length)];
  if (step.action === 'add') bench.world.addShift({ userId, clockId, start, end });
  if (step.action === 'edit' && picked) bench.world.editShift(picked.id, { start, end });
  if (step.action === 'delete' && picked) bench.world.deleteShift(picked.id);
  if (step.action === 'recreate' && picked) bench.world.recreateShift(picked.id);
  if (step.action === 'break') {
    const breakTypeId = breakTypeIds[step.clock] ?? '';
    bench.world.addBreak({ userId, clockId, breakTypeId, start: start + step.pick * 60, end: end && end + 30 * 60 });
  }
  const breaks = breaksOf(scene);
  const pickedBreak = breaks[step.pick % Math.max(1, breaks.length)];
  if (step.action === 'unbreak' && pickedBreak) bench.world.deleteBreak(pickedBreak.id);
  if (step.action === 'link' || step.action === 'unlink') {
    const identity = (await identities(scene)).find((row) => row.externalId === String(userId));
    const employeeId = employeeIds[step.pick % 2] ?? 0;
    if (identity === undefined) return;
    const decision = { siteId: bench.site.id, identityId: identity.id, actor: TEST_ACTOR, now: bench.time.now };
    await inTransaction(db, (tx) =>
      step.action === 'link' ? linkIdentity(tx, { ...decision, employeeId }) : unlinkIdentity(tx, decision),
    );
  }
}

/** Reads until the source is believed, as the regular runs of an hour would. */
async function syncUntilBelieved({ bench }: Scene): Promise<void> {
  for (let run = 0; run < 12; run++) {
    bench.time.now += 300;
    const { status, reason } = await sync(bench);
    if (status === 'success') return;
    expect(reason).toContain('confirmed');
  }
  throw new Error('The source was never believed.');
}

/**
 * What must be stored: per person and start the longest period, then the one with the lower id; with the minutes, counted
 * one by one, in which the person was on a break.
 */
async function expectedShifts(scene: Scene): Promise<string[]> {
  const people = new Map(
    (await identities(scene)).map((row) => [row.externalId, row.employeeId ?? `user ${row.externalId}`]),
  );
  const valid = shiftsOf(scene).filter((shift) => shift.end === null || shift.end.timestamp > shift.start.timestamp);
  const byStart = Map.groupBy(valid, (shift) => `${people.get(String(shift.userId))}@${shift.start.timestamp}`);
  const endOf = (shift: Shift) => shift.end?.timestamp ?? Number.MAX_SAFE_INTEGER;
  return [...byStart.values()]
    .map((rivals) => rivals.sort((a, b) => endOf(b) - endOf(a) || (a.id < b.id ? -1 : 1))[0])
    .flatMap((shift) => (shift === undefined ? [] : [shift]))
    .map((shift) => {
      const pauses = breaksOf(scene).filter(
        (one) => people.get(String(one.userId)) === people.get(String(shift.userId)),
      );
      const [start, end] = [shift.start.timestamp, shift.end?.timestamp ?? null];
      let minutes = 0;
      for (let minute = start; minute < (end ?? start + 30 * HOUR); minute += 60) {
        const isOnBreak = (one: ManualBreak) => one.start.timestamp <= minute && minute < (one.end?.timestamp ?? 0);
        if (pauses.some(isOnBreak)) minutes += 1;
      }
      return JSON.stringify([shift.id, shift.clockId, start, end, minutes]);
    })
    .sort();
}

describe('any sequence of changes', () => {
  it('ends with exactly what the source says, scored again where it changed, and quiet after that', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(stepArbitrary, { minLength: 3, maxLength: 12 }), async (steps) => {
        const scene = await startScene();
        const { bench } = scene;
        for (const [index, step] of steps.entries()) {
          await perform(scene, step);
          if (index % 3 === 2) await syncUntilBelieved(scene);
        }
        const before = await storedShifts(bench);
        await forgetRequests(bench);
        await syncUntilBelieved(scene);
        const rows = await storedShifts(bench);
        const stored = rows.map((row) =>
          JSON.stringify([row.sourceShiftId, row.sourceClockId, row.clockIn, row.clockOut, row.breakMinutes]),
        );
        expect(stored.sort()).toEqual(await expectedShifts(scene));
        const employees = new Map((await identities(scene)).map((row) => [row.id, row.employeeId]));
        for (const row of rows) expect(row.employeeId).toBe(employees.get(row.identityId));
        const requested = new Set((await storedRequests(bench)).map((request) => request.employeeId));
        const unchanged = new Set(before.map((row) => JSON.stringify(row)));
        for (const row of rows) {
          if (row.employeeId !== null && !unchanged.has(JSON.stringify(row)))
            expect(requested).toContain(row.employeeId);
        }
        const all = await everything(bench);
        bench.time.now += 300;
        await sync(bench);
        expect(await everything(bench)).toEqual(all);
      }),
      { numRuns: 25 },
    );
  });
});

describe('linking while a sync is under way', () => {
  it('leaves no period without its person', async () => {
    const scene = await startScene();
    const { bench, userIds, employeeIds, clockIds } = scene;
    for (const [index, userId] of userIds.entries()) {
      bench.world.addShift({ userId, clockId: clockIds[0] ?? 0, start: NOON - (index + 1) * HOUR, end: NOON });
    }
    await sync(bench);
    for (let round = 0; round < 8; round++) {
      for (const [index, userId] of userIds.entries()) {
        const start = NOON - 30 * HOUR + round * 600 + index * 7;
        bench.world.addShift({ userId, clockId: clockIds[0] ?? 0, start, end: start + 300 });
      }
      const decide = async () => {
        for (const row of await identities(scene)) {
          const decision = { siteId: bench.site.id, identityId: row.id, actor: TEST_ACTOR, now: bench.time.now };
          const employeeId = employeeIds[(row.id + round) % 2] ?? 0;
          await inTransaction(db, (tx) => linkIdentity(tx, { ...decision, employeeId }));
        }
      };
      const [result] = await Promise.all([sync(bench), decide()]);
      expect(result.status).toBe('success');
      bench.time.now += 60;
    }
    const employees = new Map((await identities(scene)).map((row) => [row.id, row.employeeId]));
    const rows = await storedShifts(bench);
    expect(rows).toHaveLength(36);
    for (const row of rows) expect(row.employeeId).toBe(employees.get(row.identityId));
  });
});
