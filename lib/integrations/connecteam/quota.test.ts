import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  afterAnswer,
  afterRefusal,
  clockSyncIntervalSeconds,
  type QuotaState,
  readRateHeaders,
  takeCall,
  UNKNOWN_QUOTA,
} from './quota';

const NOW = 1_790_000_000;
const known: QuotaState = {
  ...UNKNOWN_QUOTA,
  minuteLimit: 100,
  minuteRemaining: 50,
  minuteResetAt: NOW + 30,
  dayLimit: 10_000,
  dayRemaining: 5_000,
  dayResetAt: NOW + 40_000,
};

describe('taking a call', () => {
  it('is free while nothing is known', () => {
    expect(takeCall(UNKNOWN_QUOTA, NOW)).toMatchObject({ refusal: null, state: { ownCallsToday: 1 } });
  });

  it('counts against minute, day and our own share', () => {
    expect(takeCall(known, NOW)).toMatchObject({
      refusal: null,
      state: { minuteRemaining: 49, dayRemaining: 4_999, ownCallsToday: 1 },
    });
  });

  it('is refused until the reset of an exhausted window', () => {
    expect(takeCall({ ...known, minuteRemaining: 0 }, NOW)).toEqual({
      refusal: { until: NOW + 30, cause: 'throttled' },
    });
    expect(takeCall({ ...known, dayRemaining: 0 }, NOW)).toEqual({
      refusal: { until: NOW + 40_000, cause: 'throttled' },
    });
    expect(takeCall({ ...known, blockedUntil: NOW + 5 }, NOW)).toEqual({
      refusal: { until: NOW + 5, cause: 'throttled' },
    });
  });

  it('is refused at 60 % of the day', () => {
    expect(takeCall({ ...known, ownCallsToday: 5_999 }, NOW)).toMatchObject({ refusal: null });
    expect(takeCall({ ...known, ownCallsToday: 6_000 }, NOW)).toEqual({
      refusal: { until: NOW + 40_000, cause: 'quota' },
    });
  });

  it('is free again when the window has ended', () => {
    const used: QuotaState = { ...known, minuteRemaining: 0, dayRemaining: 0, ownCallsToday: 9_000 };
    expect(takeCall(used, NOW + 40_000)).toMatchObject({
      refusal: null,
      state: { ownCallsToday: 1, dayRemaining: 9_999 },
    });
  });

  it('never waits longer than the window is long, whatever the other clock says', () => {
    const skewed: QuotaState = { ...known, minuteRemaining: 0, minuteResetAt: NOW + 86_400 };
    expect(takeCall(skewed, NOW)).toEqual({ refusal: { until: NOW + 60, cause: 'throttled' } });
  });

  it('never lets more than 60 % of a day through, however answers and windows mix', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.array(fc.integer({ min: 0, max: 600 }), { maxLength: 400 }),
        (dayLimit, steps) => {
          let state = UNKNOWN_QUOTA;
          let now = NOW - (NOW % 86_400);
          const resetAt = now + 86_400;
          let calls = 0;
          for (const step of steps) {
            now = Math.min(now + step, resetAt - 1);
            const taken = takeCall(state, now);
            if (taken.refusal !== null) continue;
            calls += 1;
            state = afterAnswer(taken.state, { dayLimit, dayRemaining: dayLimit - calls, dayResetAt: resetAt });
          }
          expect(calls).toBeLessThanOrEqual(Math.max(1, Math.floor(dayLimit * 0.6)));
        },
      ),
    );
  });
});

describe('answers', () => {
  it('are the smaller number within one window, the new number in the next', () => {
    const late = afterAnswer(known, {
      minuteRemaining: 60,
      minuteResetAt: NOW + 30,
      dayRemaining: 4_900,
      dayResetAt: NOW + 40_000,
    });
    expect(late).toMatchObject({ minuteRemaining: 50, dayRemaining: 4_900 });
    const next = afterAnswer(
      { ...known, ownCallsToday: 700 },
      { minuteRemaining: 99, minuteResetAt: NOW + 90, dayResetAt: NOW + 126_400, dayRemaining: 9_999 },
    );
    expect(next).toMatchObject({ minuteRemaining: 99, dayRemaining: 9_999, ownCallsToday: 1 });
  });

  it('end a pause', () => {
    expect(afterAnswer({ ...known, blockedUntil: NOW + 9, refusals: 3 }, {})).toMatchObject({
      blockedUntil: null,
      refusals: 0,
    });
  });

  it('are read from the six headers, leaving out what is no number', () => {
    const headers = new Headers({
      'x-ratelimit-minute-limit': '100',
      'x-ratelimit-day-remaining': 'many',
      'x-ratelimit-day-reset': '1790000000',
    });
    expect(readRateHeaders(headers)).toEqual({
      minuteLimit: 100,
      dayResetAt: 1_790_000_000,
      minuteRemaining: undefined,
      minuteResetAt: undefined,
      dayLimit: undefined,
      dayRemaining: undefined,
    });
  });
});

describe('a refusal', () => {
  it('waits for the later of the exhausted windows', () => {
    const headers = { minuteRemaining: 0, minuteResetAt: NOW + 20, dayRemaining: 10, dayResetAt: NOW + 900 };
    expect(afterRefusal(UNKNOWN_QUOTA, headers, NOW, 0.5)).toMatchObject({ blockedUntil: NOW + 20, refusals: 1 });
    expect(afterRefusal(UNKNOWN_QUOTA, { ...headers, dayRemaining: 0 }, NOW, 0.5)).toMatchObject({
      blockedUntil: NOW + 900,
    });
  });

  it('backs off exponentially with jitter when no reset is known or it is past', () => {
    const past = { minuteRemaining: 0, minuteResetAt: NOW - 5 };
    const pauses = [0, 1, 2, 3, 20].map(
      (refusals) => afterRefusal({ ...UNKNOWN_QUOTA, refusals }, past, NOW, 0.999).blockedUntil - NOW,
    );
    expect(pauses).toEqual([16, 32, 64, 128, 900]);
    expect(afterRefusal(UNKNOWN_QUOTA, {}, NOW, 0).blockedUntil).toBe(NOW + 8);
  });
});

describe('the interval of regular syncs', () => {
  it('stays at five minutes on usual plans and stretches on small ones', () => {
    expect(clockSyncIntervalSeconds(null, 1)).toBe(300);
    expect(clockSyncIntervalSeconds(10_000, 5)).toBe(300);
    expect(clockSyncIntervalSeconds(100, 1)).toBe(1_800);
    expect(clockSyncIntervalSeconds(100, 3)).toBe(5_400);
  });
});
