import { describe, expect, test } from 'vitest';
import { MORNING, type Parameters, startTestSimulator } from './test-support';

type World = Awaited<ReturnType<typeof startTestSimulator>>['world'];

function addPeople(world: World, count: number) {
  return Array.from({ length: count }, (_, index) =>
    world.addUser({ firstName: `Person ${index + 1}`, lastName: 'Row', createdAt: MORNING - 1000 + index }),
  );
}

describe('validation', () => {
  test('fact 12: a bad limit or offset is refused with 400 in the domain shape', async () => {
    const { api } = await startTestSimulator();
    const bad: Parameters[] = [{ limit: 0 }, { limit: 501 }, { limit: 'abc' }, { offset: -1 }];
    for (const parameters of bad) {
      const answer = await api.get('/users/v1/users', parameters);
      const key = `query.${Object.keys(parameters)[0]}`;
      expect([parameters, answer.status]).toEqual([parameters, 400]);
      expect(answer.body).toEqual({
        details: { error_message: 'Request query is invalid', error_code: 1003 },
        error: { [key]: { message: expect.any(String), type: expect.any(String) } },
        path: '/users/v1/users',
        request_id: expect.any(String),
      });
    }
  });

  test('fact 12: the other mode answers 422 with the list shape', async () => {
    const { api, control } = await startTestSimulator();
    control.setModes({ validationReply: 'list_422' });
    const answer = await api.get('/users/v1/users', { limit: 0 });
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual({
      detail: [{ loc: ['query', 'limit'], msg: expect.any(String), type: 'value_error.number.not_ge' }],
    });
  });

  test('fact 13: missing, malformed and swapped dates are refused under their snake_case keys', async () => {
    const { api, world } = await startTestSimulator();
    const path = `/time-clock/v1/time-clocks/${world.addClock({ name: 'Dock' }).id}/time-activities`;
    const refusal = async (parameters: Record<string, string>) => (await api.get(path, parameters)).body;
    expect(await refusal({ endDate: '2026-10-14' })).toMatchObject({
      details: { error_code: 1003 },
      error: { 'query.start_date': { type: 'value_error.missing' } },
    });
    expect(await refusal({ startDate: '2026-10-14', endDate: '14.10.2026' })).toMatchObject({
      error: { 'query.end_date': { type: 'value_error.date' } },
    });
    expect(await refusal({ startDate: '2026-02-30', endDate: '2026-03-01' })).toMatchObject({
      error: { 'query.start_date': { type: 'value_error.date' } },
    });
    expect(await refusal({ startDate: '2026-10-14', endDate: '2026-10-13' })).toMatchObject({
      error: { __root__: { type: 'value_error' } },
    });
  });

  test('fact 13: spans of 92, 45 and 365 days pass exactly, one more day is refused under __root__', async () => {
    const { api, world, control } = await startTestSimulator();
    const clock = `/time-clock/v1/time-clocks/${world.addClock({ name: 'Dock' }).id}`;
    const caps: [string, string, string, number][] = [
      [`${clock}/time-activities`, '2026-04-03', '2026-04-04', 92],
      [`${clock}/timesheet`, '2026-02-15', '2026-02-16', 45],
      ['/pay-rates/v1/pay-rates', '2027-01-01', '2027-01-02', 365],
    ];
    for (const [path, atCap, overCap, days] of caps) {
      const startDate = '2026-01-01';
      expect((await api.get(path, { startDate, endDate: atCap })).status).toBe(200);
      const refused = await api.get(path, { startDate, endDate: overCap });
      expect([refused.status, refused.body]).toMatchObject([
        400,
        { error: { __root__: { message: `Date range cannot exceed ${days} days`, type: 'value_error' } } },
      ]);
      control.setModes({ rangeCap: 'inclusive_days' });
      expect((await api.get(path, { startDate, endDate: atCap })).status, 'counted as inclusive days').toBe(400);
      control.setModes({ rangeCap: 'difference' });
    }
  });

  test('fact 14: an unknown clock id is 400, not 404', async () => {
    const { api, world } = await startTestSimulator();
    const gone = world.addClock({ name: 'Old dock' });
    world.removeClock(gone.id);
    for (const id of [gone.id, 42]) {
      const range = { startDate: '2026-10-14', endDate: '2026-10-14' };
      for (const leaf of ['time-activities', 'timesheet', 'manual-breaks', 'shift-attachments']) {
        const answer = await api.get(`/time-clock/v1/time-clocks/${id}/${leaf}`, range);
        expect([answer.status, answer.body]).toMatchObject([400, { error: "time clock id doesn't exist" }]);
      }
    }
  });

  test('fact 15: a comma-joined string array matches nothing, a comma-joined integer array is refused', async () => {
    const { api, world } = await startTestSimulator();
    const people = addPeople(world, 2).map((user) => user.userId);
    const emails = ['ada@floor.example', 'bo@floor.example'];
    for (const [index, id] of people.entries()) world.updateUser(id, { email: emails[index] });
    expect(await api.users({ emailAddresses: emails })).toHaveLength(2);
    expect(await api.users({ emailAddresses: emails.join(',') })).toEqual([]);
    expect(await api.users({ userIds: people })).toHaveLength(2);
    expect(await api.get('/users/v1/users', { userIds: people.join(',') })).toMatchObject({
      status: 400,
      body: { error: { 'query.user_ids.0': { type: 'type_error.integer' } } },
    });
    const clock = world.addClock({ name: 'Dock' });
    const [first = 0] = people;
    world.assignUser(clock.id, first);
    world.clockIn(first, clock.id);
    expect(await api.shifts(clock.id, { activityTypes: ['shift', 'manual_break'] })).toHaveLength(1);
    expect(await api.shifts(clock.id, { activityTypes: 'shift,manual_break' })).toEqual([]);
  });
});

describe('pagination', () => {
  test('fact 16: users and jobs give 10 rows when limit is left out', async () => {
    const { api, world } = await startTestSimulator();
    addPeople(world, 12);
    for (let index = 0; index < 12; index += 1) world.addJob({ title: `Job ${index}` });
    expect(await api.users()).toHaveLength(10);
    expect(await api.rows('/jobs/v1/jobs', 'jobs')).toHaveLength(10);
    expect(await api.users({ limit: 500 })).toHaveLength(12);
  });

  test('fact 17: paging.offset is the position after the last row, with a total on users only', async () => {
    const { api, world, control } = await startTestSimulator();
    addPeople(world, 3);
    world.addJob({ title: 'Packing' });
    expect((await api.data('/users/v1/users', { limit: 2 })).paging).toEqual({ offset: 2, total: 3 });
    expect((await api.data('/users/v1/users', { limit: 2, offset: 2 })).paging).toEqual({ offset: 3, total: 3 });
    expect((await api.data('/jobs/v1/jobs')).paging).toEqual({ offset: 1 });
    control.setModes({ jobsPaging: 'data', usersTotal: false });
    const jobs = await api.data('/jobs/v1/jobs');
    expect([jobs.paging, jobs.data.paging]).toEqual([undefined, { offset: 1 }]);
    expect((await api.data('/users/v1/users')).paging).toEqual({ offset: 3 });
  });

  test('fact 18: an exact multiple ends with an empty page, and an offset past the end is an empty 200', async () => {
    const { api, world } = await startTestSimulator();
    addPeople(world, 4);
    expect(await api.users({ limit: 2, offset: 2 })).toHaveLength(2);
    expect(await api.users({ limit: 2, offset: 4 })).toEqual([]);
    expect(await api.users({ limit: 2, offset: 99 })).toEqual([]);
  });

  test('fact 19: a person archived between pages makes offset paging skip somebody', async () => {
    const { api, world, control } = await startTestSimulator();
    const people = addPeople(world, 4).map((user) => user.userId);
    control.setModes({ betweenPages: 'archive_user' });
    const pages = [await api.users({ limit: 2 }), await api.users({ limit: 2, offset: 2 })];
    expect(pages.flat().map((user) => user.userId)).toEqual([people[0], people[1], people[3]]);
    expect(control.modes.betweenPages).toBe('nothing');
  });

  test('fact 19: a person created between pages makes newest-first paging repeat somebody', async () => {
    const { api, world, control } = await startTestSimulator();
    const people = addPeople(world, 3).map((user) => user.userId);
    control.setModes({ betweenPages: 'create_user' });
    const newestFirst = { limit: 2, sort: 'created_at', order: 'desc' };
    const pages = [await api.users(newestFirst), await api.users({ ...newestFirst, offset: 2 })];
    expect(pages.flat().map((user) => user.userId)).toEqual([people[2], people[1], people[1], people[0]]);
  });

  test('fact 20: time-clocks, time-activities and timesheet ignore limit and offset', async () => {
    const { api, world } = await startTestSimulator();
    const clock = world.addClock({ name: 'Dock' });
    world.addClock({ name: 'Yard' });
    for (const { userId } of addPeople(world, 3)) {
      world.assignUser(clock.id, userId);
      world.addShift({ userId, clockId: clock.id, start: MORNING - 7200, end: MORNING - 3600 });
    }
    const page = { limit: 1, offset: 1 };
    expect(await api.rows('/time-clock/v1/time-clocks', 'timeClocks', page)).toHaveLength(2);
    expect(await api.activities(clock.id, page)).toHaveLength(3);
    const timesheet = `/time-clock/v1/time-clocks/${clock.id}/timesheet`;
    const range = { startDate: '2026-10-14', endDate: '2026-10-14' };
    expect(await api.rows(timesheet, 'users', { ...range, ...page })).toHaveLength(3);
  });
});
