import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { inTransaction } from '@/lib/db/client';
import { auditEvents } from '@/lib/db/schema/audit-events';
import { clockTimes } from '@/lib/db/schema/clock-times';
import { employeeIdentities } from '@/lib/db/schema/employee-identities';
import { linkIdentity } from '@/lib/domain/identity/mutations';
import { openTestDatabase, TEST_ACTOR } from '@/test/database';
import {
  type Bench,
  DAY,
  everything,
  HOUR,
  hire,
  linkEverybody,
  NOON,
  startBench,
  storedIssues,
  storedShifts,
  sync,
} from './test-support';

const db = openTestDatabase();

async function expectStable(bench: Bench): Promise<void> {
  const before = await everything(bench);
  bench.time.now += 300;
  await sync(bench);
  expect(await everything(bench)).toEqual(before);
}

describe('contradictions inside Connecteam', () => {
  it.each([true, false])(
    'keeps the longer of two shifts with one start and raises an overlap (linked: %s)',
    async (linked) => {
      const bench = await startBench(db);
      const userId = hire(bench);
      if (linked) await linkEverybody(bench);
      const start = NOON - 6 * HOUR;
      const short = bench.world.addShift({ userId, clockId: bench.clockId, start, end: start + HOUR });
      const long = bench.world.addShift({ userId, clockId: bench.clockId, start, end: start + 2 * HOUR });
      await sync(bench);
      expect((await storedShifts(bench)).map((row) => row.sourceShiftId)).toEqual([long.id]);
      expect(await storedIssues(bench)).toMatchObject([
        { kind: 'overlap', status: 'open', scoreDate: '2026-10-14', details: { sourceIds: [short.id] } },
      ]);
      await expectStable(bench);
      bench.world.editShift(short.id, { end: start + 3 * HOUR });
      await sync(bench);
      expect((await storedShifts(bench)).map((row) => row.sourceShiftId)).toEqual([short.id]);
      expect(await storedIssues(bench)).toMatchObject([{ status: 'open', details: { sourceIds: [long.id] } }]);
      bench.world.deleteShift(long.id);
      await sync(bench);
      expect(await storedIssues(bench)).toMatchObject([{ status: 'resolved' }]);
      await expectStable(bench);
    },
  );

  it('decides the same way between two clocks, whichever is read first', async () => {
    const bench = await startBench(db);
    const second = bench.world.addClock({ name: 'Yard' }).id;
    const [one, two] = [
      hire(bench, undefined, [bench.clockId, second]),
      hire(bench, undefined, [bench.clockId, second]),
    ];
    await linkEverybody(bench);
    const start = NOON - 6 * HOUR;
    const add = (userId: number, clockId: number, hours: number) =>
      bench.world.addShift({ userId, clockId, start, end: start + hours * HOUR });
    const kept = [add(one, bench.clockId, 2), add(two, second, 2)];
    const dropped = [add(one, second, 1), add(two, bench.clockId, 1)];
    await sync(bench);
    const ids = (shifts: { id: string }[]) => shifts.map((shift) => shift.id).sort();
    expect((await storedShifts(bench)).map((row) => row.sourceShiftId).sort()).toEqual(ids(kept));
    const issues = await storedIssues(bench);
    expect(issues).toHaveLength(2);
    expect(issues.flatMap((issue) => (issue.details as { sourceIds: string[] }).sourceIds).sort()).toEqual(
      ids(dropped),
    );
    await expectStable(bench);
    for (const shift of kept) bench.world.deleteShift(shift.id);
    await sync(bench);
    expect((await storedShifts(bench)).map((row) => row.sourceShiftId).sort()).toEqual(ids(dropped));
    expect((await storedIssues(bench)).map((issue) => issue.status)).toEqual(['resolved', 'resolved']);
  });

  it('writes two shifts that swapped their starts', async () => {
    const bench = await startBench(db);
    const userId = hire(bench);
    await linkEverybody(bench);
    const [early, late] = [NOON - 8 * HOUR, NOON - 4 * HOUR];
    const a = bench.world.addShift({ userId, clockId: bench.clockId, start: early, end: early + HOUR });
    const b = bench.world.addShift({ userId, clockId: bench.clockId, start: late, end: late + HOUR });
    await sync(bench);
    bench.world.editShift(a.id, { start: late, end: late + HOUR });
    bench.world.editShift(b.id, { start: early, end: early + HOUR });
    expect(await sync(bench)).toMatchObject({ status: 'success', counts: { updated: 2, contradictions: 0 } });
    const rows = await storedShifts(bench);
    expect(rows.map((row) => [row.sourceShiftId, row.clockIn])).toEqual([
      [b.id, early],
      [a.id, late],
    ]);
    expect(rows.every((row) => row.employeeId !== null)).toBe(true);
    await expectStable(bench);
  });

  it('writes a chain of shifts that each moved to the next one’s start', async () => {
    const bench = await startBench(db);
    const userId = hire(bench);
    await linkEverybody(bench);
    const starts = [8, 7, 6, 5].map((hours) => NOON - hours * HOUR);
    const shifts = starts.map((start) =>
      bench.world.addShift({ userId, clockId: bench.clockId, start, end: start + 600 }),
    );
    await sync(bench);
    for (const [index, shift] of shifts.entries()) {
      const start = NOON - (7 - index) * HOUR;
      bench.world.editShift(shift.id, { start, end: start + 600 });
    }
    await sync(bench);
    const rows = await storedShifts(bench);
    expect(rows.map((row) => row.clockIn)).toEqual([7, 6, 5, 4].map((hours) => NOON - hours * HOUR));
  });

  it('does not store a shift that ends when it starts, and raises bad_period until it is corrected', async () => {
    const bench = await startBench(db);
    const userId = hire(bench);
    await linkEverybody(bench);
    const shift = bench.world.addShift({ userId, clockId: bench.clockId, start: NOON - HOUR, end: NOON - HOUR });
    await sync(bench);
    expect(await storedShifts(bench)).toEqual([]);
    expect(await storedIssues(bench)).toMatchObject([
      { kind: 'bad_period', status: 'open', employeeId: expect.any(Number), details: { sourceIds: [shift.id] } },
    ]);
    await expectStable(bench);
    bench.world.editShift(shift.id, { end: NOON - 600 });
    await sync(bench);
    expect(await storedShifts(bench)).toHaveLength(1);
    expect(await storedIssues(bench)).toMatchObject([{ kind: 'bad_period', status: 'resolved' }]);
    bench.world.editShift(shift.id, { end: NOON - HOUR });
    await sync(bench);
    expect(await storedShifts(bench)).toEqual([]);
    expect(await storedIssues(bench)).toMatchObject([{ kind: 'bad_period', status: 'open' }]);
  });

  it('keeps what another clock said in an issue of the same person and day', async () => {
    const bench = await startBench(db);
    const second = bench.world.addClock({ name: 'Yard' }).id;
    const userId = hire(bench, undefined, [bench.clockId, second]);
    const bad = [bench.clockId, second].map((clockId, index) =>
      bench.world.addShift({ userId, clockId, start: NOON - (index + 1) * HOUR, end: NOON - (index + 1) * HOUR }),
    );
    await sync(bench);
    const ids = async () =>
      (await storedIssues(bench)).map((issue) => [issue.status, (issue.details as { sourceIds: string[] }).sourceIds]);
    expect(await ids()).toEqual([['open', bad.map((shift) => shift.id).sort()]]);
    await expectStable(bench);
    bench.world.deleteShift(bad[0]?.id ?? '');
    await sync(bench);
    expect(await ids()).toEqual([['open', [bad[1]?.id]]]);
    bench.world.deleteShift(bad[1]?.id ?? '');
    await sync(bench);
    expect((await ids())[0]?.[0]).toBe('resolved');
  });
});

describe('contradictions with other sources', () => {
  async function identityIdOf(bench: Bench, userId: number): Promise<number> {
    const rows = await db.select().from(employeeIdentities).where(eq(employeeIdentities.siteId, bench.site.id));
    return rows.find((row) => row.externalId === String(userId))?.id ?? 0;
  }

  it('replaces a period of another source with the same start and leaves an audit event', async () => {
    const bench = await startBench(db);
    const userId = hire(bench);
    await linkEverybody(bench);
    const identityId = await identityIdOf(bench, userId);
    const [identity] = await db.select().from(employeeIdentities).where(eq(employeeIdentities.id, identityId));
    const start = NOON - 3 * HOUR;
    await db.insert(clockTimes).values({
      siteId: bench.site.id,
      source: 'csv',
      sourceShiftId: 'row-7',
      identityId,
      employeeId: identity?.employeeId ?? null,
      clockIn: start,
      clockOut: start + 3 * HOUR,
      isActive: false,
      createdAt: NOON,
      updatedAt: NOON,
    });
    bench.world.addShift({ userId, clockId: bench.clockId, start, end: start + HOUR });
    await sync(bench);
    expect(await storedShifts(bench)).toMatchObject([{ source: 'connecteam', clockOut: start + HOUR }]);
    const audit = await db.select().from(auditEvents).where(eq(auditEvents.siteId, bench.site.id));
    expect(audit.filter((event) => event.action === 'clock-time.replace')).toMatchObject([
      { actorId: 'sync-clock-times', before: { source: 'csv', sourceShiftId: 'row-7' } },
    ]);
    expect(await storedIssues(bench)).toEqual([]);
    await expectStable(bench);
  });

  it('settles what linking two users to one person set aside', async () => {
    const bench = await startBench(db);
    const [one, two] = [hire(bench), hire(bench)];
    const start = NOON - DAY;
    const short = bench.world.addShift({ userId: one, clockId: bench.clockId, start, end: start + HOUR });
    const long = bench.world.addShift({ userId: two, clockId: bench.clockId, start, end: start + 2 * HOUR });
    await sync(bench);
    await linkEverybody(bench);
    const [first] = await storedShifts(bench);
    const identityId = await identityIdOf(bench, one);
    const rows = await storedShifts(bench);
    const employeeId = rows.find((row) => row.sourceShiftId === long.id)?.employeeId ?? 0;
    await inTransaction(db, (tx) =>
      linkIdentity(tx, { siteId: bench.site.id, identityId, employeeId, actor: TEST_ACTOR, now: bench.time.now }),
    );
    expect(first).toBeDefined();
    await sync(bench);
    expect((await storedShifts(bench)).map((row) => row.sourceShiftId)).toEqual([long.id]);
    const open = (await storedIssues(bench)).filter((issue) => issue.status === 'open');
    expect(open).toMatchObject([
      { kind: 'overlap', subject: `identity:${identityId}`, details: { sourceIds: [short.id] } },
    ]);
    await expectStable(bench);
  });
});
