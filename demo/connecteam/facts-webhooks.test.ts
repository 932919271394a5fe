import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { MORNING, startTestSimulator } from './test-support';
import { NEWER_EVENT_TYPES } from './webhook-payload';

type Received = { headers: IncomingHttpHeaders; body: Record<string, unknown> };

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A receiver that answers with `statuses` in turn, then 200. */
async function startReceiver(statuses: number[] = []) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    received.push({ headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString()) });
    response.writeHead(statuses.shift() ?? 200).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { url: `http://127.0.0.1:${address.port}/hook`, received };
}

/** One person at one clock, a subscription for each feature, deliveries in the test's hand. */
async function startSubscribed(statuses?: number[]) {
  const receiver = await startReceiver(statuses);
  const simulator = await startTestSimulator();
  const { world, control } = simulator;
  const clockId = world.addClock({ name: 'Dock' }).id;
  const { userId } = world.addUser({ firstName: 'Mara', lastName: 'Quill' });
  world.assignUser(clockId, userId);
  control.webhooks.mode = 'manual';
  control.webhooks.register({ url: receiver.url, secret: 'shared-secret', clockId });
  control.webhooks.register({ url: receiver.url, secret: 'shared-secret', featureType: 'users' });
  return { ...simulator, received: receiver.received, webhooks: control.webhooks, clockId, userId };
}

describe('deliveries', () => {
  test('fact 40: a time activity goes out flat with the literal secret and both timestamp spellings', async () => {
    const { world, webhooks, received, clockId, userId } = await startSubscribed();
    const shift = world.clockIn(userId, clockId);
    await webhooks.deliverDue();
    expect(received).toHaveLength(1);
    expect(received[0]?.headers).toMatchObject({
      'x-webhook-secret': 'shared-secret',
      'user-agent': 'connecteam',
      'content-type': 'application/json',
      traceparent: expect.stringMatching(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/),
    });
    expect(received[0]?.body).toEqual({
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      company: world.company.companyId,
      activityType: 'shift',
      eventType: 'clock_in',
      eventTimestamp: MORNING,
      evnetTimestamp: MORNING,
      userId,
      timeClockId: clockId,
      timeActivityId: shift.id,
      webhookVersion: 1,
      timeActivity: {
        id: shift.id,
        userId,
        timeClock: { id: clockId },
        start: { timestamp: MORNING, timezone: 'America/Chicago' },
        createdAt: MORNING,
        isAutoClockOut: false,
      },
    });
  });

  test('fact 40: user events wrap their data in an array, with explicit nulls or the id only', async () => {
    const { world, webhooks, received } = await startSubscribed();
    const { userId } = world.addUser({ firstName: 'Ivo', lastName: 'Tern' });
    world.archiveUser(userId);
    await webhooks.deliverDue();
    expect(received.map(({ body }) => body)).toMatchObject([
      { activityType: 'User', eventType: 'user_created', data: [{ userId, email: null, archivedAt: null }] },
      { activityType: 'User', eventType: 'user_archived', evnetTimestamp: MORNING },
    ]);
    expect(received[1]?.body.data).toEqual([{ userId }]);
  });

  test('fact 40: the verbs raise the events of the documentation', async () => {
    const { world, webhooks, received, clock, clockId, userId } = await startSubscribed();
    const lunch = world.addBreakType(clockId, { name: 'Lunch', isPaid: false, duration: 30 });
    world.clockIn(userId, clockId);
    world.startBreak(userId, { breakTypeId: lunch.id });
    world.endBreak(userId);
    clock.at += 60;
    const closed = world.clockOut(userId, { auto: 'dailyLimit' });
    world.editShift(closed.id, { employeeNote: 'left early' });
    world.recreateShift(closed.id);
    world.setDayState(clockId, userId, '2026-10-14', { isLocked: true });
    await webhooks.deliverDue();
    expect(received.map(({ body }) => `${body.activityType} ${body.eventType}`)).toEqual([
      'shift clock_in',
      'shift clock_out',
      'manual_break clock_in',
      'manual_break clock_out',
      'shift clock_in',
      'shift auto_clock_out',
      'shift admin_edit',
      'shift admin_approved_clock_out_outside_geo_fence_request',
      'timesheet_period admin_day_locked',
    ]);
  });

  test('fact 41: a failure is retried 3 times, 60 s apart, under the same requestId, and then lost', async () => {
    const { world, webhooks, received, clock, clockId, userId } = await startSubscribed([500, 302, 503, 500]);
    world.clockIn(userId, clockId);
    const tries = [];
    for (const step of [0, 59, 1, 60, 60, 60, 600]) {
      clock.at += step;
      tries.push((await webhooks.deliverDue()).map(({ outcome }) => outcome));
    }
    expect(tries).toEqual([['will_retry'], [], ['will_retry'], ['will_retry'], ['given_up'], [], []]);
    expect(new Set(received.map(({ body }) => body.requestId)).size).toBe(1);
    expect(webhooks.pendingCount).toBe(0);
  });

  test('fact 41: no answer within the time limit counts as a failure', async () => {
    const { world, webhooks, clockId, userId } = await startSubscribed();
    const silent = createServer(() => undefined);
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    closers.push(() => {
      silent.close();
      silent.closeAllConnections();
    });
    const address = silent.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    webhooks.subscriptions.clear();
    webhooks.register({ url: `http://127.0.0.1:${address.port}/`, clockId });
    webhooks.answerTimeoutMs = 30;
    world.clockIn(userId, clockId);
    expect(await webhooks.deliverDue()).toMatchObject([{ status: null, outcome: 'will_retry' }]);
  });

  test('fact 41: duplicates share their requestId, and a lost event never arrives', async () => {
    const { world, webhooks, received, clockId, userId } = await startSubscribed();
    webhooks.faults.copies = 3;
    world.clockIn(userId, clockId);
    await webhooks.deliverDue();
    expect([received.length, new Set(received.map(({ body }) => body.requestId)).size]).toEqual([3, 1]);
    webhooks.faults.lose = 1;
    world.clockOut(userId);
    expect(await webhooks.deliverDue()).toEqual([]);
    expect(webhooks.attempts.at(-1)).toMatchObject({ eventType: 'clock_out', outcome: 'lost' });
  });

  test('fact 41: reordering delivers clock_out before clock_in', async () => {
    const { world, webhooks, received, clockId, userId } = await startSubscribed();
    webhooks.faults.reorder = true;
    world.clockIn(userId, clockId);
    world.clockOut(userId);
    world.clockIn(userId, clockId);
    await webhooks.deliverDue();
    expect(received.map(({ body }) => body.eventType)).toEqual(['clock_out', 'clock_in']);
    webhooks.releaseHeld();
    await webhooks.deliverDue();
    expect(received).toHaveLength(3);
  });

  test('fact 41: a delivery can arrive before the API shows the row', async () => {
    const { api, control, world, webhooks, received, clock, clockId, userId } = await startSubscribed();
    control.setModes({ newRowsVisibleAfterSeconds: 20 });
    world.clockIn(userId, clockId);
    await webhooks.deliverDue();
    expect([received.length, await api.shifts(clockId)]).toEqual([1, []]);
    clock.at += 20;
    expect(await api.shifts(clockId)).toHaveLength(1);
  });

  test('fact 41: the secret can be wrong or missing', async () => {
    const { world, webhooks, received, clockId, userId } = await startSubscribed();
    for (const secret of ['wrong', 'missing'] as const) {
      webhooks.faults.secret = secret;
      world.deleteShift(world.clockIn(userId, clockId).id);
      await webhooks.deliverDue();
    }
    expect(received.map(({ headers }) => headers['x-webhook-secret'])).toEqual([
      'not-shared-secret',
      'not-shared-secret',
      undefined,
      undefined,
    ]);
  });

  test('fact 41: changing several fields of a person sends a burst of user_updated', async () => {
    const { world, webhooks, received, userId } = await startSubscribed();
    world.updateUser(userId, { firstName: 'Mira', lastName: 'Quillon', email: 'mira@floor.example' });
    await webhooks.deliverDue();
    expect(received.map(({ body }) => body.eventType)).toEqual(['user_updated', 'user_updated', 'user_updated']);
  });

  test('fact 42: delete events carry the id and no activity', async () => {
    const { world, webhooks, received, clockId, userId } = await startSubscribed();
    const shift = world.clockIn(userId, clockId);
    world.deleteShift(shift.id);
    await webhooks.deliverDue();
    expect(received[1]?.body).toMatchObject({ eventType: 'admin_delete', timeActivityId: shift.id, userId });
    expect(received[1]?.body).not.toHaveProperty('timeActivity');
  });

  test('fact 42: any event type can be sent, the twelve newer ones without evnetTimestamp', async () => {
    const { webhooks, received, clockId, userId } = await startSubscribed();
    const eventTypes = ['something_new', ...NEWER_EVENT_TYPES];
    for (const eventType of eventTypes) {
      const rest = { activityType: 'shift', userId, clockId, activityId: null, activity: null } as const;
      webhooks.deliverWebhook({ feature: 'time_activity', eventType, ...rest }, { requestId: 'chosen' });
    }
    await webhooks.deliverDue();
    expect(received.map(({ body }) => body.eventType)).toEqual(eventTypes);
    expect(received[0]?.body.requestId).toBe('chosen');
    const misspelt = received.filter(({ body }) => 'evnetTimestamp' in body).map(({ body }) => body.eventType);
    expect([misspelt, NEWER_EVENT_TYPES.length]).toEqual([['something_new'], 12]);
  });

  test('in automatic mode events leave by themselves, and when off they do not', async () => {
    const { world, webhooks, received, clockId, userId } = await startSubscribed();
    webhooks.mode = 'off';
    world.clockIn(userId, clockId);
    webhooks.mode = 'automatic';
    world.clockOut(userId);
    await expect.poll(() => received.map(({ body }) => body.eventType)).toEqual(['clock_out']);
  });
});

describe('subscriptions over the API', () => {
  const path = '/settings/v1/webhooks';
  const valid = {
    name: 'Hub',
    url: 'https://hub.example/api/webhooks/connecteam',
    featureType: 'time_activity',
    eventTypes: ['clock_in'],
    entityId: '300011',
    secretKey: 'never-shown',
  };

  test('a subscription is created, listed, changed in part and deleted without ever showing its secret', async () => {
    const { api } = await startTestSimulator();
    const created = await api.send('POST', path, valid);
    expect(created).toMatchObject({
      status: 200,
      body: { data: { entityId: '300011', retryLimit: 3, isDisabled: false } },
    });
    const [row] = await api.rows(path, 'webhooks');
    expect(row).toMatchObject({ name: 'Hub', origin: 'integration', eventTypes: ['clock_in'] });
    const one = `${path}/${row?.id}`;
    expect(await api.send('PUT', one, { isDisabled: true })).toMatchObject({
      body: { data: { name: 'Hub', isDisabled: true } },
    });
    expect(JSON.stringify([created, await api.data(one)])).not.toContain('never-shown');
    expect((await api.send('DELETE', one)).status).toBe(200);
    expect([(await api.get(one)).status, await api.rows(path, 'webhooks')]).toEqual([404, []]);
  });

  test('plain http, no event types and a missing entity are refused with code 1002', async () => {
    const { api } = await startTestSimulator();
    const { entityId, ...withoutEntity } = valid;
    const bad = [{ ...valid, url: 'http://hub.example/' }, { ...valid, eventTypes: [] }, withoutEntity];
    for (const body of bad) {
      expect(await api.send('POST', path, body)).toMatchObject({
        status: 400,
        body: { details: { error_code: 1002 } },
      });
    }
    expect((await api.send('POST', path, { ...withoutEntity, featureType: 'users' })).status).toBe(200);
  });

  test('only subscribed event types of the right clock are delivered', async () => {
    const { api, world, control, clockId, userId, webhooks, received } = await startSubscribed();
    const url = [...webhooks.subscriptions.values()][0]?.url;
    webhooks.subscriptions.clear();
    control.setModes({ allowHttpWebhooks: true });
    await api.send('POST', path, { ...valid, url, entityId: String(clockId) });
    await api.send('POST', path, { ...valid, url, entityId: '1' });
    world.clockIn(userId, clockId);
    world.clockOut(userId);
    await webhooks.deliverDue();
    expect(received.map(({ body }) => body.eventType)).toEqual(['clock_in']);
  });
});
