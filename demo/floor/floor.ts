import { setTimeout as sleep } from 'node:timers/promises';
import type { ConnecteamWorld } from '@/demo/connecteam/world';
import { addDays, businessDayOf, daysFromTo } from '@/lib/platform/time/business-day';
import type { Clock } from '@/lib/platform/time/clock';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';
import { type Company, foundCompany, punch } from './company';
import type { BatchAnswer, Hub } from './hub';
import {
  byTimeThenPerson,
  type FloorSettings,
  type PlannedPunch,
  type PlannedScan,
  planPunches,
  planScans,
} from './plan';

export type FloorOptions = {
  settings: FloorSettings;
  /** The first day of the company's records. The same one after a restart gives the same record ids. */
  firstDay: IsoDay;
  /** The first day whose scans are posted (again): those the hub has are duplicates to it. */
  scansFrom: IsoDay;
  clock: Clock;
  /** Empty; the floor moves in. */
  world: ConnecteamWorld;
  hub: Hub;
  say: (line: string) => void;
};

/** What one turn did. `daysToGo`: days of history whose scans are not posted yet. */
export type Turn = { punches: number; scans: BatchAnswer; daysToGo: number };

const SCANS_PER_POST = 1_000;
const PAUSE_MILLIS = 2_000;

/**
 * The warehouse in motion: what the plan says happens in the simulated time clock and goes out as scans, each thing when
 * it is due. What was due before the start is caught up: punches at once, scans of the latest day first, so that today's
 * board fills before the history does.
 */
export class DemoFloor {
  readonly company: Company;
  readonly #options: FloorOptions;
  #plannedThrough: IsoDay | null = null;
  /** Not done yet, by time. */
  #punches: PlannedPunch[] = [];
  /** Not sent yet and due after the start, by time. */
  #scans: PlannedScan[] = [];
  /** Due before the start, the oldest day first. */
  readonly #history: PlannedScan[][] = [];
  readonly #startedAt: EpochSeconds;

  constructor(options: FloorOptions) {
    this.#options = options;
    this.#startedAt = options.clock.now();
    this.company = foundCompany(options.world, options.settings);
    this.#punchWhatIsDue(this.#startedAt);
  }

  /** Runs until the signal; the history first, then a turn every few seconds. */
  async run(signal: AbortSignal, afterTurn: (turn: Turn) => void): Promise<void> {
    while (!signal.aborted) {
      const turn = await this.turn(signal);
      afterTurn(turn);
      if (turn.daysToGo === 0) await sleep(PAUSE_MILLIS, undefined, { signal });
    }
  }

  /** Does everything that is due by now, and one day's worth of history. */
  async turn(signal: AbortSignal): Promise<Turn> {
    const now = this.#options.clock.now();
    const punches = this.#punchWhatIsDue(now);
    const scans = await this.#post(
      takeWhile(this.#scans, (scan) => scan.sentAt <= now),
      signal,
    );
    const lastDay = this.#history.at(-1);
    if (lastDay !== undefined) {
      addUp(scans, await this.#post(lastDay, signal));
      this.#history.pop(); // only now: a turn that was cut off posts the day again
    }
    return { punches, scans, daysToGo: this.#history.length };
  }

  #punchWhatIsDue(now: EpochSeconds): number {
    this.#planThrough(addDays(businessDayOf(this.#calendar, now), 1));
    const due = takeWhile(this.#punches, (planned) => planned.at <= now);
    for (const planned of due) punch(this.#options.world, this.company, planned);
    return due.length;
  }

  #planThrough(lastDay: IsoDay): void {
    const { settings, firstDay, scansFrom } = this.#options;
    const nextDay = this.#plannedThrough === null ? firstDay : addDays(this.#plannedThrough, 1);
    const days = daysFromTo(nextDay, lastDay);
    if (days.length === 0) return;
    for (const day of days) {
      this.#punches.push(...planPunches(settings, day));
      if (day < scansFrom) continue;
      const scans = planScans(settings, day);
      const before = scans.filter((scan) => scan.sentAt <= this.#startedAt);
      if (before.length > 0) this.#history.push(before);
      this.#scans.push(...scans.filter((scan) => scan.sentAt > this.#startedAt));
    }
    this.#punches.sort(byTimeThenPerson);
    this.#scans.sort((a, b) => a.sentAt - b.sentAt);
    this.#plannedThrough = lastDay;
  }

  async #post(scans: readonly PlannedScan[], signal: AbortSignal): Promise<BatchAnswer> {
    const total: BatchAnswer = { accepted: 0, duplicates: 0, updated: 0, rejected: [] };
    for (let at = 0; at < scans.length; at += SCANS_PER_POST) {
      const answer = await this.#options.hub.postScans(scans.slice(at, at + SCANS_PER_POST), signal);
      addUp(total, answer);
      const [first] = answer.rejected;
      if (first !== undefined) {
        this.#options.say(`The hub rejected ${answer.rejected.length} scans, the first because: ${first.message}`);
      }
    }
    return total;
  }

  get #calendar() {
    return { timeZone: this.#options.settings.timeZone, dayStart: '00:00' };
  }
}

/** Removes and returns the leading elements that fulfil `test`. */
function takeWhile<T>(list: T[], test: (one: T) => boolean): T[] {
  const end = list.findIndex((one) => !test(one));
  return list.splice(0, end === -1 ? list.length : end);
}

function addUp(total: BatchAnswer, answer: BatchAnswer): void {
  total.accepted += answer.accepted;
  total.duplicates += answer.duplicates;
  total.updated += answer.updated;
  total.rejected.push(...answer.rejected);
}
