import { describe, expect, it } from 'vitest';
import { openTestDatabase } from '@/test/database';
import {
  at,
  DAY,
  everything,
  forgetRequests,
  HOUR,
  hire,
  linkEverybody,
  NOON,
  startBench,
  storedBreaks,
  storedIssues,
  storedRequests,
  storedRuns,
  storedShifts,
  sync,
  takeRequests,
} from './test-support';

const db = openTestDatabase();

describe('the regular sync of clock times', () => {
  it('stores shifts with their person, minutes and zone, and asks for the scores of the days around', async () => {
    const bench = await startBench(db);
    const userId = hire(bench, 'Ana Silva');
    await linkEverybody(bench);
    const start = at('2026-10-14T06:00:00-05:00');
    const shift = bench.world.addShift({ userId, clockId: bench.clockId, start, end: start + 4 * HOUR + 59 });
    expect(await sync(bench)).toMatchObject({ status: 'success', counts: { inserted: 1, updated: 0, removed: 0 } });
    const [row] = await storedShifts(bench);
    expect(row).toMatchObject({
      source: 'connecteam',
      sourceShiftId: shift.id,
      sourceClockId: bench.clockId,
      clockIn: start,
      clockOut: start + 4 * HOUR + 59,
      totalMinutes: 240,
      breakMinutes: 0,
      isActive: false,
      isAutoClockOut: false,
      timeZone: 'America/Chicago',
      employeeId: expect.any(Number),
      createdAt: bench.time.now,
    });
    const requests = await storedRequests(bench);
    expect(requests.map((one) => one.scoreDate)).toEqual([
      '2026-10-12',
      '2026-10-13',
      '2026-10-14',
      '2026-10-15',
      '2026-10-16',
    ]);
    expect(new Set(requests.map((one) => one.employeeId))).toEqual(new Set([row?.employeeId]));
  });

  it('writes nothing at all when the same answer comes again', async () => {
    const bench = await startBench(db);
    const breakType = bench.world.addBreakType(bench.clockId, { name: 'Lunch', isPaid: false, duration: 30 });
    for (const linked of [true, false]) {
      const userId = hire(bench);
      if (linked) await linkEverybody(bench);
      bench.world.clockIn(userId, bench.clockId, { at: NOON - 5 * HOUR });
      bench.world.startBreak(userId, { breakTypeId: breakType.id, at: NOON - 2 * HOUR });
      bench.world.endBreak(userId, { at: NOON - HOUR });
      bench.world.addShift({ userId, clockId: bench.clockId, start: NOON - DAY, end: NOON - DAY });
    }
    await sync(bench);
    await forgetRequests(bench);
    const before = await everything(bench);
    bench.time.now += 300;
    expect(await sync(bench)).toMatchObject({
      status: 'success',
      counts: { inserted: 0, updated: 0, removed: 0, scoreRequests: 0, contradictions: 2 },
    });
    expect(await everything(bench)).toEqual(before);
  });

  it('closes an open shift when the clock-out arrives with the same id and no modifiedAt', async () => {
    const bench = await startBench(db);
    const userId = hire(bench);
    await linkEverybody(bench);
    const shift = bench.world.clockIn(userId, bench.clockId, { at: NOON - 4 * HOUR });
    await sync(bench);
    expect(await storedShifts(bench)).toMatchObject([{ clockOut: null, isActive: true, totalMinutes: null }]);
    bench.time.now += 300;
    await forgetRequests(bench);
    bench.world.clockOut(userId);
    expect(bench.world.shift(shift.id).modifiedAt).toBeNull();
    await sync(bench);
    expect(await storedShifts(bench)).toMatchObject([
      { sourceShiftId: shift.id, clockOut: NOON + 300, isActive: false, totalMinutes: 245, updatedAt: NOON + 300 },
    ]);
    expect(await storedRequests(bench)).toHaveLength(5);
  });

  it('asks for the scores of the old and the new days when an edit moves a shift', async () => {
    const bench = await startBench(db);
    const userId = hire(bench);
    await linkEverybody(bench);
    const start = at('2026-09-20T08:00:00-05:00');
    const shift = bench.world.addShift({ userId, clockId: bench.clockId, start, end: start + 8 * HOUR });
    await sync(bench);
    await forgetRequests(bench);
    bench.time.now += 300;
    bench.world.editShift(shift.id, { start: start + 7 * DAY, end: start + 7 * DAY + HOUR });
    await sync(bench, { from: '2026-09-25', to: '2026-09-29' });
    expect(await storedShifts(bench)).toMatchObject([{ sourceShiftId: shift.id, clockIn: start + 7 * DAY }]);
    expect((await storedRequests(bench)).map((one) => one.scoreDate)).toEqual([
      '2026-09-18',
      '2026-09-19',
      '2026-09-20',
      '2026-09-21',
      '2026-09-22',
      '2026-09-25',
      '2026-09-26',
      '2026-09-27',
      '2026-09-28',
      '2026-09-29',
    ]);
  });

  it('reads 45 days at first, then two days back, and further while something is open', async () => {
    const bench = await startBench(db);
    const userId = hire(bench);
    const days = () =>
      takeRequests(bench)
        .filter((request) => request.path.endsWith('/time-activities'))
        .map((request) => [request.query.startDate?.[0], request.query.endDate?.[0]]);
    await sync(bench);
    expect(days()).toEqual([['2026-08-29', '2026-10-16']]);
    bench.time.now += 300;
    await sync(bench);
    expect(days()).toEqual([['2026-10-11', '2026-10-16']]);
    const forgotten = bench.world.addShift({ userId, clockId: bench.clockId, start: NOON - 10 * DAY });
    await sync(bench, { from: '2026-10-01' });
    expect(days()).toEqual([['2026-09-30', '2026-10-16']]);
    bench.time.now += 300;
    await sync(bench);
    expect(days()).toEqual([['2026-10-03', '2026-10-16']]);
    bench.world.editShift(forgotten.id, { end: NOON - 10 * DAY + 8 * HOUR });
    bench.time.now += 300;
    await sync(bench);
    expect(days()).toEqual([['2026-10-03', '2026-10-16']]);
    expect(await storedShifts(bench)).toMatchObject([{ isActive: false }]);
    bench.time.now += 10 * DAY;
    await sync(bench);
    expect(days()).toEqual([['2026-10-12', '2026-10-26']]);
  });

  it('reads long ranges in pieces of at most 90 days without losing a day between them', async () => {
    const bench = await startBench(db);
    bench.control.setModes({ endDate: 'exclusive', rangeCap: 'inclusive_days' });
    const userId = hire(bench);
    const first = at('2026-03-01T08:00:00-06:00');
    for (let day = 0; day < 200; day++) {
      bench.world.addShift({ userId, clockId: bench.clockId, start: first + day * DAY, end: first + day * DAY + HOUR });
    }
    expect(await sync(bench, { from: '2026-03-01', to: '2026-09-20' })).toMatchObject({ status: 'success' });
    expect(await storedShifts(bench)).toHaveLength(200);
  });

  it.each([
    { activityMatch: 'start_day', endDate: 'inclusive', dayZone: 'clock' },
    { activityMatch: 'overlap', endDate: 'inclusive', dayZone: 'clock' },
    { activityMatch: 'start_day', endDate: 'exclusive', dayZone: 'utc' },
    { activityMatch: 'overlap', endDate: 'exclusive', dayZone: 'utc' },
  ] as const)(
    'finds and keeps every shift of the days asked for with $activityMatch, $endDate, $dayZone',
    async (modes) => {
      const bench = await startBench(db);
      bench.control.setModes(modes);
      const userId = hire(bench);
      const evening = at('2026-10-10T22:30:00-05:00');
      bench.world.addShift({ userId, clockId: bench.clockId, start: evening, end: evening + 8 * HOUR });
      bench.world.addShift({ userId, clockId: bench.clockId, start: evening - DAY, end: evening - DAY + HOUR });
      bench.world.addShift({ userId, clockId: bench.clockId, start: evening - 22 * HOUR, end: evening - 21 * HOUR });
      await sync(bench, { from: '2026-10-09', to: '2026-10-10' });
      expect(await storedShifts(bench)).toHaveLength(3);
      const before = await everything(bench);
      for (const day of ['2026-10-09', '2026-10-10', '2026-10-11']) await sync(bench, { from: day, to: day });
      await sync(bench);
      expect(await everything(bench)).toEqual(before);
    },
  );

  it('keeps exact seconds across both changes of the clocks', async () => {
    const bench = await startBench(db, { now: at('2026-11-02T12:00:00-06:00') });
    const userId = hire(bench);
    const spring = at('2026-03-08T01:00:00-06:00');
    const autumn = at('2026-11-01T00:30:00-05:00');
    bench.world.addShift({ userId, clockId: bench.clockId, start: spring, end: spring + 2 * HOUR });
    bench.world.addShift({ userId, clockId: bench.clockId, start: autumn, end: autumn + 3 * HOUR });
    await sync(bench, { from: '2026-03-07', to: '2026-11-02' });
    expect(await storedShifts(bench)).toMatchObject([
      { clockIn: spring, clockOut: spring + 2 * HOUR, totalMinutes: 120 },
      { clockIn: autumn, clockOut: autumn + 3 * HOUR, totalMinutes: 180 },
    ]);
  });

  it('takes over an automatic clock-out and its later correction', async () => {
    const bench = await startBench(db);
    bench.control.setModes({ autoClockOutFlagOnEdit: 'cleared' });
    const userId = hire(bench);
    const shift = bench.world.clockIn(userId, bench.clockId, { at: NOON - 14 * HOUR });
    bench.world.clockOut(userId, { auto: 'dailyLimit' });
    await sync(bench);
    expect(await storedShifts(bench)).toMatchObject([{ isAutoClockOut: true, clockOut: NOON }]);
    bench.world.editShift(shift.id, { end: NOON - 6 * HOUR });
    await sync(bench);
    expect(await storedShifts(bench)).toMatchObject([{ isAutoClockOut: false, clockOut: NOON - 6 * HOUR }]);
  });

  it('reads past unknown fields and explicit nulls', async () => {
    const bench = await startBench(db);
    bench.control.setModes({ extraFields: true, nullFields: 'explicit' });
    const userId = hire(bench);
    bench.world.clockIn(userId, bench.clockId, { at: NOON - HOUR });
    expect(await sync(bench)).toMatchObject({ status: 'success', counts: { shifts: 1 } });
    expect(await storedShifts(bench)).toMatchObject([{ clockOut: null }]);
  });
});

describe('breaks', () => {
  it('keeps breaks between shifts and breaks over a shift, paid or not by their type', async () => {
    const bench = await startBench(db);
    const lunch = bench.world.addBreakType(bench.clockId, { name: 'Lunch', isPaid: false, duration: 30 });
    const coffee = bench.world.addBreakType(bench.clockId, { name: 'Coffee', isPaid: true, duration: 10 });
    const [split, over] = [hire(bench), hire(bench)];
    await linkEverybody(bench);
    for (const [userId, layout] of [
      [split, 'split'],
      [over, 'overlapping'],
    ] as const) {
      bench.world.clockIn(userId, bench.clockId, { at: NOON - 5 * HOUR });
      bench.world.startBreak(userId, { breakTypeId: lunch.id, layout, at: NOON - 3 * HOUR });
      bench.world.endBreak(userId, { at: NOON - 2.5 * HOUR });
      bench.world.startBreak(userId, { breakTypeId: coffee.id, layout, at: NOON - HOUR });
    }
    await sync(bench);
    const shifts = await storedShifts(bench);
    expect(shifts.map((row) => [row.totalMinutes, row.breakMinutes])).toEqual([
      [120, 0],
      [null, 30],
      [90, 0],
    ]);
    const breaks = await storedBreaks(bench);
    expect(breaks.map((row) => [row.breakEnd, row.isPaid])).toEqual([
      [NOON - 2.5 * HOUR, false],
      [NOON - 2.5 * HOUR, false],
      [null, true],
      [null, true],
    ]);
    bench.time.now += 300;
    bench.world.endBreak(over);
    await sync(bench);
    expect((await storedShifts(bench)).map((row) => row.breakMinutes)).toEqual([0, 95, 0]);
  });

  it('takes away the minutes of a deleted break and asks for the scores', async () => {
    const bench = await startBench(db);
    const type = bench.world.addBreakType(bench.clockId, { name: 'Lunch', isPaid: false, duration: 30 });
    const userId = hire(bench);
    await linkEverybody(bench);
    bench.world.addShift({ userId, clockId: bench.clockId, start: NOON - 6 * HOUR, end: NOON - HOUR });
    const lunch = bench.world.addBreak({
      userId,
      clockId: bench.clockId,
      breakTypeId: type.id,
      start: NOON - 4 * HOUR,
      end: NOON - 3.5 * HOUR,
    });
    await sync(bench);
    expect(await storedShifts(bench)).toMatchObject([{ breakMinutes: 30 }]);
    await forgetRequests(bench);
    bench.world.deleteBreak(lunch.id);
    await sync(bench);
    expect(await storedBreaks(bench)).toEqual([]);
    expect(await storedShifts(bench)).toMatchObject([{ breakMinutes: 0 }]);
    expect(await storedRequests(bench)).toHaveLength(5);
  });

  it('counts a new break of an unknown type as paid with an issue, and keeps the mark of a stored one', async () => {
    const bench = await startBench(db);
    const type = bench.world.addBreakType(bench.clockId, { name: 'Lunch', isPaid: false, duration: 30 });
    const userId = hire(bench);
    const clockId = bench.clockId;
    const before = bench.world.addBreak({
      userId,
      clockId,
      breakTypeId: type.id,
      start: NOON - 3 * HOUR,
      end: NOON - 2 * HOUR,
    });
    await sync(bench);
    expect(await storedIssues(bench)).toEqual([]);
    const unreadable = bench.world.addBreakType(clockId, { name: 'Odd', isPaid: false, duration: 5 });
    const after = bench.world.addBreak({
      userId,
      clockId,
      breakTypeId: unreadable.id,
      start: NOON - 2 * HOUR,
      end: NOON - HOUR,
    });
    bench.world.removeBreakType(clockId, unreadable.id);
    bench.time.now += 300;
    await sync(bench);
    expect(await storedBreaks(bench)).toMatchObject([
      { sourceBreakId: before.id, isPaid: false },
      { sourceBreakId: after.id, isPaid: true },
    ]);
    const issues = await storedIssues(bench);
    expect(issues).toMatchObject([
      { kind: 'unknown_break_type', status: 'open', scoreDate: '2026-10-14', details: { sourceIds: [after.id] } },
    ]);
    const all = await everything(bench);
    bench.time.now += 300;
    await sync(bench);
    expect(await everything(bench)).toEqual(all);
    bench.world.editBreak(after.id, { breakTypeId: type.id });
    await sync(bench);
    expect(await storedBreaks(bench)).toMatchObject([{ isPaid: false }, { isPaid: false }]);
    expect(await storedIssues(bench)).toMatchObject([{ kind: 'unknown_break_type', status: 'resolved' }]);
  });

  it('looks a break type up again when it is new, once an hour at most', async () => {
    const bench = await startBench(db);
    const userId = hire(bench);
    await sync(bench);
    const added = bench.world.addBreakType(bench.clockId, { name: 'Walk', isPaid: false, duration: 15 });
    bench.world.addBreak({ userId, clockId: bench.clockId, breakTypeId: added.id, start: NOON - 600, end: NOON });
    bench.time.now += 2 * HOUR;
    await sync(bench);
    expect(await storedBreaks(bench)).toMatchObject([{ isPaid: false }]);
    expect(await storedIssues(bench)).toEqual([]);
  });
});

describe('what is read once a day', () => {
  it('never keeps punches waiting: they are stored while clocks and break types cannot be read', async () => {
    const bench = await startBench(db);
    const type = bench.world.addBreakType(bench.clockId, { name: 'Lunch', isPaid: false, duration: 30 });
    const userId = hire(bench);
    await sync(bench);
    bench.time.now += DAY;
    bench.world.addShift({ userId, clockId: bench.clockId, start: NOON - HOUR, end: NOON });
    const lunch = { userId, clockId: bench.clockId, breakTypeId: type.id, start: NOON - 1800, end: NOON - 600 };
    bench.world.addBreak(lunch);
    bench.control.addFault({ path: '*/time-clocks', times: 5, effect: { kind: 'status', status: 500 } });
    bench.control.addFault({ path: '*/manual-breaks', times: 5, effect: { kind: 'truncated_json' } });
    expect(await sync(bench)).toMatchObject({ status: 'partial', counts: { inserted: 2 } });
    expect(await storedBreaks(bench)).toMatchObject([{ isPaid: false }]);
    expect(await sync(bench)).toMatchObject({ status: 'success', counts: { inserted: 0, updated: 0 } });
  });

  it('corrects a break that was stored before its type could be read', async () => {
    const bench = await startBench(db);
    const type = bench.world.addBreakType(bench.clockId, { name: 'Lunch', isPaid: false, duration: 30 });
    const userId = hire(bench);
    bench.world.addBreak({ userId, clockId: bench.clockId, breakTypeId: type.id, start: NOON - 1800, end: NOON - 600 });
    bench.control.addFault({ path: '*/manual-breaks', times: 5, effect: { kind: 'status', status: 503 } });
    expect(await sync(bench)).toMatchObject({ status: 'partial' });
    expect(await storedBreaks(bench)).toMatchObject([{ isPaid: true }]);
    expect(await storedIssues(bench)).toMatchObject([{ kind: 'unknown_break_type', status: 'open' }]);
    expect(await sync(bench)).toMatchObject({ status: 'success' });
    expect(await storedBreaks(bench)).toMatchObject([{ isPaid: false }]);
    expect(await storedIssues(bench)).toMatchObject([{ kind: 'unknown_break_type', status: 'resolved' }]);
  });
});

describe('the record of a run', () => {
  it('moves the watermark only when the whole trailing window was read', async () => {
    const bench = await startBench(db);
    await sync(bench, { from: '2026-10-12', to: '2026-10-12' });
    bench.control.addFault({ path: '*/time-activities', times: 5, effect: { kind: 'status', status: 503 } });
    expect(await sync(bench)).toMatchObject({ status: 'failed', reason: expect.stringContaining('503') });
    const before = bench.time.now;
    expect(await sync(bench)).toMatchObject({ status: 'success' });
    const runs = await storedRuns(bench);
    expect(runs.map((run) => [run.syncType, run.status, run.watermark, run.lockKey])).toEqual([
      ['sync-clock-times', 'success', null, null],
      ['sync-clock-times', 'failed', null, null],
      ['sync-clock-times', 'success', new Date(before * 1000).toISOString().replace('.000', ''), null],
    ]);
    expect(runs[1]?.details).toMatchObject({ reasonCode: 'unavailable', reason: expect.any(String) });
  });

  it('reads clocks and break types once a day', async () => {
    const bench = await startBench(db);
    const paths = () => takeRequests(bench).map((request) => request.path.split('/').at(-1));
    await sync(bench);
    expect(paths()).toEqual(['time-clocks', 'time-activities', 'manual-breaks']);
    bench.time.now += 300;
    await sync(bench);
    expect(paths()).toEqual(['time-activities']);
    bench.time.now += DAY;
    await sync(bench);
    expect(paths()).toEqual(['time-clocks', 'time-activities', 'manual-breaks']);
  });
});

describe('people of punches', () => {
  it('stores the punches of unlinked users and gives a newcomer a name and a link at once', async () => {
    const bench = await startBench(db);
    const unlinked = hire(bench, 'Zoë Ørsted');
    bench.world.addShift({ userId: unlinked, clockId: bench.clockId, start: NOON - 3 * HOUR, end: NOON - HOUR });
    await sync(bench);
    expect(await storedShifts(bench)).toMatchObject([{ employeeId: null, totalMinutes: 120 }]);
    expect(await storedRequests(bench)).toEqual([]);
    const rows = await everything(bench);
    expect(rows.flat().some((row) => row.includes('"externalName":"Zoë Ørsted"'))).toBe(true);
  });

  it('attributes stored punches in the transaction that links their user', async () => {
    const bench = await startBench(db);
    const userId = hire(bench);
    bench.world.addShift({ userId, clockId: bench.clockId, start: NOON - 3 * HOUR, end: NOON - HOUR });
    await sync(bench);
    await linkEverybody(bench);
    const [row] = await storedShifts(bench);
    expect(row?.employeeId).toEqual(expect.any(Number));
    expect(new Set((await storedRequests(bench)).map((one) => one.employeeId))).toEqual(new Set([row?.employeeId]));
    const before = await everything(bench);
    await sync(bench);
    expect(await everything(bench)).toEqual(before);
  });
});
