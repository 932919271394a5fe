import { getEnv } from '../env/env';
import { addDays, daysFromTo } from '../time/business-day';
import type { IsoDay } from '../time/instant';

/** What a cached value is called, how long it is fresh and what clears it (contract.md 6). */
export type CacheEntryPolicy = {
  /** For the counters, one per kind of value, e.g. `leaderboard-today`. */
  name: string;
  /** Unique among all values. */
  key: string;
  /** Clearing any of these clears the value. */
  tags: readonly string[];
  freshMillis: number;
  /** The same while this process is alone, without Redis: nobody tells it about changes made elsewhere. */
  aloneFreshMillis: number;
};

/** How much longer than fresh a value may be shown, marked stale, when it cannot be loaded again. */
export const STALE_MILLIS = 10 * 60_000;
/** Copies in the process follow changes made elsewhere after at most this, also when a message about them got lost. */
export const IN_PROCESS_MILLIS = 5_000;

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const MAX_DAY_TAGS = 14;

/** What changes; whoever changes it clears the tag after the commit (`invalidateTags`). */
export const tags = {
  /** Scores of one business day of a site. */
  day: (siteId: number, date: IsoDay) => `site/${siteId}/day/${date}`,
  /** Scores of any business day of a month (`2026-03`) of a site, for values over so many days that they cannot name each. */
  month: (siteId: number, month: string) => `site/${siteId}/month/${month}`,
  /** Scores, streaks and awards of any day of a site. */
  anyDay: (siteId: number) => `site/${siteId}/any-day`,
  /** Clock periods and breaks of a site. */
  clock: (siteId: number) => `site/${siteId}/clock`,
  /** Alerts of a site that wait. */
  alerts: (siteId: number) => `site/${siteId}/alerts`,
  /** Moves of people between departments of a site and what they brought. */
  moves: (siteId: number) => `site/${siteId}/moves`,
  /** Which sites there are and their settings. */
  sites: 'sites',
  /** Roles, their values, settings and names of people: on every board of the site. */
  masterData: (siteId: number) => `site/${siteId}/master-data`,
} as const;

/** What to clear when a site came or its settings changed. */
export function tagsOfSite(siteId: number): string[] {
  return [tags.sites, tags.masterData(siteId)];
}

/** What to clear when a business day of a site was rescored. */
export function tagsOfScoredDay(siteId: number, date: IsoDay): string[] {
  return [tags.day(siteId, date), tags.month(siteId, date.slice(0, 7)), tags.anyDay(siteId)];
}

/** What clears a value over the days from `from` to `to`: the days themselves, over more than two weeks their months. */
export function tagsOfDays(siteId: number, from: IsoDay, to: IsoDay): string[] {
  const days = daysFromTo(from, to);
  if (days.length <= MAX_DAY_TAGS) return days.map((day) => tags.day(siteId, day));
  return [...new Set(days.map((day) => day.slice(0, 7)))].map((month) => tags.month(siteId, month));
}

/** `today` and `past` differ in who is shown and in how long the value holds. */
export type BoardWhen = 'today' | 'past';

export const cachePolicies = {
  leaderboard: (at: {
    siteId: number;
    date: IsoDay;
    when: BoardWhen;
    department: string | null;
  }): CacheEntryPolicy => ({
    name: `leaderboard-${at.when}`,
    key: `leaderboard/${at.siteId}/${at.date}/${at.when}/${at.department ?? ''}`,
    tags: [tags.day(at.siteId, at.date), tags.masterData(at.siteId)],
    freshMillis: at.when === 'today' ? 30 * SECOND : HOUR,
    aloneFreshMillis: at.when === 'today' ? IN_PROCESS_MILLIS : 60 * SECOND,
  }),
  streakLeaders: (siteId: number, limit: number): CacheEntryPolicy => ofAnyDay('streak-leaders', siteId, String(limit)),
  achievementTicker: (at: { siteId: number; from: IsoDay; to: IsoDay; limit: number }): CacheEntryPolicy =>
    ofAnyDay('achievement-ticker', at.siteId, `${at.from}/${at.to}/${at.limit}`),
  achievementsOf: (siteId: number, employeeId: number): CacheEntryPolicy =>
    ofAnyDay('achievements-of', siteId, String(employeeId)),
  /** Without a first day: all days there are. */
  periodBoard: (at: { siteId: number; period: string; from: IsoDay | null; to: IsoDay }): CacheEntryPolicy =>
    at.from === null
      ? ofAnyDay('period-board', at.siteId, `${at.period}/${at.to}`)
      : overDays('period-board', { ...at, from: at.from, today: at.to }, at.period),
  departments: (at: { siteId: number; date: IsoDay; when: BoardWhen }): CacheEntryPolicy => ({
    name: `departments-${at.when}`,
    key: `departments/${at.siteId}/${at.date}/${at.when}`,
    tags: [tags.day(at.siteId, at.date), tags.masterData(at.siteId)],
    freshMillis: at.when === 'today' ? 15 * SECOND : HOUR,
    aloneFreshMillis: at.when === 'today' ? IN_PROCESS_MILLIS : 60 * SECOND,
  }),
  heatmap: (at: DaysEntry & { by: string }): CacheEntryPolicy => overDays('heatmap', at, at.by),
  /** Who is behind a cell of the heat map; `what` names the cell. */
  hourPeople: (at: DaysEntry & { what: string }): CacheEntryPolicy => overDays('hour-people', at, at.what),
  dateRange: (at: DaysEntry & { compare: string; breakdown: string; department: string | null }): CacheEntryPolicy =>
    overDays('date-range', at, `${at.compare}/${at.breakdown}/${at.department ?? ''}`),
  /** Each person's last days up to one. */
  boardTrend: (at: DaysEntry & { department: string | null }): CacheEntryPolicy =>
    overDays('board-trend', at, at.department ?? ''),
  employeeStats: (at: DaysEntry & { employeeId: number }): CacheEntryPolicy =>
    overDays('employee-stats', at, String(at.employeeId)),
  employeeCalendar: (at: DaysEntry & { employeeId: number }): CacheEntryPolicy =>
    overDays('employee-calendar', at, String(at.employeeId)),
  /** The first of today's board with what has changed since yesterday. */
  liveBoard: (at: { siteId: number; today: IsoDay }): CacheEntryPolicy => ({
    name: 'leaderboard-live',
    key: `leaderboard-live/${at.siteId}/${at.today}`,
    tags: [tags.day(at.siteId, at.today), tags.masterData(at.siteId)],
    freshMillis: 10 * SECOND,
    aloneFreshMillis: IN_PROCESS_MILLIS,
  }),
  /** Departments as a line, as of now. */
  flow: (at: { siteId: number; today: IsoDay }): CacheEntryPolicy => ({
    name: 'flow',
    key: `flow/${at.siteId}/${at.today}`,
    tags: [tags.day(at.siteId, at.today), tags.clock(at.siteId), tags.moves(at.siteId), tags.masterData(at.siteId)],
    freshMillis: 15 * SECOND,
    aloneFreshMillis: IN_PROCESS_MILLIS,
  }),
  /** Who works in a department now. */
  flowPeople: (at: { siteId: number; today: IsoDay; department: string }): CacheEntryPolicy => ({
    name: 'flow-people',
    key: `flow-people/${at.siteId}/${at.today}/${at.department}`,
    tags: [tags.day(at.siteId, at.today), tags.clock(at.siteId), tags.masterData(at.siteId)],
    freshMillis: 15 * SECOND,
    aloneFreshMillis: IN_PROCESS_MILLIS,
  }),
  flowHistory: (at: DaysEntry & { hours: number }): CacheEntryPolicy => overDays('flow-history', at, String(at.hours)),
  /** Figures of the whole team on one day; `what` names the figures. */
  team: (at: {
    siteId: number;
    date: IsoDay;
    when: BoardWhen;
    what: string;
    firstRead?: IsoDay;
  }): CacheEntryPolicy => ({
    name: `team-${at.when}`,
    key: `team/${at.siteId}/${at.date}/${at.when}/${at.what}`,
    tags: [...tagsOfDays(at.siteId, at.firstRead ?? at.date, at.date), tags.masterData(at.siteId)],
    freshMillis: at.when === 'today' ? 15 * SECOND : HOUR,
    aloneFreshMillis: at.when === 'today' ? IN_PROCESS_MILLIS : 60 * SECOND,
  }),
  teamRange: (at: DaysEntry & { what: string }): CacheEntryPolicy => overDays('team-range', at, at.what),
  /** `what`: the comparison, or the person. */
  costs: (at: DaysEntry & { what: string }): CacheEntryPolicy => overDays('costs', at, at.what),
  /** Finished items of a day by quarter of an hour. */
  pace: (at: { siteId: number; date: IsoDay; when: BoardWhen }): CacheEntryPolicy => ({
    name: `pace-${at.when}`,
    key: `pace/${at.siteId}/${at.date}/${at.when}`,
    tags: [tags.day(at.siteId, at.date), ...tagsOfWeeksBefore(at.siteId, at.date), tags.masterData(at.siteId)],
    freshMillis: at.when === 'today' ? 15 * SECOND : HOUR,
    aloneFreshMillis: at.when === 'today' ? IN_PROCESS_MILLIS : 60 * SECOND,
  }),
  /** What the pace of a day is held against: the same weekday of the weeks before. */
  paceHistory: (at: { siteId: number; date: IsoDay }): CacheEntryPolicy => ({
    name: 'pace-history',
    key: `pace-history/${at.siteId}/${at.date}`,
    tags: [...tagsOfWeeksBefore(at.siteId, at.date), tags.masterData(at.siteId)],
    freshMillis: HOUR,
    aloneFreshMillis: 60 * SECOND,
  }),
  recentActivities: (at: { siteId: number; today: IsoDay; limit: number }): CacheEntryPolicy => ({
    name: 'recent-activities',
    key: `recent-activities/${at.siteId}/${at.today}/${at.limit}`,
    tags: [tags.day(at.siteId, at.today), tags.masterData(at.siteId)],
    freshMillis: 10 * SECOND,
    aloneFreshMillis: IN_PROCESS_MILLIS,
  }),
  /** Who is on the clock now, or the punches of a day that is not over. */
  clockStatus: (siteId: number, what: string): CacheEntryPolicy => ({
    name: 'clock-status',
    key: `clock-status/${siteId}/${what}`,
    tags: [tags.clock(siteId), tags.masterData(siteId)],
    freshMillis: 30 * SECOND,
    aloneFreshMillis: IN_PROCESS_MILLIS,
  }),
  /** What people of a site are called on screens that show aliases. */
  aliases: (siteId: number): CacheEntryPolicy => ({
    name: 'aliases',
    key: `aliases/${siteId}`,
    tags: [tags.masterData(siteId)],
    freshMillis: HOUR,
    aloneFreshMillis: IN_PROCESS_MILLIS,
  }),
  /** How many alerts wait, on every page. */
  alertCounts: (siteId: number): CacheEntryPolicy => ({
    name: 'alert-counts',
    key: `alert-counts/${siteId}`,
    tags: [tags.alerts(siteId)],
    freshMillis: 15 * SECOND,
    aloneFreshMillis: IN_PROCESS_MILLIS,
  }),
  /** How many logins and people wait for an admin, on every page of theirs; every decision clears it. */
  mappingCounts: (siteId: number): CacheEntryPolicy => ({
    name: 'mapping-counts',
    key: `mapping-counts/${siteId}`,
    tags: [tags.masterData(siteId)],
    freshMillis: 15 * SECOND,
    aloneFreshMillis: IN_PROCESS_MILLIS,
  }),
  /** All sites with their settings. */
  settings: (): CacheEntryPolicy => ({
    name: 'settings',
    key: 'settings',
    tags: [tags.sites],
    freshMillis: HOUR,
    aloneFreshMillis: IN_PROCESS_MILLIS,
  }),
  /** Who is idle now; a night shift of the day before may still go on. */
  idleNow: (at: { siteId: number; today: IsoDay }): CacheEntryPolicy => ({
    name: 'idle-now',
    key: `idle-now/${at.siteId}/${at.today}`,
    tags: [
      ...tagsOfDays(at.siteId, addDays(at.today, -1), at.today),
      tags.clock(at.siteId),
      tags.masterData(at.siteId),
    ],
    freshMillis: 15 * SECOND,
    aloneFreshMillis: IN_PROCESS_MILLIS,
  }),
  sources: (siteId: number): CacheEntryPolicy => ({
    name: 'sources',
    key: `sources/${siteId}`,
    tags: [],
    freshMillis: 10 * SECOND,
    aloneFreshMillis: IN_PROCESS_MILLIS,
  }),
  /** For values without a policy of their own: CACHE_TTL_SECONDS. */
  other: (name: string, key: string, tags: readonly string[]): CacheEntryPolicy => ({
    name,
    key: `${name}/${key}`,
    tags,
    freshMillis: getEnv().CACHE_TTL_SECONDS * SECOND,
    aloneFreshMillis: IN_PROCESS_MILLIS,
  }),
} as const;

/** A value over days; `firstRead` is the earliest one it reads, e.g. of the range it is compared with. */
export type DaysEntry = { siteId: number; from: IsoDay; to: IsoDay; firstRead?: IsoDay; today: IsoDay };

/** The same weekday of the four weeks before a day. */
function tagsOfWeeksBefore(siteId: number, date: IsoDay): string[] {
  return [7, 14, 21, 28].map((days) => tags.day(siteId, addDays(date, -days)));
}

/** What any day of a site may change. */
function ofAnyDay(name: string, siteId: number, what: string): CacheEntryPolicy {
  return {
    name,
    key: `${name}/${siteId}/${what}`,
    tags: [tags.anyDay(siteId), tags.masterData(siteId)],
    freshMillis: 60 * SECOND,
    aloneFreshMillis: IN_PROCESS_MILLIS,
  };
}

/** Over days with today in them 60 s, over past days an hour (contract.md 6). */
function overDays(name: string, at: DaysEntry, what: string): CacheEntryPolicy {
  const isPast = at.to < at.today;
  return {
    name: `${name}-${isPast ? 'past' : 'today'}`,
    key: `${name}/${at.siteId}/${at.from}/${at.to}/${isPast ? 'past' : 'today'}/${what}`,
    tags: [...tagsOfDays(at.siteId, at.firstRead ?? at.from, at.to), tags.masterData(at.siteId)],
    freshMillis: isPast ? HOUR : 60 * SECOND,
    aloneFreshMillis: isPast ? 60 * SECOND : IN_PROCESS_MILLIS,
  };
}
