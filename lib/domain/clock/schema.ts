import * as z from 'zod';

const isoDay = z.iso.date();
const instant = z.iso.datetime();
const seconds = z.number().int();

/** Query of the clock times of a day; without a date today. */
export const clockDayQuery = z.object({ date: isoDay.optional() });
/** Query of a person's clock times: both days included; the last 14 days without them. */
export const clockRangeQuery = z.object({ from: isoDay.optional(), to: isoDay.optional() });
export type ClockRangeQuery = z.infer<typeof clockRangeQuery>;

/** Body of `POST /api/dashboard/clock-times/reconcile`: the trailing weeks without days. */
export const reconcileOrder = z.strictObject({ from: isoDay.optional(), to: isoDay.optional() });
export type ReconcileOrder = z.infer<typeof reconcileOrder>;
/** Answer to an order: it waits in the queue under this id. */
export const orderedJob = z.object({ status: z.literal('ordered'), job: z.string(), orderId: z.string() });

/** A clock-in to clock-out as stored, with its end by domain.md 3. */
export const clockPeriod = z.object({
  id: z.number().int(),
  clockIn: instant,
  /** As the source says; null without one. */
  clockOut: instant.nullable(),
  /** Where it counts as closed when nobody clocks out: the next clock-in or the cap. */
  endsAt: instant,
  isOpen: z.boolean(),
  isMissingClockOut: z.boolean(),
  isOverlapping: z.boolean(),
});

/** A break that belongs to the day. */
export const clockBreak = z.object({
  id: z.number().int(),
  start: instant,
  end: instant.nullable(),
  endsAt: instant,
  isPaid: z.boolean(),
  isOpen: z.boolean(),
  isMissingEnd: z.boolean(),
});

/** A person's clock on a business day. */
export const clockDay = z.object({
  /** Periods and breaks together, until now. */
  presentSeconds: seconds,
  /** Without breaks. */
  clockedSeconds: seconds,
  breakSeconds: seconds,
  paidSeconds: seconds,
  isClockedIn: z.boolean(),
  isOnBreak: z.boolean(),
  periods: z.array(clockPeriod),
  breaks: z.array(clockBreak),
});

const frame = { asOf: instant, state: z.enum(['live', 'stale']), source: z.enum(['live', 'stored', 'archive']) };
const person = { employeeId: z.number().int(), name: z.string() };

/** Answer of `GET /api/dashboard/clock-times`, by first clock-in. */
export const clockTimesOfDay = z.object({
  ...frame,
  date: isoDay,
  rows: z.array(clockDay.extend(person)),
  /** Periods of logins that nobody is linked to: they count nowhere until somebody is. */
  unlinked: z.array(
    z.object({
      periodId: z.number().int(),
      identityId: z.number().int(),
      source: z.string(),
      /** What the source calls the person; its id without a name. */
      name: z.string(),
      clockIn: instant,
      clockOut: instant.nullable(),
    }),
  ),
});
export type ClockTimesOfDay = z.infer<typeof clockTimesOfDay>;

/** Query of the clock feed; without a date today. */
export const clockFeedQuery = z.object({
  date: isoDay.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(30),
});
export type ClockFeedQuery = z.infer<typeof clockFeedQuery>;

/** Somebody came, went, or began or ended a break. */
export const clockEvent = z.object({ ...person, at: instant, kind: z.enum(['in', 'out', 'break_start', 'break_end']) });
export type ClockEvent = z.infer<typeof clockEvent>;

/** Answer of `GET /api/dashboard/clock-times/feed`, newest first. */
export const clockFeed = z.object({
  ...frame,
  date: isoDay,
  /** Of the day so far, also those beyond the limit. */
  total: z.number().int(),
  rows: z.array(clockEvent),
});
export type ClockFeed = z.infer<typeof clockFeed>;

/** Answer of `GET /api/dashboard/clock-times/active`: who is clocked in now, longest first. */
export const activePeople = z.object({
  ...frame,
  rows: z.array(
    z.object({
      ...person,
      /** Business day the clock counts for. */
      date: isoDay,
      firstClockIn: instant,
      /** Of the period that is open; null while on a break between two. */
      clockedInSince: instant.nullable(),
      clockedSeconds: seconds,
      onBreak: z.object({ since: instant, isPaid: z.boolean() }).nullable(),
    }),
  ),
});
export type ActivePeople = z.infer<typeof activePeople>;

/** Answer of `GET /api/dashboard/clock-times/employee/:id`: days with anything, newest first. */
export const clockTimesOfPerson = z.object({
  ...frame,
  ...person,
  from: isoDay,
  to: isoDay,
  rows: z.array(clockDay.extend({ date: isoDay })),
});
export type ClockTimesOfPerson = z.infer<typeof clockTimesOfPerson>;
export type ClockDay = z.infer<typeof clockDay>;
