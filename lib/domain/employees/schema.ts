import * as z from 'zod';
import { EMPLOYEE_STATUSES } from './rules';

const isoDay = z.iso.date();
const instant = z.iso.datetime();
const seconds = z.number().int();
const id = z.number().int();

/** Query of `GET /api/dashboard/employees`; `q` is the beginning of a name or of a word in it, at most 20 rows unless told. */
export const employeesQuery = z.object({
  q: z.string().trim().max(100).default(''),
  status: z.enum(EMPLOYEE_STATUSES).default('active'),
  /** Whose figures are shown; today without it. */
  date: isoDay.optional(),
  /** Only people with most of that day's work there. */
  department: z.string().min(1).max(80).optional(),
  limit: z.coerce.number().int().min(1).max(500).optional(),
  cursor: z.string().max(600).optional(),
});
export type EmployeesQuery = z.infer<typeof employeesQuery>;

/** Path of the routes of one person. */
export const employeeParams = z.object({ id: z.coerce.number().int().min(1).max(4_294_967_295) });
/** Query of a person's day; without a date today. */
export const employeeDayQuery = z.object({ date: isoDay.optional() });

const frame = { asOf: instant, source: z.enum(['live', 'stored', 'archive']) };
const person = {
  employeeId: id,
  name: z.string(),
  alias: z.string().nullable(),
  isContractor: z.boolean(),
  /** False for people who do not scan, such as supervisors. */
  isScanning: z.boolean(),
  hiredOn: isoDay.nullable(),
  isArchived: z.boolean(),
};

/** All departments of the site in flow order; the same one has the same colour, 1..8, everywhere. */
const departments = z.array(z.object({ department: z.string(), colour: z.number().int().min(1).max(8) }));

export const listedEmployee = z.object({
  ...person,
  /** Sources that a login or user of is linked to the person. */
  sources: z.array(z.string()),
  /** Where most of the day's work was; null without work on it. */
  department: z.string().nullable(),
  /** Of the day; null without a scored day. */
  items: z.number().int().nullable(),
  points: z.number().nullable(),
  clockedSeconds: seconds.nullable(),
  activeSeconds: seconds.nullable(),
  efficiency: z.number().nullable(),
  /** Now, whatever the day. */
  isClockedIn: z.boolean(),
});
export type ListedEmployee = z.infer<typeof listedEmployee>;

/** Answer of `GET /api/dashboard/employees`, by name. */
export const employeeList = z.object({
  ...frame,
  date: isoDay,
  departments,
  rows: z.array(listedEmployee),
  nextCursor: z.string().nullable(),
});
export type EmployeeList = z.infer<typeof employeeList>;

/** Query of the list as CSV: the filter of the page. */
export const employeesExportQuery = employeesQuery.omit({ limit: true, cursor: true });
export type EmployeesExportQuery = z.infer<typeof employeesExportQuery>;

/** A scored day of a person, as stored (domain.md 4, Results). */
export const employeeDay = z.object({
  date: isoDay,
  items: z.number().int(),
  finishedItems: z.number().int(),
  points: z.number(),
  itemsPerHour: z.number().nullable(),
  clockedSeconds: seconds,
  paidSeconds: seconds,
  breakSeconds: seconds,
  activeSeconds: seconds,
  idleSeconds: seconds,
  /** 0 to 1 */
  efficiency: z.number().nullable(),
  activityCount: z.number().int(),
  idleCount: z.number().int(),
  firstActivityAt: instant.nullable(),
  lastActivityAt: instant.nullable(),
  firstClockIn: instant.nullable(),
  lastClockOut: instant.nullable(),
  /** Monthly target of the primary role / days per month; null without one. */
  targetPoints: z.number().nullable(),
  targetPercent: z.number().nullable(),
  isEstimated: z.boolean(),
  isFinal: z.boolean(),
});
export type EmployeeDay = z.infer<typeof employeeDay>;

/** Answer of `GET /api/dashboard/employees/:id/stats`. */
export const employeeStats = z.object({
  ...frame,
  state: z.enum(['live', 'stale']),
  date: isoDay,
  employee: z.object({ ...person, bestStreak: z.number().int(), achievementPoints: z.number().int() }),
  /** As of the date; null where it is not known. */
  streak: z.number().int().nullable(),
  /** Null without a row on the date. */
  day: employeeDay.nullable(),
  /** 1 + people of the date with more points; null without a row. */
  rank: z.number().int().nullable(),
  people: z.number().int().nullable(),
  departments: z.array(
    z.object({
      roleId: id,
      role: z.string(),
      department: z.string(),
      items: z.number().int(),
      points: z.number(),
      activityCount: z.number().int(),
      workedSeconds: seconds,
    }),
  ),
  /** The scored days of the 28 up to the date. */
  trend: z.array(employeeDay),
});
export type EmployeeStats = z.infer<typeof employeeStats>;

/** Query of a person's calendar: both days included, the last eight weeks without them. */
export const employeeCalendarQuery = z.object({ from: isoDay.optional(), to: isoDay.optional() });
export type EmployeeCalendarQuery = z.infer<typeof employeeCalendarQuery>;

/** A scored day as streaks see it (domain.md 5). */
export const calendarDay = z.object({
  date: isoDay,
  points: z.number(),
  /** Monthly target of the primary role / days per month; null without one. */
  targetPoints: z.number().nullable(),
  /** With an activity; other days are skipped. */
  isWorked: z.boolean(),
  isQualifying: z.boolean(),
  /** Before that a day never breaks a streak. */
  isFinal: z.boolean(),
  /** As of the day; null where it is not known. */
  streak: z.number().int().nullable(),
});
export type CalendarDay = z.infer<typeof calendarDay>;

/** Answer of `GET /api/dashboard/employees/:id/calendar`: the scored days of the range, the oldest first. */
export const employeeCalendar = z.object({
  ...frame,
  state: z.enum(['live', 'stale']),
  employeeId: id,
  from: isoDay,
  to: isoDay,
  days: z.array(calendarDay),
});
export type EmployeeCalendar = z.infer<typeof employeeCalendar>;

const roleRef = { roleId: id.nullable(), role: z.string().nullable(), department: z.string().nullable() };

/** Answer of `GET /api/dashboard/employees/:id/day`: the facts of a person-day and how its score comes about. */
export const personDay = z.object({
  ...frame,
  date: isoDay,
  employee: z.object(person),
  departments,
  /**
   * `current`: the parts below add up to the stored score. `waiting`: facts changed since it was stored and a new one is
   * on its way. `failed`: as waiting, but scoring failed and waits for a person. `differs`: they do not add up although
   * nothing waits. `none`: nothing counts on this day.
   */
  scoring: z.object({
    state: z.enum(['current', 'waiting', 'failed', 'differs', 'none']),
    scoredAt: instant.nullable(),
    requestedAt: instant.nullable(),
    reason: z.string().nullable(),
    isFinal: z.boolean(),
    revisedAt: instant.nullable(),
  }),
  /** The score as stored; null without one. */
  stored: z
    .object({
      items: z.number().int(),
      points: z.number(),
      clockedSeconds: seconds,
      paidSeconds: seconds,
      breakSeconds: seconds,
      idleSeconds: seconds,
      activeSeconds: seconds,
      efficiency: z.number().nullable(),
      isEstimated: z.boolean(),
    })
    .nullable(),
  /** How it comes about from the facts, as of `asOf`. */
  score: z.object({
    items: z.number().int(),
    /** Sum of the roles, rounded once. */
    points: z.number(),
    roles: z.array(
      z.object({
        roleId: id,
        role: z.string(),
        department: z.string(),
        items: z.number().int(),
        multiplier: z.number(),
        /** items x multiplier */
        points: z.number(),
        activityCount: z.number().int(),
        workedSeconds: seconds,
      }),
    ),
    /** Periods and breaks together. */
    presentSeconds: seconds,
    breakSeconds: seconds,
    unpaidBreakSeconds: seconds,
    /** presentSeconds - breakSeconds */
    clockedSeconds: seconds,
    /** presentSeconds - unpaidBreakSeconds */
    paidSeconds: seconds,
    /** Sum of `idle`. */
    idleSeconds: seconds,
    /** `clock`: clocked - idle; `windows`: no clock, so the time of the work windows; `none`: on the clock without a scan. */
    activeFrom: z.enum(['clock', 'windows', 'none']),
    activeSeconds: seconds,
    efficiency: z.number().nullable(),
  }),
  periods: z.array(
    z.object({
      id,
      clockIn: instant,
      clockOut: instant.nullable(),
      /** Where it counts as closed when nobody clocks out. */
      endsAt: instant,
      isOpen: z.boolean(),
    }),
  ),
  breaks: z.array(z.object({ id, start: instant, end: instant.nullable(), endsAt: instant, isPaid: z.boolean() })),
  activities: z.array(
    z.object({
      id,
      ...roleRef,
      activityType: z.string(),
      source: z.string(),
      referenceId: z.string(),
      items: z.number().int(),
      points: z.number(),
      windowStart: instant,
      windowEnd: instant,
      /** A pause so long after it is normal. */
      allowanceSeconds: seconds,
      /** Otherwise it counts for items and points, never for active time. */
      isOnClock: z.boolean(),
    }),
  ),
  idle: z.array(
    z.object({
      start: instant,
      end: instant,
      /** Work time: breaks do not count. */
      durationSeconds: seconds,
      ...roleRef,
      /** The allowance that had run out, and since when it ran; work time too. */
      allowanceSeconds: seconds,
      allowanceFrom: instant,
      allowanceOf: z.enum(['settling_in', 'interruption', 'activity']),
      activityId: id.nullable(),
      /** What the pause ended with: an activity, the time before an interruption or before leaving; `still`: not at `asOf`. */
      endedBy: z.enum(['activity', 'interruption', 'clean_up', 'still']),
    }),
  ),
  /** Every second from the first to the last fact. */
  segments: z.array(
    z.object({
      start: instant,
      end: instant,
      kind: z.enum(['work', 'idle', 'no_scans', 'break', 'outside', 'off']),
      /** Whose time it is; several share it. */
      departments: z.array(z.string()),
    }),
  ),
  /** Facts that count nowhere, by id. */
  notCounted: z.object({
    periodIds: z.array(id),
    breakIds: z.array(id),
    strayBreakIds: z.array(id),
  }),
});
export type PersonDay = z.infer<typeof personDay>;

const identityIds = z.array(z.number().int().min(1).max(4_294_967_295)).max(50);

/** Body of `PUT /api/dashboard/employees/:id/mapping`: identities to take off the person, then ones to link to them. */
export const mappingChange = z
  .strictObject({ link: identityIds.default([]), unlink: identityIds.default([]) })
  .refine(({ link, unlink }) => link.length + unlink.length > 0, { error: 'name identities to link or to unlink' })
  .refine(({ link, unlink }) => !link.some((one) => unlink.includes(one)), {
    error: 'an identity cannot be linked and unlinked at once',
  });
export type MappingChange = z.infer<typeof mappingChange>;

/** Answer: the identities of the person after the change. */
export const mapping = z.object({
  employeeId: id,
  identities: z.array(
    z.object({
      identityId: id,
      source: z.string(),
      externalId: z.string(),
      externalName: z.string().nullable(),
      status: z.enum(['unmapped', 'suggested', 'verified', 'ignored']),
      verifiedAt: instant.nullable(),
      lastSeenAt: instant,
    }),
  ),
});
export type Mapping = z.infer<typeof mapping>;

/** Answer of `GET /api/dashboard/employees/:id/mapping`. */
export const employeeMapping = mapping.extend(frame);
export type EmployeeMapping = z.infer<typeof employeeMapping>;

/** What of a person can be had as CSV: the pieces of a day, the clock of two weeks, the scored days of four. */
export const PERSON_TABLES = ['day', 'clock', 'days'] as const;
/** Query of `GET /api/dashboard/employees/:id/export`; the last day of what is asked for, today without it. */
export const personExportQuery = z.object({ table: z.enum(PERSON_TABLES), date: isoDay.optional() });
export type PersonExportQuery = z.infer<typeof personExportQuery>;
