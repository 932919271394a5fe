import { type SQL, sql } from 'drizzle-orm';
import { wholeSum } from '@/lib/db/whole-sum';
import type { DayRange } from '@/lib/platform/time/business-day';
import type { IsoDay } from '@/lib/platform/time/instant';
import type { RangeParts } from './rules';
import { inMonths, inSpans } from './spans';

export type PersonRoleParams = { siteId: number; parts: Pick<RangeParts, 'months' | 'days'> };

/**
 * SQL: `calendar_month` (202603), `employee_id`, `role_id` (0: unassigned), `items`, `active_cents`, `idle_cents`, `break_cents`,
 * `has_default_rate`; several rows of the same, to be added up.
 */
export function personRoleSums({ siteId, parts }: PersonRoleParams): SQL {
  return sql`
    SELECT EXTRACT(YEAR_MONTH FROM r.month) AS calendar_month, r.employee_id, r.role_id, r.items, r.active_cents, r.idle_cents,
           r.break_cents, r.has_default_rate
      FROM rollup_person_roles r
     WHERE r.site_id = ${siteId} AND ${inMonths(sql`r.month`, parts.months)}
    UNION ALL ${ofDays(siteId, parts.days)}`;
}

/** SQL: the statement that fills `rollup_person_roles`. */
export function insertPersonRoles(siteId: number, month: IsoDay, span: DayRange): SQL {
  return sql`
    INSERT INTO rollup_person_roles (site_id, month, employee_id, role_id, items, active_cents, idle_cents, break_cents,
           has_default_rate)
    SELECT ${siteId}, ${month}, s.employee_id, s.role_id, SUM(s.items), SUM(s.active_cents), SUM(s.idle_cents),
           SUM(s.break_cents), MAX(s.has_default_rate)
      FROM (${ofDays(siteId, [span])}) s
     GROUP BY s.employee_id, s.role_id`;
}

/** Items and cost are rows of two tables: a role can have one without the other. */
function ofDays(siteId: number, spans: readonly DayRange[]): SQL {
  return sql`
    SELECT EXTRACT(YEAR_MONTH FROM c.score_date) AS calendar_month, c.employee_id, c.role_id, 0 AS items,
           ${wholeSum(sql`c.active_cents`)} AS active_cents, ${wholeSum(sql`c.idle_cents`)} AS idle_cents,
           ${wholeSum(sql`c.break_cents`)} AS break_cents, MAX(c.is_default_rate) AS has_default_rate
      FROM daily_costs c
     WHERE c.site_id = ${siteId} AND ${inSpans(sql`c.score_date`, spans)}
     GROUP BY calendar_month, c.employee_id, c.role_id
    UNION ALL
    SELECT EXTRACT(YEAR_MONTH FROM t.score_date) AS calendar_month, t.employee_id, t.role_id, ${wholeSum(sql`t.items`)}, 0, 0, 0, 0
      FROM daily_role_totals t
     WHERE t.site_id = ${siteId} AND ${inSpans(sql`t.score_date`, spans)}
     GROUP BY calendar_month, t.employee_id, t.role_id`;
}
