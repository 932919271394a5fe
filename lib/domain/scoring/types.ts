import type { ClockSettings, ResolvedBreak, ResolvedPeriod } from '@/lib/domain/clock/rules';
import type { CostSettings, DailyCost, PayRate } from '@/lib/domain/costs/rules';
import type { SiteCalendar } from '@/lib/platform/time/business-day';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';
import type { Interval } from '@/lib/platform/time/intervals';

/** A work window; `roleId` is null while its activity_type has no role. */
export type Activity = {
  id: number;
  roleId: number | null;
  itemsCount: number;
  windowStart: EpochSeconds;
  windowEnd: EpochSeconds;
};

/** A role with its values of one day. Multiplier and expected items per hour in thousandths. */
export type RoleOnDay = {
  roleId: number;
  roleType: 'batch' | 'continuous';
  flowOrder: number;
  isFinishing: boolean;
  multiplierThousandths: number;
  expectedPerHourThousandths: number;
  idleThresholdMinutes: number;
  /** Decimal text; decides nothing about a score, but is kept with it (domain.md 5). Null or absent: no target. */
  monthlyTargetPoints?: string | null;
};

/** All roles that the activities of a day name, by role id. */
export type RolesOnDay = ReadonlyMap<number, RoleOnDay>;

export type ScoringSettings = ClockSettings & CostSettings;

/** What counts for one person on one business day, as `assignFacts` gives it. */
export type DayFacts = {
  day: IsoDay;
  /** Valid ones, by clock_in. */
  periods: readonly ResolvedPeriod[];
  /** Those that fit a period, by start. */
  breaks: readonly ResolvedBreak[];
  activities: readonly Activity[];
  /** Ids of what counts nowhere but raises an issue on this day. */
  badPeriodIds: readonly number[];
  badBreakIds: readonly number[];
  strayBreakIds: readonly number[];
  /** The time of all the person's periods and breaks, of all days, never cut at the present. */
  coverage: readonly Interval[];
};

export type ScoringInput = {
  calendar: SiteCalendar;
  settings: ScoringSettings;
  employee: { isContractor: boolean; isScanning: boolean };
  payRates: readonly PayRate[];
  roles: RolesOnDay;
  facts: DayFacts;
  now: EpochSeconds;
};

/** A row of `daily_scores` (domain.md 4, Results). Points in hundredths, efficiency in ten-thousandths. */
export type DailyScore = {
  itemsProcessed: number;
  finishedItems: number;
  pointsHundredths: number;
  clockedSeconds: number;
  paidSeconds: number;
  breakSeconds: number;
  activeSeconds: number;
  idleSeconds: number;
  efficiencyTenThousandths: number | null;
  activityCount: number;
  idleCount: number;
  firstActivityAt: EpochSeconds | null;
  lastActivityAt: EpochSeconds | null;
  firstClockIn: EpochSeconds | null;
  lastClockOut: EpochSeconds | null;
  primaryRoleId: number | null;
  isEstimated: boolean;
};

/** A pause longer than normal; start and end in real time, the duration in work time. */
export type IdlePeriod = {
  startTime: EpochSeconds;
  endTime: EpochSeconds;
  durationSeconds: number;
  roleId: number | null;
};

/** A row of `daily_role_totals`; points in thousandths. */
export type DailyRoleTotal = {
  roleId: number;
  items: number;
  pointsThousandths: number;
  activityCount: number;
  workedSeconds: number;
};

/** A row of `hourly_role_totals` or `unmapped_totals`; points in thousandths. */
export type HourlyRoleTotal = { hourStart: EpochSeconds; roleId: number; items: number; pointsThousandths: number };

/** A row of `hourly_presence`. */
export type HourlyPresence = { hourStart: EpochSeconds; workSeconds: number };

export type ScoringIssueKind =
  | 'bad_period'
  | 'overlap'
  | 'long_period'
  | 'missing_clock_out'
  | 'stray_break'
  | 'missing_break_end'
  | 'no_scans'
  | 'work_without_clock'
  | 'work_outside_clock';

/** One data issue of the person-day; at most one per kind. The ids are those of the facts concerned, ascending. */
export type ScoringIssue = {
  kind: ScoringIssueKind;
  periodIds: readonly number[];
  breakIds: readonly number[];
  /** Seconds of work outside the clock, for `work_outside_clock` only. */
  seconds: number | null;
};

export type PersonDayResult = {
  day: IsoDay;
  scoredAt: EpochSeconds;
  /** Null when the day has neither a valid period nor an activity with a role: then there are no derived rows at all. */
  score: DailyScore | null;
  idlePeriods: IdlePeriod[];
  roleTotals: DailyRoleTotal[];
  hourlyRoleTotals: HourlyRoleTotal[];
  hourlyPresence: HourlyPresence[];
  costs: DailyCost[];
  issues: ScoringIssue[];
  /** Something of the day is open, also what has not begun. */
  hasOpen: boolean;
  /** Until when the person stays clocked in with this day's facts; null when not clocked in at `scoredAt`. */
  openUntil: EpochSeconds | null;
  /** Latest end of the day's periods and breaks, else of its activities; never cut at `scoredAt`. Null without facts. */
  lastEnd: EpochSeconds | null;
};
