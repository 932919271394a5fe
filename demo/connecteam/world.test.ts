import { expect, test } from 'vitest';
import { HOUR, MORNING, startTestSimulator } from './test-support';

async function startWithPerson() {
  const simulator = await startTestSimulator();
  const { world } = simulator;
  const clockId = world.addClock({ name: 'Dock' }).id;
  const { userId } = world.addUser({ firstName: 'Mara', lastName: 'Quill' });
  world.assignUser(clockId, userId);
  const rest = world.addBreakType(clockId, { name: 'Rest', isPaid: true, duration: 15 });
  return { ...simulator, clockId, userId, rest };
}

test('acts that cannot happen are refused by name and change nothing', async () => {
  const { world, clockId, userId, rest } = await startWithPerson();
  const stranger = world.addUser({ firstName: 'Ivo', lastName: 'Tern' }).userId;
  expect(() => world.clockIn(stranger, clockId)).toThrow('not assigned');
  expect(() => world.clockOut(userId)).toThrow('open shift');
  expect(() => world.endBreak(userId)).toThrow('open break');
  const shift = world.clockIn(userId, clockId);
  expect(() => world.clockIn(userId, clockId)).toThrow('already clocked in');
  expect(() => world.clockOut(userId, { at: MORNING - 1 })).toThrow('before the start');
  expect(() => world.startBreak(userId, { breakTypeId: 'unknown', layout: 'overlapping' })).toThrow(
    'break type unknown',
  );
  expect(() => world.startBreak(userId, { breakTypeId: 'unknown' })).toThrow('break type unknown');
  expect(world.openShift(userId)?.id).toBe(shift.id);
  world.startBreak(userId, { breakTypeId: rest.id, layout: 'overlapping' });
  expect(() => world.startBreak(userId, { breakTypeId: rest.id, layout: 'overlapping' })).toThrow('already on a break');
  expect(() => world.editShift(shift.id, { start: MORNING + 60, end: MORNING })).toThrow('before the start');
  expect([shift.start.timestamp, shift.end]).toEqual([MORNING, null]);
  expect(() => world.deleteShift('0123456789abcdef01234567')).toThrow('no shift');
});

test('a job switch and the end of a break are refused whole at a clock archived meanwhile', async () => {
  const { world, clockId, userId, rest } = await startWithPerson();
  const job = world.addJob({ title: 'Packing' });
  world.clockIn(userId, clockId);
  world.archiveClock(clockId);
  expect(() => world.switchJob(userId, { jobId: job.jobId })).toThrow('archived');
  const onBreak = world.startBreak(userId, { breakTypeId: rest.id });
  expect(() => world.endBreak(userId)).toThrow('archived');
  expect(world.openBreak(userId)?.id).toBe(onBreak.id);
  world.endBreak(userId, { resume: false });
  expect([world.openBreak(userId), world.openShift(userId)]).toEqual([null, null]);
});

test('breaks are added, moved to another type and deleted by an admin', async () => {
  const { api, world, clock, clockId, userId, rest } = await startWithPerson();
  const lunch = world.addBreakType(clockId, { name: 'Lunch', isPaid: false, duration: 30 });
  const added = world.addBreak({ userId, clockId, breakTypeId: rest.id, start: MORNING, end: MORNING + 900 });
  clock.at += HOUR;
  world.editBreak(added.id, { end: MORNING + 1200, breakTypeId: lunch.id });
  const [person] = await api.activities(clockId);
  const expected = {
    id: added.id,
    manualBreakId: lunch.id,
    end: { timestamp: MORNING + 1200 },
    modifiedAt: MORNING + HOUR,
  };
  expect(person?.manualBreaks).toMatchObject([expected]);
  world.deleteBreak(added.id);
  expect((await api.activities(clockId))[0]?.manualBreaks).toEqual([]);
});

test('a break type that was removed leaves its breaks behind', async () => {
  const { api, world, clockId, userId, rest } = await startWithPerson();
  world.addBreak({ userId, clockId, breakTypeId: rest.id, start: MORNING });
  world.removeBreakType(clockId, rest.id);
  expect((await api.activities(clockId))[0]?.manualBreaks).toMatchObject([{ manualBreakId: rest.id }]);
  expect(await api.rows(`/time-clock/v1/time-clocks/${clockId}/manual-breaks`, 'manualBreaks')).toEqual([]);
});

test('promotion and demotion change the user type', async () => {
  const { api, world, userId } = await startWithPerson();
  const type = async () => (await api.users())[0]?.userType;
  world.promoteUser(userId);
  expect(await type()).toBe('manager');
  world.demoteUser(userId);
  expect(await type()).toBe('user');
});

test('shift attachments and planned shifts are served', async () => {
  const { api, world, clockId, userId } = await startWithPerson();
  world.addShiftAttachmentType(clockId, { name: 'Gate', type: 'dropdownList', items: ['North', 'South'] });
  const attachments = await api.rows(`/time-clock/v1/time-clocks/${clockId}/shift-attachments`, 'shiftAttachments');
  expect(attachments).toMatchObject([{ type: 'dropdownList', items: [{ name: 'North' }, { name: 'South' }] }]);
  const { schedulerId } = world.addScheduler({ name: 'Week plan' });
  const planned = { title: 'Early', startTime: MORNING, endTime: MORNING + 8 * HOUR, userIds: [userId] };
  world.addPlannedShift(schedulerId, planned);
  const path = `/scheduler/v2/schedulers/${schedulerId}/shifts`;
  const shifts = (startTime: number, endTime: number) => api.rows(path, 'shifts', { startTime, endTime });
  expect(await shifts(MORNING, MORNING + HOUR)).toMatchObject([{ title: 'Early', assignedUserIds: [userId] }]);
  expect(await shifts(MORNING + 9 * HOUR, MORNING + 10 * HOUR)).toEqual([]);
});
