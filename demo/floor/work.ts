import { DEFAULT_ROLES } from '@/lib/domain/sites/rules';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import type { DemoPerson, Station } from './people';
import type { Random } from './random';

/** A stretch in which a station stands still (a jammed printer, film that ran out). */
export type Outage = { station: Station; start: EpochSeconds; end: EpochSeconds };

/** What makes a day what it is, the same for everybody. */
export type DayMood = {
  /** Pace of the day against the usual one. */
  pace: number;
  slowHour: { start: EpochSeconds; end: EpochSeconds; pace: number };
  outages: readonly Outage[];
};

export type WorkWindow = {
  activityType: Station;
  itemsCount: number;
  windowStart: EpochSeconds;
  windowEnd: EpochSeconds;
};

type Span = { start: EpochSeconds; end: EpochSeconds };
type StationWork = { perHour: number; isContinuous: boolean };

const BATCH_ITEMS = { min: 14, max: 38 };
const SHORTEST_WINDOW_SECONDS = 45;
const TIRED_AFTER_SECONDS = 5 * 3600;
const SECONDS_BETWEEN_WAITS = 2.5 * 3600;

const STATION_WORK = new Map<string, StationWork>(
  DEFAULT_ROLES.map((role) => [
    role.activityType,
    { perHour: Number(role.expectedPerHour), isContinuous: role.roleType === 'continuous' },
  ]),
);

/**
 * The windows that a person scans in `spans`, in order and apart from each other. Whoever scans again and again reports
 * at intervals, whoever works a batch reports the batch.
 */
export function planWork(
  person: Pick<DemoPerson, 'station' | 'secondStation' | 'skill'>,
  spans: readonly Span[],
  mood: DayMood,
  reportEverySeconds: { min: number; max: number },
  random: Random,
): WorkWindow[] {
  const first = spans[0];
  if (first === undefined) return [];
  const form = person.skill * mood.pace * random.between(0.93, 1.07);
  // Some days bring more waiting than others.
  const waiting = random.between(0.2, 1.8);
  // Helping out: the stretch after the meal, now and then.
  const elsewhere = random.chance(0.3) ? spans[2] : undefined;
  const windows: WorkWindow[] = [];
  let unreported = 0;
  for (const span of spans) {
    const station = span === elsewhere ? person.secondStation : person.station;
    const work = workOf(station);
    let start = span.start;
    while (start < span.end - SHORTEST_WINDOW_SECONDS) {
      const outage = mood.outages.find((one) => one.station === station && one.start <= start && start < one.end);
      if (outage !== undefined) {
        start = outage.end + random.whole(20, 90);
        continue;
      }
      const perSecond = (work.perHour / 3600) * form * paceAt(start, first.start, mood);
      const wanted = work.isContinuous
        ? random.whole(reportEverySeconds.min, reportEverySeconds.max)
        : Math.round(random.whole(BATCH_ITEMS.min, BATCH_ITEMS.max) / perSecond);
      const end = Math.min(start + wanted, span.end);
      const items = (end - start) * perSecond * random.between(0.85, 1.15) + unreported;
      const itemsCount = Math.floor(items);
      unreported = items - itemsCount;
      if (itemsCount > 0) {
        windows.push({ activityType: station, itemsCount, windowStart: start, windowEnd: end });
      }
      start = end + pauseAfter(end - start, waiting, work, random);
    }
  }
  return windows;
}

/** Pace at an instant: a slow hour for all, and nobody is as quick in the last hours. */
function paceAt(instant: EpochSeconds, workStart: EpochSeconds, mood: DayMood): number {
  const { slowHour } = mood;
  const isSlow = slowHour.start <= instant && instant < slowHour.end;
  const tiredHours = Math.max(0, instant - workStart - TIRED_AFTER_SECONDS) / 3600;
  return (isSlow ? slowHour.pace : 1) * (1 - 0.04 * tiredHours);
}

/** Seconds until the next window: usually a few steps, now and then a wait for material that shows as idle. */
function pauseAfter(windowSeconds: number, waiting: number, work: StationWork, random: Random): number {
  if (random.chance((windowSeconds * waiting) / SECONDS_BETWEEN_WAITS)) return random.whole(10 * 60, 40 * 60);
  if (random.chance(0.04)) return random.whole(90, 360);
  return work.isContinuous ? random.whole(0, 6) : random.whole(20, 90);
}

function workOf(station: Station): StationWork {
  const work = STATION_WORK.get(station);
  if (work === undefined) throw new RangeError(`No default department takes "${station}"`);
  return work;
}
