import { type SQL, sql } from 'drizzle-orm';
import { wholeSum } from '@/lib/db/whole-sum';
import { addDays, type DayRange } from '@/lib/platform/time/business-day';
import type { IsoDay } from '@/lib/platform/time/instant';
import type { RangeParts } from './rules';
import { inMonths, inSpans } from './spans';

/** How many of the last worked days `latest` tells: two weeks of work make a trend. */
const LATEST_DAYS = 14;
/** What a hundredth of a point is multiplied with to leave room for a day's number behind it. */
const DAY_ROOM = 100_000;
const FIRST_DAY = '1970-01-01';
const LAST_DAY = '2199-12-31';

const latest = (list: SQL) => sql`SUBSTRING_INDEX(GROUP_CONCAT(${list}), ',', ${LATEST_DAYS})`;
const ofWorked = (value: SQL) => sql`CASE WHEN d.activity_count > 0 THEN ${value} END`;
const ofClocked = (value: SQL) => sql`CASE WHEN d.clocked_seconds > 0 THEN ${value} ELSE 0 END`;

/**
 * What is added up of a person: how from scored days, and how from such sums. A worked day is one with an activity.
 * `best` and `worst` hold points and day of the earliest best and worst worked days in one number ({@link bestDay}),
 * `latest` the last worked days as `2026-03-05=80.00`, newest first. GROUP_CONCAT may be cut at the server's limit (1,024
 * bytes on MySQL), far behind the days that are kept.
 */
const SUMS = {
  days: [sql`COUNT(*)`, wholeSum(sql`r.days`)],
  days_worked: [wholeSum(sql`(d.activity_count > 0)`), wholeSum(sql`r.days_worked`)],
  estimated_days: [wholeSum(sql`d.is_estimated`), wholeSum(sql`r.estimated_days`)],
  items: [wholeSum(sql`d.items_processed`), wholeSum(sql`r.items`)],
  finished_items: [wholeSum(sql`d.finished_items`), wholeSum(sql`r.finished_items`)],
  points: [sql`SUM(d.points_earned)`, sql`SUM(r.points)`],
  paid_seconds: [wholeSum(sql`d.paid_seconds`), wholeSum(sql`r.paid_seconds`)],
  clocked_seconds: [wholeSum(sql`d.clocked_seconds`), wholeSum(sql`r.clocked_seconds`)],
  break_seconds: [wholeSum(sql`d.break_seconds`), wholeSum(sql`r.break_seconds`)],
  active_seconds: [wholeSum(sql`d.active_seconds`), wholeSum(sql`r.active_seconds`)],
  clocked_items: [wholeSum(ofClocked(sql`d.items_processed`)), wholeSum(sql`r.clocked_items`)],
  clocked_active_seconds: [wholeSum(ofClocked(sql`d.active_seconds`)), wholeSum(sql`r.clocked_active_seconds`)],
  best: [
    sql`MAX(${ofWorked(sql`d.points_earned * ${100 * DAY_ROOM} + DATEDIFF(${LAST_DAY}, d.score_date)`)})`,
    sql`MAX(r.best)`,
  ],
  worst: [
    sql`MIN(${ofWorked(sql`d.points_earned * ${100 * DAY_ROOM} + DATEDIFF(d.score_date, ${FIRST_DAY})`)})`,
    sql`MIN(r.worst)`,
  ],
  latest: [
    latest(sql`${ofWorked(sql`CONCAT(d.score_date, '=', d.points_earned)`)} ORDER BY d.score_date DESC`),
    latest(sql`r.latest ORDER BY r.month DESC`),
  ],
} satisfies Record<string, [SQL, SQL]>;

export type PeopleColumn = keyof typeof SUMS;
export const PEOPLE_COLUMNS = Object.keys(SUMS) as PeopleColumn[]; // of the object right above

export type PeopleParams = {
  siteId: number;
  parts: Pick<RangeParts, 'months' | 'days'>;
  columns: readonly PeopleColumn[];
  /** A row for each calendar month, `calendar_month` is 202603; else it is 0. */
  byMonth: boolean;
};

/** SQL: `calendar_month`, `employee_id` and the columns, of everybody with a scored day; up to two rows each, to be added up. */
export function peopleSums({ siteId, parts, columns, byMonth }: PeopleParams): SQL {
  // The days of a range lie together in the table itself. The index by person would be read over all days there are.
  const monthOf = (day: SQL) => (byMonth ? sql`EXTRACT(YEAR_MONTH FROM ${day})` : sql`0`);
  return sql`
    SELECT ${monthOf(sql`r.month`)} AS calendar_month, r.employee_id, ${listOf(columns, 1)}
      FROM rollup_people r
     WHERE r.site_id = ${siteId} AND ${inMonths(sql`r.month`, parts.months)}
     GROUP BY calendar_month, r.employee_id
    UNION ALL
    SELECT ${monthOf(sql`d.score_date`)} AS calendar_month, d.employee_id, ${listOf(columns, 0)}
      FROM daily_scores d FORCE INDEX (PRIMARY)
     WHERE d.site_id = ${siteId} AND ${inSpans(sql`d.score_date`, parts.days)}
     GROUP BY calendar_month, d.employee_id`;
}

/** SQL: the statement that fills `rollup_people`. */
export function insertPeople(siteId: number, month: IsoDay, span: DayRange): SQL {
  const names = sql.raw(PEOPLE_COLUMNS.join(', '));
  return sql`
    INSERT INTO rollup_people (site_id, month, employee_id, ${names})
    SELECT ${siteId}, ${month}, d.employee_id, ${listOf(PEOPLE_COLUMNS, 0)}
      FROM daily_scores d
     WHERE d.site_id = ${siteId} AND ${inSpans(sql`d.score_date`, [span])}
     GROUP BY d.employee_id`;
}

/** Takes `best` apart. */
export function bestDay(text: string): { date: IsoDay; pointsHundredths: number } {
  const { days, pointsHundredths } = takeApart(text);
  return { date: addDays(LAST_DAY, -days), pointsHundredths };
}

/** Takes `worst` apart. */
export function worstDay(text: string): { date: IsoDay; pointsHundredths: number } {
  const { days, pointsHundredths } = takeApart(text);
  return { date: addDays(FIRST_DAY, days), pointsHundredths };
}

function takeApart(text: string): { days: number; pointsHundredths: number } {
  // Points have two decimals, so that the number is whole.
  const number = BigInt(text.replace(/\.0*$/, ''));
  const room = BigInt(DAY_ROOM);
  return { days: Number(number % room), pointsHundredths: Number(number / room) };
}

function listOf(columns: readonly PeopleColumn[], from: 0 | 1): SQL {
  return sql.join(
    columns.map((name) => sql`${SUMS[name][from]} AS ${sql.identifier(name)}`),
    sql`, `,
  );
}
