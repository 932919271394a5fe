import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { dataIssues } from '@/lib/db/schema/attention';
import { openTestDatabase } from '@/test/database';
import {
  type Bench,
  DAY,
  everything,
  forgetRequests,
  HOUR,
  hire,
  linkEverybody,
  NOON,
  reconcile,
  startBench,
  storedIssues,
  storedRequests,
  storedShifts,
  sync,
} from './test-support';

const db = openTestDatabase();

/** One shift of an hour per start, of one person. */
function addShifts(bench: Bench, userId: number, starts: number[]) {
  return starts.map((start) => bench.world.addShift({ userId, clockId: bench.clockId, start, end: start + HOUR }));
}

describe('shifts that are no longer there', () => {
  it('removes a deleted shift and asks for the scores of its days', async () => {
    const bench = await startBench(db);
    const userId = hire(bench);
    await linkEverybody(bench);
    const [first, second] = addShifts(bench, userId, [NOON - 8 * HOUR, NOON - 4 * HOUR]);
    await sync(bench);
    await forgetRequests(bench);
    bench.world.deleteShift(first?.id ?? '');
    expect(await sync(bench)).toMatchObject({ status: 'success', counts: { removed: 1 } });
    expect((await storedShifts(bench)).map((row) => row.sourceShiftId)).toEqual([second?.id]);
    expect(await storedRequests(bench)).toHaveLength(5);
  });

  it('keeps a deleted shift outside the days asked for until a longer read covers it', async () => {
    const bench = await startBench(db);
    const userId = hire(bench);
    const shifts = addShifts(bench, userId, [NOON - 20 * DAY, NOON - 3 * DAY, NOON - 4 * HOUR, NOON - 2 * HOUR]);
    await sync(bench);
    for (const shift of shifts.slice(0, 2)) bench.world.deleteShift(shift.id);
    await sync(bench);
    expect(await storedShifts(bench)).toHaveLength(4);
    await reconcile(bench);
    const kept = (await storedShifts(bench)).map((row) => row.sourceShiftId);
    expect(kept).toEqual(shifts.slice(2).map((shift) => shift.id));
  });

  it('keeps the shifts of people who were removed from the clock, archived or are listed without rows', async () => {
    const bench = await startBench(db);
    bench.control.setModes({ archivedPeople: 'hidden' });
    const [removed, archived, staying] = [hire(bench), hire(bench), hire(bench)];
    for (const userId of [removed, archived, staying]) addShifts(bench, userId, [NOON - 8 * HOUR, NOON - 4 * HOUR]);
    await sync(bench);
    const before = await storedShifts(bench);
    bench.world.unassignUser(bench.clockId, removed);
    bench.world.archiveUser(archived);
    expect(await sync(bench)).toMatchObject({ status: 'success', counts: { removed: 0 } });
    await reconcile(bench);
    expect(await storedShifts(bench)).toEqual(before);
    expect(await storedIssues(bench)).toEqual([]);
  });

  it('keeps the shifts of archived and vanished clocks and of clocks that are no longer ours', async () => {
    const bench = await startBench(db);
    const archived = bench.world.addClock({ name: 'Old hall' }).id;
    const vanished = bench.world.addClock({ name: 'Gone hall' }).id;
    const userId = hire(bench, 'Ola Berg', [bench.clockId, archived, vanished]);
    const start = NOON - 6 * HOUR;
    const kept = [archived, vanished].map((clockId, index) =>
      bench.world.addShift({ userId, clockId, start: start + index * HOUR, end: start + index * HOUR + 1800 }),
    );
    await sync(bench);
    bench.world.archiveClock(archived);
    bench.world.deleteShift(kept[0]?.id ?? '');
    bench.world.removeClock(vanished);
    const before = await storedShifts(bench);
    bench.time.now += 300;
    expect(await sync(bench)).toMatchObject({ status: 'success' });
    bench.time.now += DAY;
    expect(await sync(bench)).toMatchObject({ status: 'success', counts: { clocks: 1 } });
    expect(await reconcile(bench)).toMatchObject({ status: 'success', counts: { clocks: 2 } });
    expect(await storedShifts(bench)).toEqual(before);
  });

  it('is partial for an unknown configured clock, and reads the others', async () => {
    const bench = await startBench(db, { client: { clockIds: [999_999] } });
    expect(await sync(bench)).toMatchObject({ status: 'partial', reason: expect.stringContaining('999999') });
    const both = await startBench(db, { client: { clockIds: [300_011, 999_999] } });
    const userId = hire(both);
    addShifts(both, userId, [NOON - HOUR]);
    expect(both.clockId).toBe(300_011);
    expect(await sync(both)).toMatchObject({ status: 'partial', counts: { inserted: 1 } });
    expect(await storedShifts(both)).toHaveLength(1);
  });

  it('removes nothing after a read with an error in one of its pieces', async () => {
    const bench = await startBench(db);
    const userId = hire(bench);
    const [gone] = addShifts(bench, userId, [NOON - 8 * HOUR, NOON - 4 * HOUR]);
    await sync(bench);
    bench.world.deleteShift(gone?.id ?? '');
    bench.control.addFault({ path: '*/time-activities', after: 1, times: 5, effect: { kind: 'truncated_json' } });
    expect(await sync(bench, { from: '2026-06-01', to: '2026-10-14' })).toMatchObject({ status: 'failed' });
    expect(await storedShifts(bench)).toHaveLength(2);
  });

  it('replaces a shift that came back under a new id in one go', async () => {
    const bench = await startBench(db);
    const userId = hire(bench);
    await linkEverybody(bench);
    const old = bench.world.clockIn(userId, bench.clockId, { at: NOON - 4 * HOUR });
    await sync(bench);
    const fresh = bench.world.recreateShift(old.id, { end: NOON - HOUR });
    expect(await sync(bench)).toMatchObject({
      status: 'success',
      counts: { inserted: 1, removed: 1, contradictions: 0 },
    });
    expect(await storedShifts(bench)).toMatchObject([{ sourceShiftId: fresh.id, clockOut: NOON - HOUR }]);
    expect(await storedIssues(bench)).toEqual([]);
  });

  it('replaces a shift under a new id also at the edge of what was asked for', async () => {
    const bench = await startBench(db);
    const userId = hire(bench);
    await linkEverybody(bench);
    const [old] = addShifts(bench, userId, [NOON - 3 * DAY]);
    await sync(bench);
    const fresh = bench.world.recreateShift(old?.id ?? '');
    await sync(bench, { from: '2026-10-12', to: '2026-10-14' });
    expect(await storedShifts(bench)).toMatchObject([{ sourceShiftId: fresh.id }]);
    expect(await storedIssues(bench)).toEqual([]);
  });
});

describe('an answer that is too short to be believed', () => {
  async function benchWithShifts(count: number) {
    const bench = await startBench(db);
    const userId = hire(bench);
    await linkEverybody(bench);
    const shifts = addShifts(
      bench,
      userId,
      Array.from({ length: count }, (_, index) => NOON - (index + 1) * 2 * HOUR),
    );
    await sync(bench);
    await forgetRequests(bench);
    return { bench, userId, shifts };
  }

  it.each(['empty_people', 'empty_lists'] as const)(
    'removes nothing after an answer with %s and says so',
    async (kind) => {
      const { bench } = await benchWithShifts(3);
      const before = await storedShifts(bench);
      bench.control.addFault({ path: '*/time-activities', effect: { kind } });
      expect(await sync(bench)).toMatchObject({ status: 'partial', counts: { removed: 0 } });
      expect(await storedShifts(bench)).toEqual(before);
      expect(await storedRequests(bench)).toEqual([]);
      expect(await storedIssues(bench)).toMatchObject([
        { kind: 'suspicious_source', subject: `clock:${bench.clockId}`, status: 'open', scoreDate: '2026-10-14' },
      ]);
      bench.time.now += 300;
      expect(await sync(bench)).toMatchObject({ status: 'success' });
      expect(await storedShifts(bench)).toEqual(before);
      expect(await storedIssues(bench)).toMatchObject([
        { kind: 'suspicious_source', status: 'resolved', resolvedBy: 'system' },
      ]);
    },
  );

  it('fails on an answer without its list instead of taking it for empty', async () => {
    const { bench } = await benchWithShifts(3);
    bench.control.addFault({ path: '*/time-activities', times: 9, effect: { kind: 'empty_data' } });
    expect(await sync(bench)).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('timeActivitiesByUsers'),
    });
    expect(await storedShifts(bench)).toHaveLength(3);
  });

  it('believes half of what is stored, and less than three rows', async () => {
    const { bench, shifts } = await benchWithShifts(4);
    for (const shift of shifts.slice(0, 2)) bench.world.deleteShift(shift.id);
    expect(await sync(bench)).toMatchObject({ status: 'success', counts: { removed: 2 } });
    for (const shift of shifts.slice(2)) bench.world.deleteShift(shift.id);
    expect(await sync(bench)).toMatchObject({ status: 'success', counts: { removed: 2 } });
  });

  it('believes the third equal answer half an hour after the first, with new punches between them', async () => {
    const { bench, userId, shifts } = await benchWithShifts(5);
    for (const shift of shifts.slice(0, 4)) bench.world.deleteShift(shift.id);
    expect(await sync(bench)).toMatchObject({ status: 'partial' });
    bench.time.now += 900;
    bench.world.clockIn(userId, bench.clockId);
    expect(await sync(bench)).toMatchObject({ status: 'partial', counts: { inserted: 1, removed: 0 } });
    bench.time.now += 600;
    expect(await sync(bench)).toMatchObject({ status: 'partial' });
    bench.time.now += 300;
    expect(await sync(bench)).toMatchObject({ status: 'success', counts: { removed: 4 } });
    expect(await storedShifts(bench)).toHaveLength(2);
    expect(await storedIssues(bench)).toMatchObject([{ kind: 'suspicious_source', status: 'resolved' }]);
    const before = await everything(bench);
    bench.time.now += 300;
    expect(await sync(bench)).toMatchObject({ status: 'success' });
    expect(await everything(bench)).toEqual(before);
  });

  it('starts counting anew after a full answer', async () => {
    const { bench } = await benchWithShifts(3);
    for (const isShort of [true, true, false, true]) {
      if (isShort) bench.control.addFault({ path: '*/time-activities', effect: { kind: 'empty_people' } });
      expect(await sync(bench)).toMatchObject({ status: isShort ? 'partial' : 'success' });
      bench.time.now += 1_200;
    }
    expect(await storedShifts(bench)).toHaveLength(3);
    expect(await storedIssues(bench)).toMatchObject([{ status: 'open', details: { observations: [{ answers: 1 }] } }]);
  });

  it('believes it once a person resolved the issue', async () => {
    const { bench, shifts } = await benchWithShifts(3);
    for (const shift of shifts) bench.world.deleteShift(shift.id);
    await sync(bench);
    await db
      .update(dataIssues)
      .set({ status: 'resolved', resolvedBy: 'user-1', resolvedAt: bench.time.now, note: 'They were test punches.' })
      .where(eq(dataIssues.siteId, bench.site.id));
    expect(await sync(bench)).toMatchObject({ status: 'success', counts: { removed: 3 } });
    expect(await storedShifts(bench)).toEqual([]);
    expect(await storedIssues(bench)).toMatchObject([{ status: 'resolved', resolvedBy: 'user-1' }]);
  });

  it('confirms a clock on which nobody is left, and stays quiet then', async () => {
    const { bench, userId } = await benchWithShifts(3);
    bench.world.unassignUser(bench.clockId, userId);
    for (const expected of ['partial', 'partial', 'success', 'success']) {
      expect(await sync(bench)).toMatchObject({ status: expected, counts: { removed: 0 } });
      bench.time.now += 900;
    }
    expect(await storedShifts(bench)).toHaveLength(3);
    expect(await storedIssues(bench)).toMatchObject([{ status: 'resolved' }]);
  });
});
