import { describe, expect, test } from 'vitest';
import { isLoopback } from './control-http';
import { MORNING, startTestSimulator } from './test-support';

async function startControlled() {
  const simulator = await startTestSimulator();
  const call = async (verb: string, input: unknown = {}) => {
    const response = await fetch(`${simulator.baseUrl}/__control/${verb}`, {
      method: 'POST',
      body: JSON.stringify(input),
    });
    const body: unknown = await response.json();
    return { status: response.status, body };
  };
  const id = async (verb: string, input: unknown): Promise<string | number> => {
    const { body } = await call(verb, input);
    const [value] = Object.values((body as { result: Record<string, string | number> }).result);
    if (value === undefined) throw new Error(`${verb} gave no id`);
    return value;
  };
  return { ...simulator, call, id };
}

describe('the control interface', () => {
  test('people clock in, take a break and leave, and an admin edits and deletes', async () => {
    const { api, call, id, clock } = await startControlled();
    const userId = await id('addUser', { firstName: 'Mara', lastName: 'Quill', email: 'mara@floor.example' });
    const clockId = Number(await id('addClock', { name: 'Dock', timezone: 'Europe/Berlin' }));
    await call('assignUser', { clockId, userId });
    const breakTypeId = await id('addBreakType', { clockId, name: 'Lunch', isPaid: false, duration: 30 });
    const first = await id('clockIn', { userId, clockId });
    clock.at += 60;
    await call('startBreak', { userId, breakTypeId });
    clock.at += 60;
    await call('endBreak', { userId });
    clock.at += 60;
    await call('clockOut', { userId });
    const [person] = await api.activities(clockId);
    expect([person?.shifts.length, person?.manualBreaks.length]).toEqual([2, 1]);
    await call('editShift', { id: first, end: MORNING + 30 });
    expect((await api.shifts(clockId))[0]).toMatchObject({ id: first, end: { timestamp: MORNING + 30 } });
    await call('deleteShift', { id: first });
    expect(await api.shifts(clockId)).toHaveLength(1);
  });

  test('quota, faults, keys and modes are set from outside', async () => {
    const { api, call } = await startControlled();
    await call('setLimits', { minute: 50 });
    await call('consumeQuota', { calls: 48 });
    await call('addFault', { path: '/me', effect: { kind: 'status', status: 503 } });
    expect((await api.raw('/me')).status).toBe(503);
    expect((await api.get('/me')).headers.get('x-ratelimit-minute-remaining')).toBe('1');
    await call('setModes', { throttleStatus: 200 });
    await api.get('/me');
    expect(await api.get('/me')).toMatchObject({ status: 200, body: { detail: 'Too many requests' } });
    await call('disableApiKey');
    expect((await api.get('/me')).status).toBe(403);
  });

  test('the state tells modes, quota, people, open rows and the last requests', async () => {
    const { api, baseUrl, call, id } = await startControlled();
    const userId = await id('addUser', { firstName: 'Mara', lastName: 'Quill' });
    const clockId = await id('addClock', { name: 'Dock' });
    await call('assignUser', { clockId, userId });
    const shiftId = await id('clockIn', { userId, clockId });
    await api.get('/me');
    const state: unknown = await (await fetch(`${baseUrl}/__control/state`)).json();
    expect(state).toMatchObject({
      result: {
        now: MORNING,
        quota: { minute: { limit: 100, remaining: 99 } },
        users: [{ userId, name: 'Mara Quill', isArchived: false }],
        clocks: [{ id: clockId, userIds: [userId] }],
        open: [{ id: shiftId, kind: 'shift', userId, since: MORNING }],
        requests: 1,
        lastRequests: [{ method: 'GET', path: '/me', status: 200 }],
      },
    });
  });

  test('bad input, an unknown verb and an impossible act are told apart and change nothing', async () => {
    const { baseUrl, call, world } = await startControlled();
    expect(await call('clockIn', { userId: 'x' })).toMatchObject({
      status: 400,
      body: { error: expect.stringContaining('userId') },
    });
    expect(await call('setModes', { unheardOf: true })).toMatchObject({ status: 400 });
    expect(await call('clockIn', { userId: 1, clockId: 2 })).toMatchObject({
      status: 400,
      body: { error: 'The simulated company has no time clock 2' },
    });
    expect((await call('constructor')).status).toBe(404);
    expect((await fetch(`${baseUrl}/__control/addClock`)).status).toBe(405);
    expect((await fetch(`${baseUrl}/__control/addClock`, { method: 'POST', body: '{' })).status).toBe(400);
    expect([world.users.size, world.clocks.size]).toEqual([0, 0]);
  });

  test('only loopback addresses are let in', () => {
    const addresses = ['127.0.0.1', '127.8.0.1', '::1', '::ffff:127.0.0.1', '10.0.0.5', '::ffff:10.0.0.5', undefined];
    expect(addresses.map(isLoopback)).toEqual([true, true, true, true, false, false, false]);
  });
});
