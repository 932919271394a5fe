import { departmentColour } from '@/lib/domain/departments/prepare';
import { isQualifying } from '@/lib/domain/gamification/rules';
import { scaledInteger } from '@/lib/domain/leaderboard/rules';
import { fraction, ratioForShow, roundedOrNull } from '@/lib/domain/scoring/fraction';
import { type EpochSeconds, type IsoDay, toIsoInstant, toIsoInstantOrNull } from '@/lib/platform/time/instant';
import type { Employee } from './queries/get-employee';
import type { CalendarRow } from './queries/get-employee-calendar';
import type { EmployeeDayRole } from './queries/get-employee-day-roles';
import type { EmployeeDayRow } from './queries/get-employee-days';
import type { EmployeeIdentity } from './queries/get-employee-identities';
import type { ListedEmployeeRow } from './queries/get-employees';
import type { CalendarDay, EmployeeDay, EmployeeStats, ListedEmployee, Mapping } from './schema';

/** The departments of roles in flow order with their colours, which are the same everywhere. */
export function prepareDepartmentNames(rolesInFlow: readonly { departmentName: string }[]) {
  return [...new Set(rolesInFlow.map((role) => role.departmentName))].map((department, index) => ({
    department,
    colour: departmentColour(index),
  }));
}

export function prepareListed(row: ListedEmployeeRow, now: EpochSeconds): ListedEmployee {
  return {
    employeeId: row.id,
    name: row.name,
    alias: row.display_alias,
    isContractor: row.is_contractor,
    isScanning: row.is_scanning,
    hiredOn: row.hired_on,
    isArchived: row.archived_at !== null,
    sources: row.sources === null ? [] : row.sources.split(','),
    department: row.department,
    items: row.items,
    points: row.points === null ? null : scaledInteger(row.points, 2) / 100,
    clockedSeconds: row.clocked_seconds,
    activeSeconds: row.active_seconds,
    efficiency: row.efficiency_rate === null ? null : Number(row.efficiency_rate),
    isClockedIn: row.open_until !== null && row.open_until > now,
  };
}

/** The marks of a person that every answer about them begins with. */
export function preparePerson(employee: Employee) {
  return {
    employeeId: employee.id,
    name: employee.name,
    alias: employee.displayAlias,
    isContractor: employee.isContractor,
    isScanning: employee.isScanning,
    hiredOn: employee.hiredOn,
    isArchived: employee.archivedAt !== null,
  };
}

/** A person's logins. */
export function prepareMapping(employeeId: number, identities: readonly EmployeeIdentity[]): Mapping {
  return {
    employeeId,
    identities: identities.map((one) => ({
      ...one,
      verifiedAt: toIsoInstantOrNull(one.verifiedAt),
      lastSeenAt: toIsoInstant(one.lastSeenAt),
    })),
  };
}

type StatsFacts = {
  employee: Employee;
  date: IsoDay;
  isToday: boolean;
  days: readonly EmployeeDayRow[];
  roles: readonly EmployeeDayRole[];
  targetDaysPerMonth: number;
};

/** A person's figures of a date and of the days before it. */
export function prepareStats(facts: StatsFacts): Omit<EmployeeStats, 'asOf' | 'state' | 'source'> {
  const { employee, date, days } = facts;
  const last = days.at(-1);
  const ofDate = last?.score_date === date ? last : undefined;
  const trend = days.map((row) => prepareDay(row, facts.targetDaysPerMonth));
  return {
    date,
    employee: {
      ...preparePerson(employee),
      bestStreak: employee.bestStreak,
      achievementPoints: employee.achievementPoints,
    },
    streak: facts.isToday ? employee.currentStreak : (last?.streak ?? null),
    day: ofDate === undefined ? null : prepareDay(ofDate, facts.targetDaysPerMonth),
    rank: ofDate?.rank_of_day ?? null,
    people: ofDate?.people_of_day ?? null,
    departments: facts.roles.map((role) => ({
      roleId: role.role_id,
      role: role.role_name,
      department: role.department_name,
      items: role.items,
      points: scaledInteger(role.points, 3) / 1000,
      activityCount: role.activity_count,
      workedSeconds: role.worked_seconds,
    })),
    trend,
  };
}

/** A day as streaks see it: compared unrounded, shown rounded (domain.md 5). */
export function prepareCalendarDay(row: CalendarRow, targetDaysPerMonth: number): CalendarDay {
  const points = scaledInteger(row.points_earned, 2);
  const monthly = row.monthly_target_points === null ? 0 : scaledInteger(row.monthly_target_points, 2);
  const day = { pointsHundredths: points, monthlyTargetHundredths: monthly, isWorked: row.activity_count > 0 };
  return {
    date: row.score_date,
    points: points / 100,
    targetPoints: dailyTarget(monthly, targetDaysPerMonth),
    isWorked: day.isWorked,
    isQualifying: isQualifying(day, targetDaysPerMonth),
    isFinal: row.is_finalized,
    streak: row.streak,
  };
}

/** Daily target for show, from the monthly one in hundredths; null without one. */
function dailyTarget(monthlyHundredths: number, targetDaysPerMonth: number): number | null {
  if (monthlyHundredths <= 0) return null;
  return ratioForShow(monthlyHundredths * 10, Math.round(targetDaysPerMonth * 1000), 2);
}

function prepareDay(row: EmployeeDayRow, targetDaysPerMonth: number): EmployeeDay {
  const points = scaledInteger(row.points_earned, 2);
  const monthly = row.monthly_target_points === null ? 0 : scaledInteger(row.monthly_target_points, 2);
  const daysThousandths = Math.round(targetDaysPerMonth * 1000);
  const hasTarget = monthly > 0;
  return {
    date: row.score_date,
    items: row.items_processed,
    finishedItems: row.finished_items,
    points: points / 100,
    itemsPerHour: ratioForShow(row.items_processed * 3600, row.clocked_seconds, 2),
    clockedSeconds: row.clocked_seconds,
    paidSeconds: row.paid_seconds,
    breakSeconds: row.break_seconds,
    activeSeconds: row.active_seconds,
    idleSeconds: row.idle_seconds,
    efficiency: row.efficiency_rate === null ? null : Number(row.efficiency_rate),
    activityCount: row.activity_count,
    idleCount: row.idle_count,
    firstActivityAt: toIsoInstantOrNull(row.first_activity_at),
    lastActivityAt: toIsoInstantOrNull(row.last_activity_at),
    firstClockIn: toIsoInstantOrNull(row.first_clock_in),
    lastClockOut: toIsoInstantOrNull(row.last_clock_out),
    targetPoints: dailyTarget(monthly, targetDaysPerMonth),
    targetPercent: hasTarget ? roundedOrNull(fraction(points * daysThousandths, monthly * 10), 1) : null,
    isEstimated: row.is_estimated,
    isFinal: row.is_finalized,
  };
}
