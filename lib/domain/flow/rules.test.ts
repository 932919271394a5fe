import { describe, expect, it } from 'vitest';
import { rounded, whole } from '@/lib/domain/scoring/fraction';
import {
  type DepartmentFacts,
  type DepartmentFlow,
  effectOf,
  flowOf,
  forecastOf,
  isJammedHour,
  moveCandidates,
  placesOf,
  primaryBottleneck,
  type RecentWork,
  type StatusInput,
  severityOf,
  statusOf,
  workersByRole,
} from './rules';

const NOW = 1_800_000_000;
const MINUTE = 60;

const quiet: StatusInput = {
  workers: 0,
  itemsToday: 0,
  lastScanAt: null,
  rate: 0,
  growth: null,
  hasLaterWorkers: false,
  isAnybodyClockedIn: true,
  now: NOW,
};
const working: StatusInput = { ...quiet, workers: 1, itemsToday: 100, rate: 60, growth: 0, lastScanAt: NOW };
const left: StatusInput = { ...quiet, itemsToday: 100, lastScanAt: NOW - 60 * MINUTE };

describe('the status of a department is the first that fits', () => {
  it.each<[string, StatusInput, string, string | null]>([
    ['nobody and nothing today', quiet, 'not_started', null],
    ['nothing today wins over a recent scan of another day', { ...quiet, lastScanAt: NOW - 1 }, 'not_started', null],
    ['nothing today wins over later workers', { ...quiet, hasLaterWorkers: true }, 'not_started', null],
    ['the last scan 60 min ago', left, 'stopped', 'warning'],
    ['stopped wins over complete', { ...left, hasLaterWorkers: true }, 'stopped', 'warning'],
    ['a second more than 60 min ago', { ...left, lastScanAt: NOW - 3_601, hasLaterWorkers: true }, 'complete', null],
    ['nobody is clocked in at all', { ...left, isAnybodyClockedIn: false, hasLaterWorkers: true }, 'complete', null],
    ['no later department works', { ...left, lastScanAt: NOW - 3_601 }, 'idle', null],
    ['nobody at the site', { ...left, isAnybodyClockedIn: false }, 'idle', null],
    ['workers and no output', { ...working, rate: 0 }, 'critical', 'critical'],
    ['workers, no output, nothing today', { ...quiet, workers: 1 }, 'critical', 'critical'],
    ['growth above 50', { ...working, growth: 51 }, 'critical', 'critical'],
    ['growth of 50', { ...working, growth: 50 }, 'warning', 'warning'],
    ['growth above 20', { ...working, growth: 21 }, 'warning', 'warning'],
    ['growth wins over a low rate', { ...working, growth: 21, rate: 2, workers: 3 }, 'warning', 'warning'],
    ['growth of 20', { ...working, growth: 20 }, 'flowing', null],
    ['less than 10 an hour with 3 workers', { ...working, rate: 8, workers: 3 }, 'inefficient', 'warning'],
    ['less than 10 an hour with 2 workers', { ...working, rate: 8, workers: 2 }, 'flowing', null],
    ['10 an hour with 3 workers', { ...working, rate: 10, workers: 3 }, 'flowing', null],
    ['the first department has no growth', { ...working, growth: null }, 'flowing', null],
  ])('%s', (_, input, status, severity) => {
    expect(statusOf(input)).toBe(status);
    expect(severityOf(statusOf(input))).toBe(severity);
  });
});

function facts(roleId: number, changes: Partial<DepartmentFacts> = {}): DepartmentFacts {
  return { roleId, output: 30, workers: 2, itemsToday: 300, lastScanAt: NOW - 130, ...changes };
}
const settings = { queueLimit: 300, isAnybodyClockedIn: true, now: NOW };

describe('flowOf', () => {
  it('works out rates, growth, queue and forecast from the department before', () => {
    const [picking, labeling] = flowOf(
      [facts(1, { output: 60, itemsToday: 500 }), facts(2, { output: 20, itemsToday: 260 })],
      settings,
    );
    expect(picking).toMatchObject({
      rate: 120,
      inRate: null,
      growth: null,
      queue: 0,
      forecast: null,
      status: 'flowing',
    });
    expect(labeling).toMatchObject({ rate: 40, inRate: 120, growth: 80, queue: 240, status: 'critical' });
    expect(labeling?.minutesSinceLastScan).toBe(2);
    // 300 - 240 = 60 items at 80 an hour
    expect(labeling?.forecast && rounded(labeling.forecast.hours, 2)).toBe(0.75);
    expect(labeling?.forecast?.isSoon).toBe(true);
  });

  it('never has a negative queue and no forecast while it shrinks', () => {
    const [, second] = flowOf([facts(1, { output: 10, itemsToday: 10 }), facts(2)], settings);
    expect(second).toMatchObject({ growth: -40, queue: 0, forecast: null });
  });

  it('is complete as long as any later department has workers', () => {
    const gone = { workers: 0, output: 0, lastScanAt: NOW - 7_200 };
    const statuses = flowOf([facts(1, gone), facts(2, gone), facts(3)], settings).map((one) => one.status);
    expect(statuses).toEqual(['complete', 'complete', 'flowing']);
  });
});

describe('forecastOf', () => {
  it.each([
    [60, 30, 8, false], // 240 / 30
    [240, 30, 2, false], // exactly 2 hours is not under 2 hours
    [241, 30, 1.97, true], // 59 / 30 = 1.9667
    [300, 1, 0, true],
    [900, 5, 0, true],
  ])('a queue of %d that grows by %d an hour is full in %d hours', (queue, growth, hours, isSoon) => {
    const forecast = forecastOf(queue, whole(growth), 300);
    expect(forecast && rounded(forecast.hours, 2)).toBe(hours);
    expect(forecast?.isSoon).toBe(isSoon);
  });

  it('does not exist without growth', () => {
    expect(forecastOf(299, whole(0), 300)).toBeNull();
    expect(forecastOf(299, whole(-1), 300)).toBeNull();
  });
});

describe('primaryBottleneck', () => {
  const flow = (roleId: number, changes: Partial<DepartmentFlow>): DepartmentFlow => ({
    ...facts(roleId),
    rate: 60,
    inRate: 60,
    growth: 0,
    queue: 0,
    minutesSinceLastScan: 1,
    status: 'critical',
    severity: 'critical',
    forecast: null,
    ...changes,
  });

  it('is the largest growth of those in trouble with workers, of equal ones the first', () => {
    const rows = [
      flow(1, { growth: 90, severity: null }),
      flow(2, { growth: 80, workers: 0 }),
      flow(3, { growth: 30, severity: 'warning' }),
      flow(4, { growth: 60 }),
      flow(5, { growth: 60 }),
    ];
    expect(primaryBottleneck(rows)?.roleId).toBe(4);
  });

  it('is the first department only when no other one is in trouble', () => {
    const first = flow(1, { growth: null });
    expect(primaryBottleneck([first, flow(2, { growth: -10 })])?.roleId).toBe(2);
    expect(primaryBottleneck([first])?.roleId).toBe(1);
    expect(primaryBottleneck([flow(1, { severity: null })])).toBeUndefined();
  });
});

function work(roleId: number, employeeId: number | null, ended: number, changes: Partial<RecentWork> = {}): RecentWork {
  return {
    roleId,
    employeeId,
    identityId: 900 + (employeeId ?? 0),
    items: 10,
    windowStart: NOW - ended * MINUTE - 600,
    windowEnd: NOW - ended * MINUTE,
    isToday: true,
    ...changes,
  };
}
const flowOrder = new Map([
  [1, 0],
  [2, 1],
  [3, 2],
]);

describe('who works where', () => {
  it('is the latest activity today by window_end, then window_start, then flow order', () => {
    const people = new Set([10, 11, 12, 13, 14, 15]);
    const recent = [
      work(1, 10, 20),
      work(2, 10, 5),
      work(1, 11, 5, { windowStart: NOW - 3_000 }),
      work(2, 11, 5, { windowStart: NOW - 2_000 }),
      work(3, 12, 5),
      work(2, 12, 5),
      work(1, 13, 60), // 60 minutes still count
      work(1, 14, 61),
      work(1, 15, 5, { isToday: false }),
      work(1, 16, 5), // not clocked in, or on a break
      work(1, 10, -5), // ends after now
    ];
    expect([...placesOf(people, recent, flowOrder, NOW)]).toEqual([
      [10, 2],
      [11, 2],
      [12, 2],
      [13, 1],
    ]);
  });

  it('counts everybody with an output too, once per department, unlinked identities as themselves', () => {
    const recent = [
      work(1, 10, 0),
      work(1, 10, 29),
      work(2, 10, 29),
      work(2, 11, 30), // 30 minutes ago is out
      work(2, null, 10, { identityId: 77 }),
      work(2, null, 20, { identityId: 77 }),
      work(2, null, 20, { identityId: 78 }),
    ];
    const workers = workersByRole(new Map([[10, 1]]), recent, NOW);
    expect(workers.get(1)?.size).toBe(1);
    expect(workers.get(2)?.size).toBe(3);
  });
});

describe('moveCandidates', () => {
  const rows = flowOf(
    [
      facts(1, { workers: 3, output: 100 }),
      facts(2, { workers: 2, output: 40 }), // growth 120: needed
      facts(3, { workers: 1, output: 40 }),
      facts(4, { workers: 2, output: 20 }), // growth 40: a warning itself
    ],
    settings,
  );
  const needed = rows[1];

  it('orders by items per hour there, people without any last, ties by id', () => {
    const places = new Map([
      [21, 1],
      [22, 1],
      [23, 1],
      [24, 1],
      [30, 2],
      [31, 3],
      [32, 4],
    ]);
    const skills = new Map([
      [21, { items: 100, workedSeconds: 3_600 }],
      [22, { items: 201, workedSeconds: 7_200 }],
      [24, { items: 100, workedSeconds: 3_600 }],
      [23, { items: 50, workedSeconds: 0 }],
    ]);
    if (needed === undefined) throw new Error('there are four departments');
    const order = moveCandidates(needed, rows, places, skills);
    // 31 would leave nobody behind, 32 comes from a department in trouble, 30 is there already.
    expect(order.map((one) => one.employeeId)).toEqual([22, 21, 24, 23]);
    expect(order.at(-1)?.skill).toBeNull();
  });
});

describe('history and effects', () => {
  it('marks an hour when the department before made more than 1.2 x its items', () => {
    expect(isJammedHour(120, 100)).toBe(false);
    expect(isJammedHour(121, 100)).toBe(true);
    expect(isJammedHour(1, 0)).toBe(true);
    expect(isJammedHour(0, 0)).toBe(false);
    expect(isJammedHour(null, 0)).toBe(false);
  });

  it('tells rates and growth before and after a move', () => {
    const effect = effectOf({
      to: { before: 20, after: 35 },
      beforeTo: { before: 60, after: 50 },
      from: { before: 60, after: 50 },
      personAfter: 12,
    });
    expect(effect).toEqual({
      rateBefore: 40,
      rateAfter: 70,
      growthBefore: 80,
      growthAfter: 30,
      fromRateBefore: 120,
      fromRateAfter: 100,
      personRate: 24,
    });
    const first = effectOf({ to: { before: 1, after: 2 }, beforeTo: null, from: null, personAfter: 0 });
    expect(first).toMatchObject({ growthBefore: null, growthAfter: null, fromRateBefore: null, personRate: 0 });
  });
});
