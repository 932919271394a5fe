import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod';
import { addDays, isIsoDay } from '@/lib/platform/time/business-day';
import type { IsoDay } from '@/lib/platform/time/instant';

/** Days of work that a new floor has behind it. */
export const HISTORY_DAYS = 14;

const isoDay = z.string().refine(isIsoDay, 'must be a day');

const stateSchema = z.object({
  seed: z.string(),
  timeZone: z.string(),
  /** When the company's records begin, so that a restarted simulator still has all it ever showed. */
  firstDay: isoDay,
  /** All scans of the days before were posted once. */
  sentThrough: isoDay.nullable(),
});
export type FloorState = z.infer<typeof stateSchema>;

/** What an earlier run left, or a new beginning; one of another seed or zone does not count. Throws on a damaged file. */
export function readFloorState(path: string, settings: { seed: string; timeZone: string }, today: IsoDay): FloorState {
  const { seed, timeZone } = settings;
  const firstDay = addDays(today, -HISTORY_DAYS);
  if (existsSync(path)) {
    const state = stateSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    if (state.seed === seed && state.timeZone === timeZone && state.firstDay <= firstDay) return state;
  }
  return { seed, timeZone, firstDay, sentThrough: null };
}

/** From here scans are posted again: the usual history, or longer when the floor was off for longer. */
export function scansFrom(state: FloorState, today: IsoDay): IsoDay {
  const usual = addDays(today, -HISTORY_DAYS);
  const from = state.sentThrough !== null && state.sentThrough < usual ? addDays(state.sentThrough, -1) : usual;
  if (from < state.firstDay) return state.firstDay;
  return from;
}

export function writeFloorState(path: string, state: FloorState): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, `${JSON.stringify(state)}\n`);
  renameSync(`${path}.new`, path);
}
