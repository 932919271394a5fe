import { expect, test } from 'vitest';
import { MORNING, startTestSimulator } from './test-support';

async function startWithShift() {
  const simulator = await startTestSimulator();
  const { world } = simulator;
  const clockId = world.addClock({ name: 'Dock' }).id;
  const { userId } = world.addUser({ firstName: 'Mara', lastName: 'Quill' });
  world.assignUser(clockId, userId);
  world.clockIn(userId, clockId);
  return { ...simulator, clockId, userId };
}

test('fact 43: 500, 502 and 503 come as HTML for as many matching requests as asked', async () => {
  const { api, control } = await startWithShift();
  for (const status of [500, 502, 503]) {
    control.addFault({ path: '/users/*', times: 2, effect: { kind: 'status', status } });
    const statuses = [];
    for (const path of ['/me', '/users/v1/users', '/users/v1/users', '/users/v1/users']) {
      const answer = await api.raw(path);
      statuses.push(answer.status);
      if (answer.status === status) expect(answer.headers.get('content-type')).toContain('text/html');
      await answer.arrayBuffer();
    }
    expect(statuses).toEqual([200, status, status, 200]);
  }
});

test('fact 43: a fault can wait for later requests and match by method and regular expression', async () => {
  const { api, control } = await startWithShift();
  control.addFault({ path: /time-clocks$/, method: 'GET', after: 1, effect: { kind: 'status', status: 502 } });
  const path = '/time-clock/v1/time-clocks';
  const statuses = [];
  for (let index = 0; index < 3; index += 1) statuses.push((await api.raw(path)).status);
  expect(statuses).toEqual([200, 502, 200]);
  expect(control.faults).toEqual([]);
});

test('fact 43: a timeout never answers, yet costs quota and is recorded', async () => {
  const { api, control, requests } = await startWithShift();
  control.addFault({ effect: { kind: 'timeout' } });
  await expect(api.raw('/me', {}, { signal: AbortSignal.timeout(50) })).rejects.toThrow('timeout');
  expect(requests).toMatchObject([{ method: 'GET', path: '/me', at: MORNING, status: null }]);
  expect(control.rate.usage().minute.remaining).toBe(99);
});

test('fact 43: a slow body sends its head at once and its end late', async () => {
  const { api, control } = await startWithShift();
  control.addFault({ effect: { kind: 'slow_body', delayMs: 60_000 } });
  const abort = new AbortController();
  const answer = await api.raw('/me', {}, { signal: abort.signal });
  expect(answer.status).toBe(200);
  const body = answer.text();
  abort.abort();
  await expect(body).rejects.toThrow('abort');
  control.addFault({ effect: { kind: 'slow_body', delayMs: 5 } });
  expect((await api.data('/me')).data).toHaveProperty('companyName');
});

test('fact 43: truncated JSON has status 200 and does not parse', async () => {
  const { api, control } = await startWithShift();
  control.addFault({ effect: { kind: 'truncated_json' } });
  const answer = await api.raw('/me');
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/json']);
  await expect(answer.json()).rejects.toThrow(SyntaxError);
});

test('fact 43: a connection reset gives no answer at all', async () => {
  const { api, control } = await startWithShift();
  control.addFault({ effect: { kind: 'connection_reset' } });
  await expect(api.raw('/me')).rejects.toThrow('fetch failed');
  expect((await api.raw('/me')).status).toBe(200);
});

test('an empty 200 has no data, empty lists, or people without rows', async () => {
  const { api, control, clockId, userId } = await startWithShift();
  const path = `/time-clock/v1/time-clocks/${clockId}/time-activities`;
  const read = async () => (await api.data(path, { startDate: '2026-10-14', endDate: '2026-10-14' })).data;
  control.addFault({ effect: { kind: 'empty_data' } });
  control.addFault({ effect: { kind: 'empty_lists' } });
  control.addFault({ effect: { kind: 'empty_people' } });
  expect([await read(), await read(), await read()]).toEqual([
    {},
    { timeActivitiesByUsers: [] },
    { timeActivitiesByUsers: [{ userId, shifts: [], manualBreaks: [], timeOffs: [] }] },
  ]);
  expect(await api.shifts(clockId)).toHaveLength(1);
});

test('a known path can be redirected to the marketing page for a while', async () => {
  const { api, control } = await startWithShift();
  control.addFault({ path: '/me', effect: { kind: 'redirect' } });
  expect([(await api.raw('/me')).status, (await api.raw('/me')).status]).toEqual([302, 200]);
});

test('the world can change right before a chosen request is served', async () => {
  const { api, control } = await startWithShift();
  control.beforeServing({ path: '/users/*', after: 1 }, (world) =>
    world.addUser({ firstName: 'Ivo', lastName: 'Tern' }),
  );
  expect([(await api.users()).length, (await api.users()).length, (await api.users()).length]).toEqual([1, 2, 2]);
});
