import * as z from 'zod';

const isoDay = z.iso.date();
const instant = z.iso.datetime();
const count = z.number().int().min(0);

/** Query of the pace of a day; without a date today. */
export const paceQuery = z.object({ date: isoDay.optional() });
export type PaceQuery = z.infer<typeof paceQuery>;

/** The day at the end of a quarter of an hour (the first point: at its start). */
export const pacePoint = z.object({
  at: instant,
  /** Finished items of windows that ended until then; null when that is still to come. */
  items: count.nullable(),
  /** Daily goal x share of the usual work that is done by then; null without a goal or without usual work. */
  target: count.nullable(),
  /** `items` of the same weekday last week by the same local time; null when nobody worked then. */
  lastWeek: count.nullable(),
});
export type PacePoint = z.infer<typeof pacePoint>;

const atPace = {
  /** Finished items of the last four full quarters of an hour: the pace. */
  itemsLastHour: count,
  /** `usual_work`: goes on per second of usual work, with its breaks and its end; `clock`: without a pause. */
  basis: z.enum(['usual_work', 'clock']),
  /** When the usual work of the day is done; null on the basis of the clock, which knows no end. */
  itemsAtEnd: count.nullable(),
};

export const paceForecast = z.discriminatedUnion('kind', [
  /** The goal was reached, by the end of the quarter of an hour `at`. */
  z.object({ kind: z.literal('reached'), at: instant }),
  /** At the pace of the last hour it is reached at `at`. */
  z.object({ kind: z.literal('on_course'), at: instant, ...atPace }),
  /** At the pace of the last hour it is not reached before the usual work is done, or the day is over. */
  z.object({ kind: z.literal('short'), ...atPace }),
  /** The day is over, and it was not reached. */
  z.object({ kind: z.literal('missed') }),
  /** `too_early`: finished items did not come in for a full hour yet; `nothing_lately`: none in the last hour. */
  z.object({ kind: z.literal('unknown'), reason: z.enum(['no_goal', 'too_early', 'nothing_lately']) }),
]);
export type PaceForecast = z.infer<typeof paceForecast>;

export const paceBody = z.object({
  date: isoDay,
  source: z.enum(['live', 'stored', 'archive']),
  /** End of the business day; points and forecasts after it are of a shift that goes on. */
  endsAt: instant,
  /** Of the day so far, unmapped work included. */
  finishedItems: count,
  /** Finished items a day; null when none is set. */
  goalItems: count.nullable(),
  /** What the target line says now; null on a past day and where there is no line. */
  targetNow: count.nullable(),
  /** Days the target line is made of: the same weekday of the last four weeks, where anybody worked. 0: no line. */
  targetDays: z.number().int().min(0).max(4),
  lastWeek: z.object({ date: isoDay, finishedItems: count.nullable() }),
  /** Every quarter of an hour of the business day, and beyond it as long as a shift of the day goes on. */
  points: z.array(pacePoint),
  forecast: paceForecast,
});
export type PaceBody = z.infer<typeof paceBody>;

/** Answer of `GET /api/dashboard/pace`. */
export const pace = paceBody.extend({ asOf: instant, state: z.enum(['live', 'stale']) });
export type Pace = z.infer<typeof pace>;
