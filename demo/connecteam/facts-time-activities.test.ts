import { describe, expect, test } from 'vitest';
import { addDifficultShifts } from './difficult-data';
import { at, DAY, HOUR, MORNING, startTestSimulator } from './test-support';

/** A clock in Chicago with one assigned person. */
async function startWithPerson(startsAt?: number) {
  const simulator = await startTestSimulator(startsAt);
  const { world } = simulator;
  const clockId = world.addClock({ name: 'Dock' }).id;
  const { userId } = world.addUser({ firstName: 'Mara', lastName: 'Quill' });
  world.assignUser(clockId, userId);
  return { ...simulator, clockId, userId };
}

describe('who is listed and how rows change', () => {
  test('fact 24: everybody assigned is listed by ascending id with three arrays', async () => {
    const { api, world, clockId } = await startWithPerson();
    for (let index = 0; index < 4; index += 1) {
      world.assignUser(clockId, world.addUser({ firstName: `P${index}`, lastName: 'Row' }).userId);
    }
    world.addUser({ firstName: 'Not', lastName: 'Assigned' });
    const people = await api.activities(clockId);
    const ids = people.map((person) => person.userId);
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
    expect(new Set(ids.map((id) => String(id).length)), 'ids of 7 and of 8 digits').toEqual(new Set([7, 8]));
    expect(people).toHaveLength(5);
    for (const person of people) expect(person).toMatchObject({ shifts: [], manualBreaks: [], timeOffs: [] });
  });

  test('fact 25: a clock-out adds end and leaves id, createdAt and the missing modifiedAt as they were', async () => {
    const { api, world, clock, clockId, userId } = await startWithPerson();
    world.clockIn(userId, clockId);
    const [open] = await api.shifts(clockId);
    expect(open).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{24}$/),
      start: { timestamp: MORNING, timezone: 'America/Chicago' },
      createdAt: MORNING,
      isAutoClockOut: false,
    });
    clock.at += 4 * HOUR;
    world.clockOut(userId);
    const [closed] = await api.shifts(clockId);
    expect(closed).toEqual({ ...open, end: { timestamp: MORNING + 4 * HOUR, timezone: 'America/Chicago' } });
  });

  test('fact 26: an edit by an admin keeps the id, sets modifiedAt and may move day and job weeks later', async () => {
    const { api, world, clock, clockId, userId } = await startWithPerson();
    const shift = world.addShift({ userId, clockId, start: MORNING - 5 * HOUR, end: MORNING - HOUR });
    const job = world.addJob({ title: 'Packing' });
    clock.at += 21 * DAY;
    world.editShift(shift.id, { start: MORNING - DAY, end: MORNING - DAY + HOUR, jobId: job.jobId });
    const [row] = await api.shifts(clockId, { startDate: '2026-10-13', endDate: '2026-10-13' });
    expect(row).toMatchObject({
      id: shift.id,
      start: { timestamp: MORNING - DAY },
      end: { timestamp: MORNING - DAY + HOUR },
      jobId: job.jobId,
      modifiedAt: MORNING + 21 * DAY,
    });
    expect(await api.shifts(clockId, { startDate: '2026-10-14', endDate: '2026-10-14' })).toEqual([]);
  });

  test('fact 27: a deleted row is absent without a tombstone', async () => {
    const { api, world, clockId, userId } = await startWithPerson();
    const shift = world.clockIn(userId, clockId);
    world.deleteShift(shift.id);
    expect(await api.activities(clockId)).toEqual([{ userId, shifts: [], manualBreaks: [], timeOffs: [] }]);
  });

  test('fact 28: a geofence-approved clock-out replaces the old id by a new one', async () => {
    const { api, world, clock, clockId, userId } = await startWithPerson();
    const old = world.clockIn(userId, clockId);
    clock.at += 2 * HOUR;
    const recreated = world.recreateShift(old.id, { end: MORNING + HOUR });
    expect(recreated.id).not.toBe(old.id);
    const expected = { id: recreated.id, start: { timestamp: MORNING }, end: { timestamp: MORNING + HOUR } };
    expect(await api.shifts(clockId)).toMatchObject([expected]);
  });

  test('fact 29: an auto clock-out is marked; an edit keeps or clears the flag by mode', async () => {
    const { api, world, control, clock, clockId, userId } = await startWithPerson();
    const shift = world.clockIn(userId, clockId);
    clock.at += 12 * HOUR;
    world.clockOut(userId, { auto: 'hourLimit' });
    const [row] = await api.shifts(clockId);
    expect(row).toMatchObject({ isAutoClockOut: true, end: { source: { type: 'autoClockOut', mode: 'hourLimit' } } });
    expect(row).not.toHaveProperty('modifiedAt');
    world.editShift(shift.id, { end: MORNING + 8 * HOUR });
    expect(await api.shifts(clockId)).toMatchObject([{ isAutoClockOut: true, end: { timestamp: MORNING + 8 * HOUR } }]);
    control.setModes({ autoClockOutFlagOnEdit: 'cleared' });
    world.editShift(shift.id, { end: MORNING + 7 * HOUR });
    expect(await api.shifts(clockId)).toMatchObject([{ isAutoClockOut: false }]);
  });

  test('fact 29: by mode the auto clock-out sets modifiedAt', async () => {
    const { api, world, control, clock, clockId, userId } = await startWithPerson();
    control.setModes({ autoClockOutSetsModifiedAt: true });
    world.clockIn(userId, clockId);
    clock.at += HOUR;
    world.clockOut(userId, { auto: 'geofenceExit' });
    expect(await api.shifts(clockId)).toMatchObject([{ modifiedAt: MORNING + HOUR }]);
  });

  test('fact 30: a split break stands between two shifts and has no end while open', async () => {
    const { api, world, clock, clockId, userId } = await startWithPerson();
    const lunch = world.addBreakType(clockId, { name: 'Lunch', isPaid: false, duration: 30 });
    const job = world.addJob({ title: 'Packing' });
    world.clockIn(userId, clockId, { jobId: job.jobId });
    clock.at += HOUR;
    world.startBreak(userId, { breakTypeId: lunch.id });
    const [during] = await api.activities(clockId);
    expect(during?.shifts).toMatchObject([{ end: { timestamp: MORNING + HOUR } }]);
    expect(during?.manualBreaks).toEqual([
      {
        id: expect.any(String),
        manualBreakId: lunch.id,
        start: { timestamp: MORNING + HOUR, timezone: 'America/Chicago' },
        createdAt: MORNING + HOUR,
        isAutoClockOut: false,
      },
    ]);
    clock.at += HOUR / 2;
    world.endBreak(userId);
    const [after] = await api.activities(clockId);
    expect(after?.manualBreaks).toMatchObject([{ end: { timestamp: MORNING + 1.5 * HOUR } }]);
    expect(after?.shifts).toMatchObject([
      { jobId: job.jobId, start: { timestamp: MORNING } },
      { jobId: job.jobId, start: { timestamp: MORNING + 1.5 * HOUR } },
    ]);
    expect(after?.shifts[1]).not.toHaveProperty('end');
  });

  test('fact 30: an overlapping break lies over an unbroken shift', async () => {
    const { api, world, clock, clockId, userId } = await startWithPerson();
    const rest = world.addBreakType(clockId, { name: 'Rest', isPaid: true, duration: 15 });
    world.clockIn(userId, clockId);
    clock.at += HOUR;
    world.startBreak(userId, { breakTypeId: rest.id, layout: 'overlapping' });
    clock.at += 900;
    world.endBreak(userId);
    clock.at += HOUR;
    world.clockOut(userId);
    const [person] = await api.activities(clockId);
    expect(person?.shifts).toMatchObject([
      { start: { timestamp: MORNING }, end: { timestamp: MORNING + 2 * HOUR + 900 } },
    ]);
    expect(person?.manualBreaks).toMatchObject([{ end: { timestamp: MORNING + HOUR + 900 } }]);
    const path = `/time-clock/v1/time-clocks/${clockId}/manual-breaks`;
    expect((await api.data(path)).data).toEqual({
      manualBreaks: [{ id: rest.id, name: 'Rest', isPaid: true, duration: 15 }],
      areManualBreaksEnabled: true,
    });
  });

  test('fact 30: a clock-out during a break closes the break and what lies under it', async () => {
    const { api, world, clock, clockId, userId } = await startWithPerson();
    const rest = world.addBreakType(clockId, { name: 'Rest', isPaid: true, duration: 15 });
    world.clockIn(userId, clockId);
    clock.at += HOUR;
    world.startBreak(userId, { breakTypeId: rest.id, layout: 'overlapping' });
    clock.at += HOUR;
    world.clockOut(userId);
    const [person] = await api.activities(clockId);
    for (const row of [...(person?.shifts ?? []), ...(person?.manualBreaks ?? [])]) {
      expect(row).toMatchObject({ end: { timestamp: MORNING + 2 * HOUR } });
    }
  });
});

describe('days, zones and odd shifts', () => {
  test('fact 31: two shifts a day, back-to-back, two clocks, a job switch, zero and one second, no job, a deleted job', async () => {
    const { api, world, clockId } = await startWithPerson();
    const otherClockId = world.addClock({ name: 'Yard' }).id;
    const odd = addDifficultShifts(world, { clockId, otherClockId, from: MORNING });
    const rows = await api.shifts(clockId);
    const row = (id: string | undefined) => rows.find((candidate) => candidate.id === id);
    expect(odd.twoADay.map((shift) => row(shift.id)?.id)).toEqual(odd.twoADay.map((shift) => shift.id));
    const [before, after] = odd.backToBack;
    expect(row(after?.id)).toMatchObject({ start: { timestamp: before?.end?.timestamp } });
    const [here, there] = odd.onTwoClocks;
    expect([row(here?.id)?.id, row(there?.id)]).toEqual([here?.id, undefined]);
    expect(await api.shifts(otherClockId)).toMatchObject([{ id: there?.id }]);
    const [left, right] = odd.jobSwitch;
    expect(row(left?.id)).toMatchObject({ end: { timestamp: right?.start.timestamp }, jobId: odd.jobs.retired.jobId });
    expect(row(right?.id)).toMatchObject({ jobId: odd.jobs.packing.jobId });
    expect(await api.rows('/jobs/v1/jobs', 'jobs', { includeDeleted: false })).toHaveLength(1);
    expect(await api.rows('/jobs/v1/jobs', 'jobs')).toHaveLength(2);
    const length = (id: string) => {
      const shift = world.shift(id);
      return (shift.end?.timestamp ?? 0) - shift.start.timestamp;
    };
    expect([length(odd.zeroLength.id), length(odd.oneSecond.id)]).toEqual([0, 1]);
    expect(row(odd.zeroLength.id)).toMatchObject({ end: { timestamp: odd.zeroLength.start.timestamp } });
    expect(row(odd.withoutJob.id)).not.toHaveProperty('jobId');
  });

  test('fact 32: a shift across midnight is one record of its start day, or of both days by mode', async () => {
    const { api, world, control, clockId, userId } = await startWithPerson(at('2026-10-15T12:00:00-05:00'));
    const start = at('2026-10-13T22:00:00-05:00');
    world.addShift({ userId, clockId, start, end: start + 8 * HOUR });
    const days = async () => {
      const hits: string[] = [];
      for (const day of ['2026-10-12', '2026-10-13', '2026-10-14', '2026-10-15']) {
        if ((await api.shifts(clockId, { startDate: day, endDate: day })).length > 0) hits.push(day);
      }
      return hits;
    };
    expect(await days()).toEqual(['2026-10-13']);
    control.setModes({ activityMatch: 'overlap' });
    expect(await days()).toEqual(['2026-10-13', '2026-10-14']);
    expect(await api.shifts(clockId)).toHaveLength(1);
  });

  test('fact 32: an open shift of yesterday shows today only under overlap matching', async () => {
    const { api, world, control, clock, clockId, userId } = await startWithPerson(MORNING - DAY);
    world.clockIn(userId, clockId);
    clock.at = MORNING;
    const today = { startDate: '2026-10-14', endDate: '2026-10-14' };
    expect(await api.shifts(clockId, today)).toEqual([]);
    control.setModes({ activityMatch: 'overlap' });
    expect(await api.shifts(clockId, today)).toHaveLength(1);
  });

  test('the end date is inclusive or, by mode, exclusive; days are cut in the zone of the clock or in UTC', async () => {
    const { api, world, control, clockId, userId } = await startWithPerson(at('2026-10-15T12:00:00-05:00'));
    const lateEvening = at('2026-10-14T23:30:00-05:00');
    world.addShift({ userId, clockId, start: lateEvening, end: lateEvening + HOUR });
    const count = async () => (await api.shifts(clockId, { startDate: '2026-10-14', endDate: '2026-10-14' })).length;
    expect(await count()).toBe(1);
    control.setModes({ endDate: 'exclusive' });
    expect(await count()).toBe(0);
    control.setModes({ endDate: 'inclusive', dayZone: 'utc' });
    expect(await count()).toBe(0);
  });

  test('fact 33: across both clock changes the epochs are exact and the zone name is constant', async () => {
    const { api, world, clockId, userId } = await startWithPerson(at('2026-11-20T12:00:00-06:00'));
    const spring = { start: at('2026-03-07T22:00:00-06:00'), end: at('2026-03-08T06:00:00-05:00') };
    const autumn = { start: at('2026-10-31T22:00:00-05:00'), end: at('2026-11-01T06:00:00-06:00') };
    const zone = 'America/Chicago';
    for (const [shift, hours, day] of [
      [spring, 7, '2026-03-07'],
      [autumn, 9, '2026-10-31'],
    ] as const) {
      world.addShift({ userId, clockId, ...shift });
      const rows = await api.shifts(clockId, { startDate: day, endDate: day });
      expect(rows).toMatchObject([
        { start: { timestamp: shift.start, timezone: zone }, end: { timestamp: shift.end, timezone: zone } },
      ]);
      expect(shift.end - shift.start).toBe(hours * HOUR);
    }
  });

  test('fact 33: the two punches of a shift may carry different zones', async () => {
    const { api, world, clock, clockId, userId } = await startWithPerson();
    world.clockIn(userId, clockId, { timezone: 'America/Chicago' });
    clock.at += HOUR;
    world.clockOut(userId, { timezone: 'America/New_York' });
    const expected = { start: { timezone: 'America/Chicago' }, end: { timezone: 'America/New_York' } };
    expect(await api.shifts(clockId)).toMatchObject([expected]);
  });
});

describe('people who leave, rows with and without detail', () => {
  test('fact 34: somebody removed from the clock vanishes from the listing and from userIds results', async () => {
    const { api, world, control, clockId, userId } = await startWithPerson();
    world.clockIn(userId, clockId);
    world.unassignUser(clockId, userId);
    expect([await api.activities(clockId), await api.activities(clockId, { userIds: userId })]).toEqual([[], []]);
    control.setModes({ unassignedPeople: 'shown' });
    expect([await api.shifts(clockId), await api.activities(clockId, { userIds: userId })]).toMatchObject([[{}], []]);
    control.setModes({ unassignedPeople: 'hidden' });
    world.assignUser(clockId, userId);
    expect(await api.shifts(clockId)).toHaveLength(1);
  });

  test('fact 34: the shifts of an archived person are returned, hidden, or listed empty by mode', async () => {
    const { api, world, control, clock, clockId, userId } = await startWithPerson();
    world.clockIn(userId, clockId);
    clock.at += HOUR;
    world.clockOut(userId);
    world.archiveUser(userId);
    expect(await api.shifts(clockId)).toHaveLength(1);
    control.setModes({ archivedPeople: 'hidden' });
    expect(await api.activities(clockId)).toEqual([]);
    control.setModes({ archivedPeople: 'listed_empty' });
    expect(await api.activities(clockId)).toEqual([{ userId, shifts: [], manualBreaks: [], timeOffs: [] }]);
  });

  test('a deleted person takes the records along, an archived clock stays readable and takes no new punches', async () => {
    const { api, world, clockId, userId } = await startWithPerson();
    const other = world.addUser({ firstName: 'Ivo', lastName: 'Tern' }).userId;
    world.assignUser(clockId, other);
    world.clockIn(userId, clockId);
    world.clockIn(other, clockId);
    world.archiveClock(clockId);
    expect(await api.shifts(clockId)).toHaveLength(2);
    expect(await api.rows('/time-clock/v1/time-clocks', 'timeClocks')).toMatchObject([
      { id: clockId, isArchived: true },
    ]);
    expect(() => world.addShift({ userId, clockId, start: MORNING })).toThrow('archived');
    world.deleteUser(other);
    expect((await api.activities(clockId)).map((person) => person.userId)).toEqual([userId]);
  });

  test('fact 35: rows come bare, with every optional field, and with fields nobody knows', async () => {
    const { api, world, control, clockId } = await startWithPerson();
    const otherClockId = world.addClock({ name: 'Yard' }).id;
    const odd = addDifficultShifts(world, { clockId, otherClockId, from: MORNING });
    const row = async (id: string) => (await api.shifts(clockId)).find((shift) => shift.id === id);
    expect(Object.keys((await row(odd.withoutJob.id)) ?? {}).sort()).toEqual([
      'createdAt',
      'end',
      'id',
      'isAutoClockOut',
      'start',
    ]);
    expect(await row(odd.withEverything.id)).toMatchObject({
      start: { source: { type: 'kiosk', id: 'k-2', name: 'Dock tablet' } },
      modifiedAt: MORNING,
      managerNote: 'Checked with the lead',
      employeeNote: 'Gate was closed',
      shiftAttachments: [{ shiftAttachmentId: 'att-1', attachment: { freeText: '14 pallets' } }],
    });
    control.setModes({ extraFields: true });
    expect(await row(odd.withoutJob.id)).toHaveProperty('addedLater');
  });

  test('fact 36: an offline punch shows up late with a start up to 12 hours old, never older or in the future', async () => {
    const { api, world, clockId, userId } = await startWithPerson();
    expect(await api.shifts(clockId)).toEqual([]);
    for (const refused of [MORNING + 1, MORNING - 12 * HOUR - 1]) {
      expect(() => world.offlineClockIn(userId, clockId, { at: refused })).toThrow('offline punch');
    }
    world.offlineClockIn(userId, clockId, { at: MORNING - 12 * HOUR });
    expect(await api.shifts(clockId)).toMatchObject([{ start: { timestamp: MORNING - 12 * HOUR } }]);
  });

  test('fact 37: identical repeat reads give identical rows', async () => {
    const { api, world, clockId } = await startWithPerson();
    const otherClockId = world.addClock({ name: 'Yard' }).id;
    addDifficultShifts(world, { clockId, otherClockId, from: MORNING });
    expect(await api.activities(clockId)).toEqual(await api.activities(clockId));
  });

  test('two worlds with one seed and one history have the same ids', async () => {
    const ids = async () => {
      const { world, clockId, userId } = await startWithPerson();
      return [clockId, userId, world.clockIn(userId, clockId).id];
    };
    expect(await ids()).toEqual(await ids());
  });

  test('time off shows once approved, filters by kind and job work', async () => {
    const { api, world, clockId, userId } = await startWithPerson();
    const job = world.addJob({ title: 'Packing' });
    world.addShift({ userId, clockId, start: MORNING, end: MORNING + HOUR, jobId: job.jobId });
    world.addTimeOff({ userId, clockId, start: MORNING, end: MORNING + DAY });
    world.addTimeOff({ userId, clockId, start: MORNING, end: MORNING + DAY, status: 'pending' });
    const [all] = await api.activities(clockId);
    expect([all?.shifts.length, all?.timeOffs]).toMatchObject([1, [{ duration: { value: 1, units: 'days' } }]]);
    const [filtered] = await api.activities(clockId, { activityTypes: 'time_off' });
    expect([filtered?.shifts, filtered?.timeOffs.length]).toEqual([[], 1]);
    expect(await api.shifts(clockId, { jobIds: 'another-job' })).toEqual([]);
    const range = { startDate: '2026-10-15', endDate: '2026-10-20' };
    expect(await api.rows('/time-off/v1/requests', 'requests', range)).toHaveLength(1);
    expect(await api.rows('/time-off/v1/requests', 'requests', { ...range, statuses: 'pending' })).toHaveLength(1);
  });
});
