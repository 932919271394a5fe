import { describe, expect, it } from 'vitest';
import type { SiteState } from '@/lib/domain/sites/schema';
import { changesOf, draftOf } from './draft';

const SITE: SiteState = {
  asOf: '2026-03-08T18:00:00Z',
  code: 'main',
  revision: 'x',
  name: 'Main',
  timeZone: 'America/Chicago',
  dayStart: '00:00',
  weekStart: 1,
  currency: 'USD',
  dailyGoalItems: null,
  settings: {
    maxOpenHours: 14,
    minOpenHours: 4,
    chainGapHours: 2,
    chainSpanHours: 16,
    targetDaysPerMonth: 22,
    queueLimit: 300,
    autoLinkEmail: true,
    nameFormat: 'short',
  },
  pay: { defaultHourlyCents: 1_300, salaryDaysPerMonth: 26, salaryHoursPerDay: 8 },
  timeZones: ['America/Chicago'],
};

describe('changesOf', () => {
  it('says nothing while nothing was changed', () => {
    expect(changesOf(SITE, draftOf(SITE))).toEqual({});
    const { pay: _, ...withoutPay } = SITE;
    expect(changesOf(withoutPay, draftOf(withoutPay))).toEqual({});
  });

  it('says what was changed, with numbers as numbers and money in cents', () => {
    const draft = {
      ...draftOf(SITE),
      dayStart: '06:00',
      dailyGoalItems: '5000',
      defaultHourly: '13.29',
      maxOpenHours: '12',
    };
    expect(changesOf(SITE, { ...draft, autoLinkEmail: false })).toEqual({
      dayStart: '06:00',
      dailyGoalItems: 5_000,
      defaultHourlyCents: 1_329,
      settings: { maxOpenHours: 12, autoLinkEmail: false },
    });
    const withGoal = { ...SITE, dailyGoalItems: 5_000 };
    expect(changesOf(withGoal, { ...draftOf(withGoal), dailyGoalItems: '' })).toEqual({ dailyGoalItems: null });
  });

  it('sends what is no number as none', () => {
    expect(JSON.stringify(changesOf(SITE, { ...draftOf(SITE), queueLimit: '' }))).toBe(
      '{"settings":{"queueLimit":null}}',
    );
  });
});
