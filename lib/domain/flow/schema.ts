import * as z from 'zod';
import { HISTORY_SHOWS } from './columns';
import { FLOW_STATUSES } from './rules';

const isoDay = z.iso.date();
const instant = z.iso.datetime();
const count = z.number().int().min(0);

/** When the queue of a department reaches the site's limit. */
export const queueForecast = z.object({
  /** From now on, 2 decimals; 0 when it is there already. */
  hours: z.number().min(0),
  /** under 2 hours */
  isSoon: z.boolean(),
});

/** A department now (domain.md 8). Rates in items per hour. */
export const flowDepartment = z.object({
  department: z.string(),
  /** 1..8, the colour of the department's place in the flow. */
  colour: z.number().int().min(1).max(8),
  status: z.enum(FLOW_STATUSES),
  severity: z.enum(['critical', 'warning']).nullable(),
  /** One sentence about the process; null where nothing is wrong. */
  cause: z.string().nullable(),
  workers: count,
  /** Items whose window ended in the last 30 minutes. */
  output: count,
  rate: count,
  /** The rate of the department before; null for the first. */
  inRate: count.nullable(),
  growth: z.number().int().nullable(),
  /** Items built up today before this department. */
  queue: count,
  itemsToday: count,
  minutesSinceLastScan: count.nullable(),
  forecast: queueForecast.nullable(),
});
export type FlowDepartment = z.infer<typeof flowDepartment>;

/** Somebody who could help the primary bottleneck, best first. */
export const moveSuggestion = z.object({
  employeeId: z.number().int(),
  name: z.string(),
  from: z.string(),
  to: z.string(),
  /** In the needed department over the last 28 days, 2 decimals; null without work there. */
  itemsPerHour: z.number().nullable(),
  reason: z.string(),
  /** What the move should bring; null where the person's rate or the growth is not known. */
  expected: z.object({ growth: z.number().nullable(), forecast: queueForecast.nullable() }),
});
export type MoveSuggestion = z.infer<typeof moveSuggestion>;

/** Measured 30 minutes after a move, items per hour (domain.md 8). As stored in `moves.effect`. */
export const moveEffect = z.object({
  rateBefore: count,
  rateAfter: count,
  growthBefore: z.number().int().nullable(),
  growthAfter: z.number().int().nullable(),
  fromRateBefore: count.nullable(),
  fromRateAfter: count.nullable(),
  personRate: count,
});

export const storedMove = z.object({
  id: z.number().int(),
  employeeId: z.number().int(),
  name: z.string(),
  /** Null when the person worked nowhere. */
  from: z.string().nullable(),
  to: z.string(),
  movedBy: z.string(),
  movedAt: instant,
  measuredAt: instant.nullable(),
  /** Null until it is measured. */
  effect: moveEffect.nullable(),
});
export type StoredMove = z.infer<typeof storedMove>;

/** Body of `GET /api/dashboard/bottleneck/current`, without the frame of cached answers. */
export const flowBody = z.object({
  date: isoDay,
  source: z.literal('live'),
  clockedIn: count,
  onBreak: count,
  queueLimit: count,
  departments: z.array(flowDepartment),
  /** The department with the largest growth among those in trouble that have people; null when it flows. */
  primary: z.string().nullable(),
  suggestions: z.array(moveSuggestion),
  /** Of today, newest first. */
  moves: z.array(storedMove),
});
export type FlowBody = z.infer<typeof flowBody>;

const answerFrame = { asOf: instant, state: z.enum(['live', 'stale']) };
/** Answer of `GET /api/dashboard/bottleneck/current`. */
export const flowNow = flowBody.extend(answerFrame);
export type FlowNow = z.infer<typeof flowNow>;

export const flowHistoryCell = z.object({
  items: count,
  /** People with items in the hour; work of unlinked identities has items only. */
  people: count,
  unmappedItems: count,
  /** The department before made more than 1.2 x these items. */
  isMarked: z.boolean(),
});

export const flowHistoryBody = z.object({
  source: z.literal('live'),
  /** Hour buckets, oldest first; the last one is under way. */
  hours: z.array(instant),
  departments: z.array(
    z.object({
      department: z.string(),
      colour: z.number().int().min(1).max(8),
      /** One per hour. */
      cells: z.array(flowHistoryCell),
      markedHours: count,
    }),
  ),
});
export type FlowHistoryBody = z.infer<typeof flowHistoryBody>;
/** Answer of `GET /api/dashboard/bottleneck/history`. */
export const flowHistory = flowHistoryBody.extend(answerFrame);
export type FlowHistory = z.infer<typeof flowHistory>;

/** Query of the history: how many hour buckets up to now, at most a week. */
export const flowHistoryQuery = z.object({ hours: z.coerce.number().int().min(1).max(168).default(24) });

/** Query of `GET /api/dashboard/bottleneck/people`. */
export const flowPeopleQuery = z.object({ department: z.string().trim().min(1).max(80) });

export const flowPeopleBody = z.object({
  source: z.literal('live'),
  department: z.string(),
  /** Who counts as working there now, most items first. */
  people: z.array(
    z.object({
      /** Null for a login that nobody is linked to. */
      employeeId: z.number().int().nullable(),
      name: z.string(),
      /** Items there whose window ended in the last 30 minutes. */
      items: count,
      minutesSinceLastScan: count,
      /** Left or on a break, and has scanned within the last 30 minutes. */
      state: z.enum(['working', 'on-break', 'left', 'unlinked']),
    }),
  ),
});
export type FlowPeopleBody = z.infer<typeof flowPeopleBody>;
/** Answer of `GET /api/dashboard/bottleneck/people`. */
export const flowPeople = flowPeopleBody.extend(answerFrame);
export type FlowPeople = z.infer<typeof flowPeople>;

/** Query of `GET /api/dashboard/bottleneck/history/export`: the view of the page. */
export const flowHistoryExportQuery = flowHistoryQuery.extend({ show: z.enum(HISTORY_SHOWS).default('items') });
export type FlowHistoryExportQuery = z.infer<typeof flowHistoryExportQuery>;

/** Query of reads that take nothing. */
export const noQuery = z.object({});

/** Body of `POST /api/dashboard/bottleneck/moves`. From where the person moves is known to the hub. */
export const moveInput = z.object({
  employeeId: z.number().int().positive().max(4_294_967_295),
  to: z.string().trim().min(1).max(80),
});
export type MoveInput = z.infer<typeof moveInput>;

/** Answer to a move: it is measured at `measuredFrom`. */
export const moveStored = z.object({
  id: z.number().int(),
  from: z.string().nullable(),
  to: z.string(),
  measuredFrom: instant,
});
