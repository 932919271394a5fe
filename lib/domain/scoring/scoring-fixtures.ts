import type { ClockBreak, ClockPeriod } from '@/lib/domain/clock/rules';
import type { SiteCalendar } from '@/lib/platform/time/business-day';
import { assignFacts, factsOfDay, scorePersonDay } from './rules';
import type { Activity, IdlePeriod, PersonDayResult, RoleOnDay, ScoringInput, ScoringSettings } from './types';

/** Facts for the tests of this folder, written as local times of a site whose days are those of UTC. */
export const calendar: SiteCalendar = { timeZone: 'UTC', dayStart: '00:00' };

export const settings: ScoringSettings = {
  maxOpenHours: 14,
  minOpenHours: 4,
  chainGapHours: 2,
  chainSpanHours: 16,
  salaryDaysPerMonth: 26,
  salaryHoursPerDay: 8,
  defaultHourlyCents: 1300,
};

export const picking = role(1, 1, 'batch', 1000, 200_000);
export const labeling = role(2, 2, 'batch', 500, 200_000);
export const heatPress = role(4, 4, 'continuous', 1200, 40_000);
export const packing = { ...role(5, 5, 'continuous', 800, 45_000), isFinishing: true };
export const roles = new Map([picking, labeling, heatPress, packing].map((one) => [one.roleId, one]));

function role(
  roleId: number,
  flowOrder: number,
  roleType: RoleOnDay['roleType'],
  multiplierThousandths: number,
  expectedPerHourThousandths: number,
): RoleOnDay {
  const fixed = { isFinishing: false, idleThresholdMinutes: 15 };
  return { roleId, flowOrder, roleType, multiplierThousandths, expectedPerHourThousandths, ...fixed };
}

/** `06:20` or `06:20:30` on 9 June 2026, `10 06:20` on another day of that month. */
export function at(text: string): number {
  const [time = '', day = '9'] = text.split(' ').reverse();
  const millis = Date.parse(`2026-06-${day.padStart(2, '0')}T${time.length === 5 ? `${time}:00` : time}Z`);
  if (Number.isNaN(millis)) throw new RangeError(`Not a time of a test: ${text}`);
  return millis / 1000;
}

export type Times = {
  /** `[in, out or null]` */
  periods?: [string, string | null][];
  /** `[start, end or null, paid]`, unpaid unless said */
  breaks?: [string, string | null, 'paid'?][];
  /** `[start, end, role or null, items]`, one item unless said */
  activities?: [string, string, RoleOnDay | null, number?][];
};

export function factsOf(times: Times): { periods: ClockPeriod[]; breaks: ClockBreak[]; activities: Activity[] } {
  return {
    periods: (times.periods ?? []).map(([start, end], index) => ({
      id: index + 1,
      clockIn: at(start),
      clockOut: end === null ? null : at(end),
    })),
    breaks: (times.breaks ?? []).map(([start, end, paid], index) => ({
      id: index + 1,
      start: at(start),
      end: end === null ? null : at(end),
      isPaid: paid === 'paid',
    })),
    activities: (times.activities ?? []).map(([start, end, ofRole, items], index) => ({
      id: index + 1,
      roleId: ofRole?.roleId ?? null,
      itemsCount: items ?? 1,
      windowStart: at(start),
      windowEnd: at(end),
    })),
  };
}

/** Scores 9 June, or `day` of that month, as seen at `now` (default: a week later). */
export function score(
  times: Times,
  now = '16 00:00',
  more: Partial<ScoringInput> & { day?: number } = {},
): PersonDayResult {
  const { day = 9, ...input } = more;
  const site = input.calendar ?? calendar;
  const days = assignFacts({ calendar: site, settings: input.settings ?? settings, ...factsOf(times) });
  return scorePersonDay({
    calendar: site,
    settings,
    employee: { isContractor: false, isScanning: true },
    payRates: [],
    roles,
    facts: factsOfDay(days, `2026-06-${String(day).padStart(2, '0')}`),
    now: at(now),
    ...input,
  });
}

/** The score row, which must be there. */
export function rowOf(result: PersonDayResult): NonNullable<PersonDayResult['score']> {
  if (result.score === null) throw new Error(`No score on ${result.day}`);
  return result.score;
}

export function kindsOf(result: PersonDayResult): string[] {
  return result.issues.map((issue) => issue.kind);
}

/** `06:15-06:20` */
export function spansOf(periods: readonly IdlePeriod[]): string[] {
  return periods.map(({ startTime, endTime }) => `${timeOf(startTime)}-${timeOf(endTime)}`);
}

export function timeOf(instant: number): string {
  return new Date(instant * 1000).toISOString().slice(11, 19).replace(/:00$/, '');
}
