import { addDays, daysBetween } from '@/lib/platform/time/business-day';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';
import { DEMO_PEOPLE, type DemoPerson, hasClock, type Login } from './people';
import { type Random, randomOf } from './random';
import { type BreakKind, localInstant, planShift, type Shift, workSpans } from './shift';
import { type DayMood, type Outage, planWork, type WorkWindow } from './work';

/** One press of a button on the time clock, or one correction by an admin, at the instant it happens. */
export type PlannedPunch = { at: EpochSeconds; personKey: string } & (
  | { verb: 'clock_in' }
  | { verb: 'start_break'; breakKind: BreakKind; layout: 'split' | 'overlapping' }
  | { verb: 'end_break' }
  | { verb: 'clock_out' }
  /** Gives a forgotten clock-out its time, long after. */
  | { verb: 'correct_clock_out'; clockOut: EpochSeconds }
);

/** One scanned window and when the scanner sends it. */
export type PlannedScan = WorkWindow & { referenceId: string; login: Login; sentAt: EpochSeconds };

export type FloorSettings = {
  seed: string;
  timeZone: string;
  people: readonly DemoPerson[];
  /** How often continuous work is reported. */
  reportEverySeconds: { min: number; max: number };
};

/** The seed of the floor that `npm start` shows. */
const FLOOR_SEED = 'cedar-lane';

const HOUR = 3600;
const SICK_PROBABILITY = 0.02;
const FREE_DAY_CYCLE = 7;
/** Any fixed day: the free days are counted from it. */
const CYCLE_START: IsoDay = '2024-01-01';

/** The demo floor's own people. */
export function floorSettings(timeZone: string, seed: string = FLOOR_SEED): FloorSettings {
  return { seed, timeZone, people: DEMO_PEOPLE, reportEverySeconds: { min: 60, max: 150 } };
}

/**
 * The punches of all shifts that begin on `date`, in order; the rest of a night shift happens on the next day.
 * Pure: the same settings and date give the same plan.
 */
export function planPunches(settings: FloorSettings, date: IsoDay): PlannedPunch[] {
  const forgetful = forgetfulPerson(settings, date);
  return peopleOf(settings, date)
    .filter(hasClock)
    .flatMap((person) => punchesOf(settings, person, date, shiftOf(settings, person, date), person === forgetful))
    .sort(byTimeThenPerson);
}

/** The scans of all shifts that begin on `date`, in the order in which they are sent. Pure, like {@link planPunches}. */
export function planScans(settings: FloorSettings, date: IsoDay): PlannedScan[] {
  const mood = moodOf(settings, date);
  return peopleOf(settings, date)
    .filter((person) => person.logins.length > 0)
    .flatMap((person) => {
      const random = randomOf(settings.seed, date, person.key, 'work');
      const shift = shiftOf(settings, person, date);
      const windows = planWork(person, workSpans(shift, random), mood, settings.reportEverySeconds, random);
      return scansOf(person, date, shift, windows, random);
    })
    .sort((a, b) => a.sentAt - b.sentAt || (a.referenceId < b.referenceId ? -1 : 1));
}

/** One order for punches of all days: the simulated company numbers its records by it. */
export function byTimeThenPerson(a: PlannedPunch, b: PlannedPunch): number {
  return a.at - b.at || (a.personKey < b.personKey ? -1 : a.personKey > b.personKey ? 1 : 0);
}

function peopleOf(settings: FloorSettings, date: IsoDay): DemoPerson[] {
  return settings.people.filter((person) => worksOn(settings, person, date));
}

function shiftOf({ seed, timeZone }: FloorSettings, person: DemoPerson, date: IsoDay): Shift {
  return planShift(person, timeZone, date, randomOf(seed, date, person.key, 'shift'));
}

function punchesOf(
  { timeZone }: FloorSettings,
  person: DemoPerson,
  date: IsoDay,
  shift: Shift,
  forgetsClockOut: boolean,
): PlannedPunch[] {
  const personKey = person.key;
  const breaks = shift.breaks.flatMap(({ kind, start, end }): PlannedPunch[] => [
    {
      at: start,
      personKey,
      verb: 'start_break',
      breakKind: kind,
      layout: kind === 'meal' ? person.mealLayout : 'overlapping',
    },
    { at: end, personKey, verb: 'end_break' },
  ]);
  const out: PlannedPunch = forgetsClockOut
    ? {
        // Somebody sees it the morning after next, before the person comes back.
        at: localInstant(timeZone, addDays(date, 2), 5 * HOUR),
        personKey,
        verb: 'correct_clock_out',
        clockOut: shift.clockOut,
      }
    : { at: shift.clockOut, personKey, verb: 'clock_out' };
  return [{ at: shift.clockIn, personKey, verb: 'clock_in' }, ...breaks, out];
}

function scansOf(
  person: DemoPerson,
  date: IsoDay,
  shift: Shift,
  windows: readonly WorkWindow[],
  random: Random,
): PlannedScan[] {
  const meal = shift.breaks.find(({ kind }) => kind === 'meal');
  const [before, after = before] = person.logins;
  return windows.flatMap((window, index) => {
    const login = meal !== undefined && window.windowStart >= meal.end ? after : before;
    if (login === undefined) return [];
    const referenceId = `${date}/${person.key}/${String(index + 1).padStart(4, '0')}`;
    return [{ ...window, referenceId, login, sentAt: window.windowEnd + random.whole(1, 9) }];
  });
}

function worksOn({ seed }: FloorSettings, person: DemoPerson, date: IsoDay): boolean {
  return !isFreeDay(person, date) && !randomOf(seed, date, person.key, 'sick').chance(SICK_PROBABILITY);
}

function isFreeDay(person: DemoPerson, date: IsoDay): boolean {
  const day = daysBetween(CYCLE_START, date) % FREE_DAY_CYCLE;
  return (day + FREE_DAY_CYCLE) % FREE_DAY_CYCLE === person.freeDay;
}

/** Every day one of the early crew goes home into a free day without clocking out. */
function forgetfulPerson(settings: FloorSettings, date: IsoDay): DemoPerson | undefined {
  const candidates = settings.people.filter(
    (person) =>
      person.kind === 'staff' &&
      person.crew === 'early' &&
      isFreeDay(person, addDays(date, 1)) &&
      worksOn(settings, person, date),
  );
  return candidates.length === 0 ? undefined : randomOf(settings.seed, date, 'forgetful').pick(candidates);
}

function moodOf({ seed, timeZone }: FloorSettings, date: IsoDay): DayMood {
  const random = randomOf(seed, date, 'mood');
  const slowStart = localInstant(timeZone, date, random.pick([10, 11, 15, 16]) * HOUR);
  const outages = [7, 10.5, 15.5, 19, 25].flatMap((hour): Outage[] => {
    const station = random.pick(['In Production', 'In Production', 'QC Passed', 'Film Matching', 'Labeling'] as const);
    const start = localInstant(timeZone, date, Math.round((hour + random.between(0, 1.5)) * HOUR));
    const end = start + random.whole(14 * 60, 32 * 60);
    return random.chance(0.35) ? [{ station, start, end }] : [];
  });
  return {
    pace: random.between(0.95, 1.05),
    slowHour: { start: slowStart, end: slowStart + HOUR, pace: random.between(0.55, 0.7) },
    outages,
  };
}
