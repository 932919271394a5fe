import { addDays, type InstantRange } from '@/lib/platform/time/business-day';
import { type EpochSeconds, type IsoDay, toIsoInstant } from '@/lib/platform/time/instant';
import {
  cumulate,
  edgesOf,
  type Forecast,
  forecastOf,
  type History,
  SLOT_SECONDS,
  type Slots,
  targetAt,
  valueAt,
} from './rules';
import type { PaceBody, PaceForecast } from './schema';

export type PaceFacts = {
  date: IsoDay;
  today: IsoDay;
  now: EpochSeconds;
  interval: InstantRange;
  slots: Slots;
  goal: number | null;
  history: History;
};

/** The pace of a day as its read answers it. */
export function preparePace({ date, today, now, interval, slots, goal, history }: PaceFacts): PaceBody {
  const isToday = date === today;
  const lastSlot = slots.reduce((last, { slot }) => Math.max(last, slot), 0);
  // Work that ends after now, or after its day, is in a later quarter: it is shown once that is over.
  const edges = Math.max(
    isToday ? edgesOf(interval) : edgesOf(interval, interval.start + lastSlot * SLOT_SECONDS),
    history.usual?.length ?? 0,
    history.lastWeek?.length ?? 0,
  );
  const items = cumulate(slots, Math.max(edges, lastSlot + 1));
  const finished = items.at(-1) ?? 0;
  const usualTotal = history.usual?.at(-1) ?? 0;
  const targetOf = (usualDone: number) => targetAt(goal, usualDone, usualTotal);
  const points = Array.from({ length: edges }, (_, edge) => {
    const at = interval.start + edge * SLOT_SECONDS;
    return {
      at: toIsoInstant(at),
      items: at <= now ? (items[edge] ?? finished) : null,
      target: history.usual === null ? null : targetOf(history.usual[edge] ?? usualTotal),
      lastWeek: history.lastWeek === null ? null : (history.lastWeek[edge] ?? history.lastWeekTotal),
    };
  });
  return {
    date,
    source: isToday ? 'live' : 'stored',
    endsAt: toIsoInstant(interval.end),
    finishedItems: finished,
    goalItems: goal,
    targetNow: isToday && history.usual !== null ? targetOf(valueAt(history.usual, interval.start, now)) : null,
    targetDays: history.weeks,
    lastWeek: { date: addDays(date, -7), finishedItems: history.lastWeekTotal },
    points,
    forecast: prepareForecast(forecastOf({ goal, interval, now, finished, items, usual: history.usual })),
  };
}

function prepareForecast(forecast: Forecast): PaceForecast {
  return 'at' in forecast ? { ...forecast, at: toIsoInstant(forecast.at) } : forecast;
}
