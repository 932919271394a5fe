import { getReadDatabase } from '@/lib/db/handles';
import { scaledInteger } from '@/lib/domain/leaderboard/rules';
import type { Site } from '@/lib/domain/sites/schema';
import { cachedLoad } from '@/lib/platform/cache/cache';
import { cachePolicies } from '@/lib/platform/cache/keys';
import { askedDay } from '@/lib/platform/time/asked-days';
import { type EpochSeconds, type IsoDay, toIsoInstant } from '@/lib/platform/time/instant';
import { prepareBattle, prepareDepartments, siteEfficiencyPercent } from './prepare';
import { getDepartmentWork } from './queries/get-department-work';
import { departmentSums } from './rules';
import type { DepartmentBattle, DepartmentStats } from './schema';

export type DayRequest = { date?: IsoDay };
type Day = Pick<DepartmentStats, 'siteEfficiencyPercent' | 'items' | 'points' | 'rows'> & {
  battle: DepartmentBattle['rows'];
};

/** A day's departments as the cache holds them: one value serves all answers. Throws VALIDATION on a day in the future. */
export async function cachedDepartments(site: Site, request: DayRequest, now: EpochSeconds) {
  const { day: date, today } = askedDay(site, request.date, now);
  const when = date < today ? 'past' : 'today';
  const cached = await cachedLoad(cachePolicies.departments({ siteId: site.id, date, when }), () =>
    readDay(site.id, date),
  );
  const source: DepartmentStats['source'] = date === today ? 'live' : 'stored';
  return { frame: { asOf: toIsoInstant(cached.asOf), state: cached.state, source, date }, day: cached.data };
}

async function readDay(siteId: number, date: IsoDay): Promise<Day> {
  const { roles, work } = await getDepartmentWork(getReadDatabase(), siteId, date);
  const sums = departmentSums(
    roles.map((role) => ({
      roleId: role.role_id,
      department: role.department_name,
      flowOrder: role.flow_order,
      isActive: role.is_active,
      expectedPerHourThousandths: role.expected_per_hour === null ? null : scaledInteger(role.expected_per_hour, 3),
    })),
    work.map((row) => ({
      roleId: row.role_id,
      employeeId: row.kind === 'unmapped' ? null : row.employee_id,
      items: row.items,
      pointsThousandths: scaledInteger(row.points, 3),
      workedSeconds: row.worked_seconds,
      isClocked: row.clocked_seconds > 0,
    })),
  );
  const points = sums.reduce((sum, one) => sum + one.pointsThousandths, 0);
  return {
    siteEfficiencyPercent: siteEfficiencyPercent(sums),
    items: sums.reduce((sum, one) => sum + one.items, 0),
    points: Math.floor((points + 5) / 10) / 100,
    rows: prepareDepartments(sums),
    battle: prepareBattle(sums),
  };
}
