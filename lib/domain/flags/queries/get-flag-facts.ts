import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import type { ClockBreak, ClockPeriod } from '@/lib/domain/clock/rules';
import type { InstantRange } from '@/lib/platform/time/business-day';
import { toSqlInstant } from '@/lib/platform/time/instant';
import type { OwnedActivity } from '../rules';

/** A window lasts at most so long (domain.md 3). */
const LONGEST_WINDOW_SECONDS = 3600;

type Owner = { employeeId: number | null };
const reference = z.number().int().nullable();

/** All activities of a site that start in `range`, from one index alone. Those of ignored logins are left to the caller. */
export async function getActivitiesStartingIn(db: Db, siteId: number, range: InstantRange): Promise<OwnedActivity[]> {
  return selectRows(
    db,
    activitiesStartingInStatement(siteId, range),
    z.object({
      id: column.integer,
      employeeId: reference,
      identityId: column.integer,
      roleId: reference,
      itemsCount: column.integer,
      windowStart: column.instant,
      windowEnd: column.instant,
    }),
  );
}

export function activitiesStartingInStatement(siteId: number, { start, end }: InstantRange): SQL {
  return sql`
    SELECT id, employee_id AS employeeId, identity_id AS identityId, role_id AS roleId, items_count AS itemsCount,
           window_start AS windowStart, window_end AS windowEnd
      FROM activity_logs
     WHERE site_id = ${siteId}
       AND window_end BETWEEN ${toSqlInstant(start)} AND ${toSqlInstant(end + LONGEST_WINDOW_SECONDS)}
       AND window_start >= ${toSqlInstant(start)} AND window_start < ${toSqlInstant(end)}`;
}

/** All clock periods of a site that begin in `range`, also those of nobody yet, from one index alone. */
export async function getSitePeriods(db: Db, siteId: number, range: InstantRange): Promise<(ClockPeriod & Owner)[]> {
  return selectRows(
    db,
    sitePeriodsStatement(siteId, range),
    z.object({
      id: column.integer,
      employeeId: reference,
      clockIn: column.instant,
      clockOut: column.instant.nullable(),
    }),
  );
}

export function sitePeriodsStatement(siteId: number, { start, end }: InstantRange): SQL {
  return sql`
    SELECT id, employee_id AS employeeId, clock_in AS clockIn, clock_out AS clockOut
      FROM clock_times
     WHERE site_id = ${siteId} AND clock_in >= ${toSqlInstant(start)} AND clock_in < ${toSqlInstant(end)}`;
}

/** All breaks of a site that begin in `range`. */
export async function getSiteBreaks(db: Db, siteId: number, range: InstantRange): Promise<(ClockBreak & Owner)[]> {
  return selectRows(
    db,
    siteBreaksStatement(siteId, range),
    z.object({
      id: column.integer,
      employeeId: reference,
      start: column.instant,
      end: column.instant.nullable(),
      isPaid: column.flag,
    }),
  );
}

export function siteBreaksStatement(siteId: number, { start, end }: InstantRange): SQL {
  return sql`
    SELECT id, employee_id AS employeeId, break_start AS start, break_end AS end, is_paid AS isPaid
      FROM clock_breaks
     WHERE site_id = ${siteId} AND break_start >= ${toSqlInstant(start)} AND break_start < ${toSqlInstant(end)}`;
}

/** People without a clock, and logins that count nowhere. */
export async function getExemptOwners(
  db: Db,
  siteId: number,
): Promise<{ contractors: Set<number>; ignored: Set<number> }> {
  const rows = await selectRows(
    db,
    sql`
      SELECT 'contractor' AS mark, id FROM employees WHERE site_id = ${siteId} AND is_contractor = 1
      UNION ALL
      SELECT 'ignored', id FROM employee_identities WHERE site_id = ${siteId} AND status = 'ignored'`,
    z.object({ mark: z.enum(['contractor', 'ignored']), id: column.integer }),
  );
  const idsOf = (mark: string) => new Set(rows.filter((row) => row.mark === mark).map((row) => row.id));
  return { contractors: idsOf('contractor'), ignored: idsOf('ignored') };
}
