import { describe, expect, it } from 'vitest';
import { openTestDatabase } from '@/test/database';
import {
  at,
  DAY,
  everything,
  HOUR,
  hire,
  linkEverybody,
  NOON,
  reconcile,
  startBench,
  storedRuns,
  storedShifts,
  sync,
  takeRequests,
} from './test-support';

const db = openTestDatabase();

describe('the daily comparison with the source', () => {
  it('corrects what was edited, added and deleted weeks ago, and reports it row by row', async () => {
    const bench = await startBench(db);
    const userId = hire(bench);
    await linkEverybody(bench);
    const starts = [40, 39, 38, 37, 36].map((days) => NOON - days * DAY);
    const shifts = starts.map((start) =>
      bench.world.addShift({ userId, clockId: bench.clockId, start, end: start + HOUR }),
    );
    await sync(bench);
    await sync(bench);
    bench.world.editShift(shifts[0]?.id ?? '', { end: NOON - 40 * DAY + 2 * HOUR });
    bench.world.deleteShift(shifts[1]?.id ?? '');
    const added = bench.world.addShift({
      userId,
      clockId: bench.clockId,
      start: NOON - 30 * DAY,
      end: NOON - 30 * DAY + HOUR,
    });
    await sync(bench);
    expect(await storedShifts(bench)).toHaveLength(5);
    bench.time.now += 60;
    const untouched = (await storedShifts(bench)).filter((row) =>
      shifts.slice(2).some((shift) => shift.id === row.sourceShiftId),
    );
    expect(await reconcile(bench)).toMatchObject({
      status: 'success',
      counts: { inserted: 1, updated: 1, removed: 1 },
    });
    const rows = await storedShifts(bench);
    expect(rows.map((row) => row.sourceShiftId)).toEqual(
      [shifts[0], shifts[2], shifts[3], shifts[4], added].map((shift) => shift?.id),
    );
    expect(rows.filter((row) => untouched.some((one) => one.id === row.id))).toEqual(untouched);
    const run = (await storedRuns(bench)).at(-1);
    expect(run).toMatchObject({ syncType: 'reconcile-clock-times', status: 'success', watermark: expect.any(String) });
    expect(run?.details).toMatchObject({
      report: {
        days: 45,
        differences: 3,
        changes: expect.arrayContaining([
          expect.objectContaining({
            action: 'remove',
            what: 'shift',
            before: expect.objectContaining({ id: shifts[1]?.id }),
          }),
          expect.objectContaining({
            action: 'update',
            after: expect.objectContaining({ clockOut: '2026-09-04T19:00:00Z' }),
          }),
          expect.objectContaining({ action: 'insert', after: expect.objectContaining({ id: added.id }) }),
        ]),
      },
    });
    const before = await everything(bench);
    bench.time.now += 60;
    expect(await reconcile(bench)).toMatchObject({ counts: { inserted: 0, updated: 0, removed: 0, scoreRequests: 0 } });
    expect(await everything(bench)).toEqual(before);
  });

  it('reads 45 days, and 90 once a week', async () => {
    const bench = await startBench(db, { now: at('2026-10-01T03:00:00-05:00') });
    const spans = [];
    for (let day = 0; day < 16; day++) {
      await reconcile(bench);
      const asked = takeRequests(bench).filter((request) => request.path.endsWith('/time-activities'));
      spans.push(asked.length);
      bench.time.now += DAY;
    }
    expect(spans).toEqual([1, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1, 1, 1, 2, 1]);
  });

  it('compares the days asked for, and refuses days that are none', async () => {
    const bench = await startBench(db);
    await reconcile(bench, { from: '2026-05-01', to: '2026-05-31' });
    expect(takeRequests(bench).find((request) => request.query.startDate !== undefined)?.query).toEqual({
      startDate: ['2026-04-30'],
      endDate: ['2026-06-02'],
    });
    await expect(reconcile(bench, { from: '2026-05-31', to: '2026-05-01' })).rejects.toMatchObject({
      code: 'VALIDATION',
    });
    await expect(reconcile(bench, { from: '2026-02-30' })).rejects.toMatchObject({ code: 'VALIDATION' });
    expect((await storedRuns(bench)).at(-1)?.watermark).toBeNull();
  });
});
