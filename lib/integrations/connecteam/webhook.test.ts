import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDelivery } from './webhook';

const NOW = 1_790_000_000;
const read = (body: unknown) => readDelivery(body, 1, NOW);

describe('a delivery', () => {
  it('is read flat, with the times of its activity', () => {
    const body = {
      requestId: 'r-1',
      activityType: 'shift',
      eventType: 'clock_out',
      evnetTimestamp: NOW - 5,
      userId: 7,
      timeClockId: 9,
      timeActivityId: 'abc',
      timeActivity: { id: 'abc', start: { timestamp: NOW - 100.7 }, end: { timestamp: NOW - 10 } },
    };
    expect(read(body)).toEqual([
      {
        requestId: 'r-1',
        siteId: 1,
        eventType: 'clock_out',
        activityType: 'shift',
        clockId: 9,
        userId: 7,
        timeActivityId: 'abc',
        concernsFrom: NOW - 101,
        concernsTo: NOW - 10,
        receivedAt: NOW,
      },
    ]);
  });

  it('takes the clock from the activity, the time from the event, and a generic wrapper as a fallback', () => {
    expect(
      read({ requestId: 'r', eventTimestamp: NOW, data: { timeActivity: { id: 'x', timeClock: { id: '12' } } } }),
    ).toMatchObject([{ clockId: 12, timeActivityId: 'x', concernsFrom: NOW, concernsTo: NOW, eventType: 'unknown' }]);
  });

  it('about several users becomes a row for each', () => {
    const body = {
      requestId: 'r',
      activityType: 'User',
      eventType: 'user_updated',
      data: [{ userId: 1 }, { userId: 2 }, { userId: 1 }, {}],
    };
    expect(read(body).map((row) => [row.requestId, row.userId, row.activityType])).toEqual([
      ['r', 1, 'User'],
      ['r/1', 2, 'User'],
    ]);
  });

  it('without a request id is known by its content', () => {
    const [a, b, c] = [{ x: 1 }, { x: 1 }, { x: 2 }].map((body) => read(body)[0]?.requestId);
    expect(a).toBe(b);
    expect(a).not.toBe(c);
  });

  it('becomes storable rows whatever it holds', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.object({ key: fc.constantFrom('requestId', 'userId', 'timeActivity', 'data', 'eventType') }),
        (any, odd) => {
          for (const body of [any, odd]) {
            for (const row of read(body)) {
              expect(row.requestId.length).toBeGreaterThan(0);
              expect(row.requestId.length).toBeLessThanOrEqual(64);
              expect(row.eventType.length).toBeLessThanOrEqual(64);
            }
          }
        },
      ),
    );
  });
});
