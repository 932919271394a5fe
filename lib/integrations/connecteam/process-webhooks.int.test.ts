import { randomUUID } from 'node:crypto';
import { asc, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { webhookPayload } from '@/demo/connecteam/webhook-payload';
import { openDatabase } from '@/lib/db/client';
import { connecteamUsers, connecteamWebhooks } from '@/lib/db/schema/connecteam';
import { openTestDatabase } from '@/test/database';
import { runProcessWebhooks } from './run';
import {
  type Bench,
  DAY,
  HOUR,
  hire,
  linkEverybody,
  NOON,
  startBench,
  storedBreaks,
  storedRuns,
  storedShifts,
  sync,
  takeRequests,
} from './test-support';
import { receiveWebhook } from './webhook';

const db = openTestDatabase();
const SECRET = 'the-shared-secret';

/** A bench whose webhooks end up in an array instead of at an address. */
async function webhookBench() {
  const bench = await startBench(db);
  const userId = hire(bench);
  await linkEverybody(bench);
  await sync(bench);
  takeRequests(bench);
  return { bench, userId };
}

function deliver(bench: Bench, body: object, headers: Record<string, string> = { 'x-webhook-secret': SECRET }) {
  const request = new Request('http://localhost/api/webhooks/connecteam', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return receiveWebhook({ db, siteId: bench.site.id, request, secret: SECRET, now: bench.time.now });
}

let sent = 0;
function shiftEvent(bench: Bench, eventType: string, shiftId: string, extra: object = {}) {
  const shift = bench.world.activities.get(shiftId);
  return {
    requestId: `11111111-0000-4000-8000-${String(bench.site.id * 1_000 + ++sent).padStart(12, '0')}`,
    company: 'cmp',
    activityType: 'shift',
    eventType,
    eventTimestamp: bench.time.now,
    userId: shift?.userId ?? 0,
    timeClockId: bench.clockId,
    timeActivityId: shiftId,
    ...(shift === undefined
      ? {}
      : { timeActivity: { id: shiftId, start: shift.start, ...(shift.end ? { end: shift.end } : {}) } }),
    ...extra,
  };
}

function webhooks({ site }: Bench) {
  return db
    .select()
    .from(connecteamWebhooks)
    .where(eq(connecteamWebhooks.siteId, site.id))
    .orderBy(asc(connecteamWebhooks.receivedAt), asc(connecteamWebhooks.requestId));
}

const process = (bench: Bench) => runProcessWebhooks(bench.deps, { waitSeconds: 0 });

describe('taking a delivery', () => {
  it('keeps it once, however often it comes', async () => {
    const { bench, userId } = await webhookBench();
    const shift = bench.world.clockIn(userId, bench.clockId);
    const event = shiftEvent(bench, 'clock_in', shift.id);
    expect(await deliver(bench, event)).toBe(true);
    expect(await deliver(bench, event)).toBe(false);
    expect(await webhooks(bench)).toMatchObject([
      {
        requestId: event.requestId,
        eventType: 'clock_in',
        timeActivityId: shift.id,
        clockId: bench.clockId,
        processedAt: null,
      },
    ]);
  });

  it('refuses a wrong or missing secret, and answers as if it were not there without one configured', async () => {
    const { bench } = await webhookBench();
    await expect(deliver(bench, {}, { 'x-webhook-secret': `${SECRET}x` })).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
    await expect(deliver(bench, {}, {})).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    const request = new Request('http://localhost/', {
      method: 'POST',
      headers: { 'x-webhook-secret': '' },
      body: '{}',
    });
    const input = { db, siteId: bench.site.id, request, secret: undefined, now: NOON };
    await expect(receiveWebhook(input)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await webhooks(bench)).toEqual([]);
  });

  it('asks Connecteam to try again when it cannot be stored', async () => {
    const { bench, userId } = await webhookBench();
    const shift = bench.world.clockIn(userId, bench.clockId);
    const gone = openDatabase({ url: 'mysql://a:b@127.0.0.1:1/x', poolSize: 1 });
    const request = new Request('http://localhost/', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-webhook-secret': SECRET },
      body: JSON.stringify(shiftEvent(bench, 'clock_in', shift.id)),
    });
    const input = { db: gone, siteId: bench.site.id, request, secret: SECRET, now: NOON };
    await expect(receiveWebhook(input)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await gone.close();
  });
});

describe('following deliveries up', () => {
  it('reads the clock and the days concerned and stores what is there', async () => {
    const { bench, userId } = await webhookBench();
    const shift = bench.world.clockIn(userId, bench.clockId);
    await deliver(bench, shiftEvent(bench, 'clock_in', shift.id));
    expect(await process(bench)).toMatchObject({ status: 'success', counts: { events: 1, waiting: 0, inserted: 1 } });
    expect(await storedShifts(bench)).toMatchObject([{ sourceShiftId: shift.id, clockOut: null }]);
    expect(
      takeRequests(bench).map((request) => [
        request.path.split('/').at(-1),
        request.query.startDate?.[0],
        request.query.endDate?.[0],
      ]),
    ).toEqual([['time-activities', '2026-10-13', '2026-10-16']]);
    expect(await webhooks(bench)).toMatchObject([{ processedAt: bench.time.now, outcome: 'read' }]);
    const runs = (await storedRuns(bench)).length;
    expect(await process(bench)).toMatchObject({ status: 'success', counts: { events: 0 } });
    expect(await storedRuns(bench)).toHaveLength(runs);
  });

  it('answers a burst, also out of order, with one read', async () => {
    const { bench, userId } = await webhookBench();
    const shifts = Array.from({ length: 5 }, (_, index) =>
      bench.world.addShift({
        userId,
        clockId: bench.clockId,
        start: NOON - (index + 1) * HOUR,
        end: NOON - index * HOUR - 60,
      }),
    );
    for (const shift of shifts) {
      await deliver(bench, shiftEvent(bench, 'clock_out', shift.id));
      await deliver(bench, shiftEvent(bench, 'clock_in', shift.id));
    }
    expect(await process(bench)).toMatchObject({ counts: { events: 10, inserted: 5 } });
    expect(takeRequests(bench)).toHaveLength(1);
    expect((await webhooks(bench)).every((row) => row.processedAt !== null)).toBe(true);
  });

  it('ends with what the source says after any order of the simulator’s own deliveries, doubled and delayed', async () => {
    const { bench, userId } = await webhookBench();
    const lunch = bench.world.addBreakType(bench.clockId, { name: 'Lunch', isPaid: false, duration: 30 });
    const bodies: Record<string, unknown>[] = [];
    bench.world.onEvent((event) => bodies.push(webhookPayload(bench.world, event, randomUUID())));
    const second = hire(bench);
    for (const person of [userId, second]) {
      bench.world.clockIn(person, bench.clockId, { at: NOON - 5 * HOUR });
      bench.world.startBreak(person, { breakTypeId: lunch.id, at: NOON - 3 * HOUR });
      bench.world.endBreak(person, { at: NOON - 2 * HOUR });
    }
    bench.world.clockOut(userId, { at: NOON - HOUR });
    const extra = bench.world.addShift({
      userId,
      clockId: bench.clockId,
      start: NOON - 9 * HOUR,
      end: NOON - 8 * HOUR,
    });
    bench.world.deleteShift(extra.id);
    expect(bodies.length).toBeGreaterThan(12);
    for (const body of [...bodies, ...bodies].reverse()) await deliver(bench, body);
    for (const waiting of [expect.any(Number), 0]) {
      expect(await process(bench)).toMatchObject({ status: 'success', counts: { waiting } });
      bench.time.now += 30;
    }
    const expected = [...bench.world.activities.values()].filter((activity) => activity.kind === 'shift');
    expect((await storedShifts(bench)).map((row) => [row.sourceShiftId, row.clockOut]).sort()).toEqual(
      expected.map((shift) => [shift.id, shift.end?.timestamp ?? null]).sort(),
    );
    expect(await storedBreaks(bench)).toHaveLength(2);
  });

  it('looks once more after 30 seconds for a row that is not there yet', async () => {
    const { bench, userId } = await webhookBench();
    bench.control.setModes({ newRowsVisibleAfterSeconds: 20 });
    const shift = bench.world.clockIn(userId, bench.clockId);
    await deliver(bench, shiftEvent(bench, 'clock_in', shift.id));
    expect(await process(bench)).toMatchObject({ counts: { events: 1, waiting: 1, inserted: 0 } });
    bench.time.now += 29;
    expect(await process(bench)).toMatchObject({ counts: { events: 0 } });
    bench.time.now += 1;
    expect(await process(bench)).toMatchObject({ counts: { events: 1, waiting: 0, inserted: 1 } });
    expect(await webhooks(bench)).toMatchObject([{ attempts: 1, outcome: 'read', processedAt: bench.time.now }]);
  });

  it('believes no delivery that the source does not confirm', async () => {
    const { bench, userId } = await webhookBench();
    const shift = bench.world.clockIn(userId, bench.clockId);
    await sync(bench);
    await deliver(bench, shiftEvent(bench, 'admin_delete', shift.id, { timeActivity: undefined }));
    await deliver(bench, shiftEvent(bench, 'clock_in', 'aaaaaaaaaaaaaaaaaaaaaaaa'));
    for (const waiting of [2, 0]) {
      expect(await process(bench)).toMatchObject({ status: 'success', counts: { waiting, removed: 0, inserted: 0 } });
      bench.time.now += 30;
    }
    expect(await storedShifts(bench)).toHaveLength(1);
    expect((await webhooks(bench)).map((row) => row.outcome)).toEqual(['not as announced', 'not as announced']);
  });

  it('finds the days of a deleted or moved shift by its id', async () => {
    const { bench, userId } = await webhookBench();
    const start = NOON - 30 * DAY;
    const deleted = bench.world.addShift({ userId, clockId: bench.clockId, start, end: start + HOUR });
    const moved = bench.world.addShift({
      userId,
      clockId: bench.clockId,
      start: start + 2 * HOUR,
      end: start + 3 * HOUR,
    });
    await sync(bench, { from: '2026-09-14', to: '2026-09-14' });
    expect(await storedShifts(bench)).toHaveLength(2);
    bench.world.deleteShift(deleted.id);
    bench.world.editShift(moved.id, { start: NOON - 2 * HOUR, end: NOON - HOUR });
    const event = shiftEvent(bench, 'admin_delete', deleted.id);
    await deliver(bench, { ...event, userId });
    await deliver(bench, shiftEvent(bench, 'admin_edit', moved.id));
    expect(await process(bench)).toMatchObject({ status: 'success', counts: { removed: 1, updated: 1, waiting: 0 } });
    expect(await storedShifts(bench)).toMatchObject([{ sourceShiftId: moved.id, clockIn: NOON - 2 * HOUR }]);
  });

  it('keeps unknown and irrelevant events and does nothing about them', async () => {
    const { bench, userId } = await webhookBench();
    const shift = bench.world.clockIn(userId, bench.clockId);
    const events = [
      shiftEvent(bench, 'something_new', shift.id),
      shiftEvent(bench, 'user_edit_request', shift.id),
      shiftEvent(bench, 'admin_day_locked', shift.id, { activityType: 'timesheet_period' }),
      shiftEvent(bench, 'admin_add', shift.id, { activityType: 'time_off' }),
      { hello: 'world' },
    ];
    for (const event of events) await deliver(bench, event);
    expect(await process(bench)).toMatchObject({ status: 'success', counts: { events: 5 } });
    expect(takeRequests(bench)).toEqual([]);
    expect((await webhooks(bench)).map((row) => row.outcome)).toEqual(Array(5).fill('ignored'));
  });

  it('reads users again by id for their events, in one call', async () => {
    const { bench, userId } = await webhookBench();
    const second = hire(bench, 'Newly Hired');
    bench.world.updateUser(userId, { firstName: 'Renamed' });
    const userEvent = (eventType: string, data: object[]) => ({
      requestId: `user-${bench.site.id}-${++sent}`,
      activityType: 'User',
      eventType,
      data,
    });
    for (let copy = 0; copy < 3; copy++)
      await deliver(bench, userEvent('user_updated', [{ userId }, { userId: second }]));
    expect(await process(bench)).toMatchObject({ status: 'success', counts: { events: 6, waiting: 0 } });
    const calls = takeRequests(bench);
    expect(calls.map((request) => request.query.userIds)).toEqual([[String(userId), String(second)]]);
    const rows = () =>
      db
        .select()
        .from(connecteamUsers)
        .where(eq(connecteamUsers.siteId, bench.site.id))
        .orderBy(asc(connecteamUsers.userId));
    expect(await rows()).toMatchObject([{ firstName: 'Renamed' }, { firstName: 'Newly', lastName: 'Hired' }]);
    bench.world.deleteUser(second);
    await deliver(bench, userEvent('user_deleted', [{ userId: second }]));
    await deliver(bench, userEvent('user_deleted', [{ userId }]));
    await process(bench);
    expect(await rows()).toMatchObject([
      { userId, goneAt: null },
      { userId: second, goneAt: bench.time.now },
    ]);
  });

  it('leaves deliveries waiting while Connecteam cannot be read', async () => {
    const { bench, userId } = await webhookBench();
    const shift = bench.world.clockIn(userId, bench.clockId);
    await deliver(bench, shiftEvent(bench, 'clock_in', shift.id));
    bench.control.addFault({ path: '*/time-activities', times: 5, effect: { kind: 'status', status: 502 } });
    expect(await process(bench)).toMatchObject({ status: 'failed', counts: { waiting: 1 } });
    bench.time.now += 30;
    expect(await process(bench)).toMatchObject({ status: 'success', counts: { inserted: 1, waiting: 0 } });
  });

  it('ignores clocks that are not ours', async () => {
    const { bench, userId } = await webhookBench();
    const shift = bench.world.clockIn(userId, bench.clockId);
    await deliver(bench, shiftEvent(bench, 'clock_in', shift.id, { timeClockId: 987_654 }));
    expect(await process(bench)).toMatchObject({ status: 'success', counts: { waiting: 0 } });
    expect(await webhooks(bench)).toMatchObject([{ outcome: 'unknown clock' }]);
  });
});
