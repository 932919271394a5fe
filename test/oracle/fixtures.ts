import type { OracleActivity, OracleInput, OracleRole, OracleScore } from '@/test/oracle/oracle';
import { oraclePersonDay } from '@/test/oracle/oracle';

/** 2026-06-10 in Chicago begins at 05:00 UTC. */
const TENTH = Date.UTC(2026, 5, 10, 5) / 1000;

/** 'HH:MM' or 'HH:MM:SS' Chicago time on 10 June 2026, `days` later. */
export function at(time: string, days = 0): number {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  return TENTH + days * 86_400 + hours * 3600 + minutes * 60 + seconds;
}

function role(id: number, changes: Partial<OracleRole>): OracleRole {
  return {
    id,
    type: 'batch',
    flowOrder: id,
    isFinishing: false,
    multiplierThousandths: 1000,
    expectedPerHourThousandths: 200_000,
    idleThresholdMinutes: 15,
    ...changes,
  };
}

export const PICKER = 1;
export const HEAT_PRESS = 4;
export const PACKER = 5;

/** The default departments of domain.md 1; ids are the flow orders. */
export const defaultRoles: OracleRole[] = [
  role(PICKER, {}),
  role(2, { multiplierThousandths: 500 }),
  role(3, { expectedPerHourThousandths: 133_000 }),
  role(HEAT_PRESS, { type: 'continuous', multiplierThousandths: 1200, expectedPerHourThousandths: 40_000 }),
  role(PACKER, {
    type: 'continuous',
    isFinishing: true,
    multiplierThousandths: 800,
    expectedPerHourThousandths: 45_000,
  }),
];

let nextId = 1;

export function period(clockIn: number, clockOut: number | null): OracleInput['periods'][number] {
  return { id: nextId++, clockIn, clockOut };
}

export function pause(start: number, end: number | null, isPaid = false): OracleInput['breaks'][number] {
  return { id: nextId++, start, end, isPaid };
}

export function scans(roleId: number | null, windowStart: number, windowEnd: number, itemsCount = 1): OracleActivity {
  return { id: nextId++, roleId, itemsCount, windowStart, windowEnd };
}

/** 10 June 2026 in Chicago with the default settings, seen two days later, unless changed. */
export function personDay(changes: Partial<OracleInput>): OracleInput {
  return {
    calendar: { timeZone: 'America/Chicago', dayStart: '00:00' },
    settings: {
      maxOpenHours: 14,
      minOpenHours: 4,
      chainGapHours: 2,
      chainSpanHours: 16,
      salaryDaysPerMonth: 26,
      salaryHoursPerDay: 8,
      defaultHourlyCents: 1300,
    },
    day: '2026-06-10',
    now: at('00:00', 2),
    employee: { isContractor: false, isScanning: true },
    periods: [],
    breaks: [],
    activities: [],
    roles: defaultRoles,
    pay: { hourlyCents: 1300, isDefault: true },
    ...changes,
  };
}

/** The score of a day that must have a row. */
export function score(changes: Partial<OracleInput>): OracleScore {
  const result = oraclePersonDay(personDay(changes));
  if (result === null) throw new Error('The day has no row.');
  return result;
}

/** Idle periods as [from, to] pairs. */
export function idleSpans(result: OracleScore): [number, number][] {
  return result.idlePeriods.map((idle) => [idle.start, idle.end]);
}
