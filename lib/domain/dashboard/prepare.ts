import { type EpochSeconds, toIsoInstantOrNull } from '@/lib/platform/time/instant';
import type { DayPersonRow } from './queries/get-day-people';
import type { DayPerson } from './schema';

export function prepareDayPerson(row: DayPersonRow, now: EpochSeconds): DayPerson {
  return {
    employeeId: row.employee_id,
    name: row.name,
    department: row.department_name,
    items: row.items,
    finishedItems: row.finished_items,
    clockedSeconds: row.clocked_seconds,
    breakSeconds: row.break_seconds,
    firstClockIn: toIsoInstantOrNull(row.first_clock_in),
    lastClockOut: toIsoInstantOrNull(row.last_clock_out),
    isClockedIn: row.open_until !== null && row.open_until > now,
  };
}
