import { describe, expect, it } from 'vitest';
import { idleNow, idleThreshold } from './idle';
import { assignFacts, factsOfDay } from './rules';
import { at, calendar, factsOf, heatPress, picking, roles, settings, type Times } from './scoring-fixtures';

describe('idleThreshold', () => {
  it('is the batch at the expected pace and five percent, between 10 and 60 minutes', () => {
    expect(idleThreshold(40, picking)).toBe(756);
    expect(idleThreshold(31, picking)).toBe(600);
    expect(idleThreshold(32, picking)).toBe(604);
    expect(idleThreshold(191, picking)).toBe(3600);
    expect(idleThreshold(10_000, picking)).toBe(3600);
  });

  it('cuts off exactly, also with thousandths of an item per hour', () => {
    expect(idleThreshold(100, { ...picking, expectedPerHourThousandths: 133_000 })).toBe(2842);
    expect(idleThreshold(90, { ...picking, expectedPerHourThousandths: 113_400 })).toBe(3000);
    expect(idleThreshold(90, { ...picking, expectedPerHourThousandths: 113_401 })).toBe(2999);
  });

  it('takes 200 an hour for a pace of nothing', () => {
    expect(idleThreshold(40, { ...picking, expectedPerHourThousandths: 0 })).toBe(756);
    expect(idleThreshold(40, { ...picking, expectedPerHourThousandths: -1000 })).toBe(756);
  });

  it('is fixed for continuous roles and without a role', () => {
    expect(idleThreshold(500, heatPress)).toBe(900);
    expect(idleThreshold(1, { ...heatPress, idleThresholdMinutes: 5 })).toBe(300);
    expect(idleThreshold(500, null)).toBe(900);
  });
});

describe('idleNow', () => {
  const idleAt = (times: Times, now: string) => {
    const days = assignFacts({ calendar, settings, ...factsOf(times) });
    return idleNow(factsOfDay(days, '2026-06-09'), roles, at(now));
  };
  const open: Times = { periods: [['06:00', null]], activities: [['06:10', '06:20', heatPress]] };

  it('warns beyond the deadline, and turns critical beyond half an allowance more', () => {
    expect(idleAt(open, '06:35')).toBeNull();
    expect(idleAt(open, '06:35:01')).toEqual({ severity: 'warning', since: at('06:35'), idleSeconds: 1, roleId: 4 });
    expect(idleAt(open, '06:42:30')).toMatchObject({ severity: 'warning', idleSeconds: 450 });
    expect(idleAt(open, '06:42:31')).toMatchObject({ severity: 'critical', idleSeconds: 451 });
  });

  it('counts from the settling in before the first scan', () => {
    expect(idleAt({ periods: [['06:00', null]] }, '06:15')).toBeNull();
    expect(idleAt({ periods: [['06:00', null]] }, '06:15:01')).toMatchObject({ severity: 'warning', roleId: null });
    expect(idleAt({ periods: [['06:00', null]] }, '06:22:31')).toMatchObject({ severity: 'critical' });
  });

  it('measures half of the longest allowance that leads to the deadline', () => {
    const both: Times = {
      periods: [['06:00', null]],
      activities: [
        ['06:10', '06:25', picking, 1],
        ['06:10', '06:20', heatPress],
      ],
    };
    // both lead to 06:35, with 10 and 15 minutes
    expect(idleAt(both, '06:42')).toMatchObject({ severity: 'warning', roleId: 1 });
  });

  it('is nobody who is on a break or gone', () => {
    expect(idleAt({ ...open, breaks: [['07:00', null]] }, '07:10')).toBeNull();
    expect(idleAt({ ...open, periods: [['06:00', '07:00']] }, '07:00')).toBeNull();
    expect(idleAt({ ...open, periods: [['06:00', '07:00']] }, '06:59')).toMatchObject({ severity: 'critical' });
  });
});
