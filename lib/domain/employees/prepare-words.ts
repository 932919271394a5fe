import { formatNumber } from '@/lib/platform/format/number';
import { formatClockSeconds, formatSpan } from '@/lib/platform/time/format';
import { fromIsoInstant } from '@/lib/platform/time/instant';
import type { PersonDay } from './schema';

/** What a stretch of the day is, and why it counts as it does. About the process, never an accusation (domain.md 10). */
export type PieceWords = { what: string; why: string };

type Segment = PersonDay['segments'][number];
type Period = PersonDay['periods'][number];
type Pause = PersonDay['breaks'][number];
type Activity = PersonDay['activities'][number];
export type IdleOfDay = PersonDay['idle'][number];

export function segmentWords(segment: Segment, day: PersonDay): PieceWords {
  const where = segment.departments.length === 0 ? '' : `, ${segment.departments.join(' and ')}`;
  switch (segment.kind) {
    case 'work':
      return day.score.activeFrom === 'windows'
        ? { what: `Active${where}`, why: 'A work window of a day without a clock.' }
        : { what: `Active${where}`, why: 'Scans, and pauses that are no longer than their allowance.' };
    case 'idle':
      return { what: `Idle${where}`, why: 'On the clock without scans for longer than the allowance.' };
    case 'no_scans':
      return {
        what: 'On the clock, no scans',
        why: day.employee.isScanning
          ? 'There is no scan in the clocked time of this day: neither active nor idle.'
          : 'This person does not scan: neither active nor idle.',
      };
    case 'break':
      return { what: 'Break', why: 'Not clocked time: neither active nor idle.' };
    case 'outside':
      return {
        what: `Work off the clock${where}`,
        why: 'Counts for items and points, never for active time.',
      };
    case 'off':
      return { what: 'Off the clock', why: 'Neither clocked in nor scanning.' };
  }
}

export function periodWords(period: Period, isOpen: boolean, timeZone: string): PieceWords {
  if (isOpen) return { what: 'On the clock', why: 'Clocked in now.' };
  if (period.clockOut !== null) return { what: 'On the clock', why: 'From clock-in to clock-out.' };
  const end = formatClockSeconds(fromIsoInstant(period.endsAt), timeZone);
  return { what: 'On the clock, no clock-out', why: `Nobody clocked out: it counts as closed at ${end}.` };
}

export function breakWords(pause: Pause, isOpen: boolean): PieceWords {
  const what = pause.isPaid ? 'Paid break' : 'Unpaid break';
  if (isOpen) return { what, why: 'On a break now.' };
  return { what, why: pause.end === null ? 'It has no end and counts for 2 h at most.' : 'Neither active nor idle.' };
}

export function activityWords(activity: Activity, timeZone: string): PieceWords {
  const items = activity.items === 1 ? '1 item' : `${formatNumber(activity.items)} items`;
  if (activity.department === null) {
    return {
      what: `${items} of type ${activity.activityType}`,
      why: 'No role is known for this type yet: it counts nowhere until an admin maps it.',
    };
  }
  const what = `${items}, ${formatNumber(activity.points, 3)} points`;
  if (!activity.isOnClock) return { what, why: 'Off the clock: counts for items and points, never for active time.' };
  const end = formatClockSeconds(fromIsoInstant(activity.windowEnd), timeZone);
  return {
    what,
    why: `A pause of ${formatSpan(activity.allowanceSeconds)} after it is normal, from ${end} on.`,
  };
}

/** An idle period and the allowance before it. */
export function idleWords(idle: IdleOfDay, timeZone: string): { allowance: PieceWords; pause: PieceWords } {
  const length = formatSpan(idle.allowanceSeconds);
  const what = idle.department === null ? 'Idle' : `Idle, ${idle.department}`;
  return {
    allowance: { what: `Allowance of ${length}`, why: `${ALLOWANCE_WORDS[idle.allowanceOf]} Counts as active.` },
    pause: { what, why: `${idleReason(idle, timeZone)} ${END_WORDS[idle.endedBy]}` },
  };
}

/** `No scans at Heat Press for 22 min after the allowance of 15 min, which ran from 06:30:00.` */
function idleReason(idle: IdleOfDay, timeZone: string): string {
  const [span, allowance] = [formatSpan(idle.durationSeconds), formatSpan(idle.allowanceSeconds)];
  const since = formatClockSeconds(fromIsoInstant(idle.allowanceFrom), timeZone);
  switch (idle.allowanceOf) {
    case 'settling_in':
      return `No scan for ${span} after the ${allowance} for settling in, which ran from ${since}.`;
    case 'interruption':
      return `No scans for ${span} after the ${allowance} to get going again, which ran from ${since}.`;
    case 'activity': {
      const where = idle.department === null ? '' : ` at ${idle.department}`;
      return `No scans${where} for ${span} after the allowance of ${allowance}, which ran from ${since}.`;
    }
  }
}

const ALLOWANCE_WORDS: Record<IdleOfDay['allowanceOf'], string> = {
  settling_in: 'The beginning of the day is for settling in.',
  interruption: 'After an interruption it takes a while to get going again.',
  activity: 'So long a pause after the scan before it is normal.',
};

const END_WORDS: Record<IdleOfDay['endedBy'], string> = {
  activity: 'It ended with the next scan.',
  interruption: 'It ended with the 5 min before an interruption, which are for wrapping up.',
  clean_up: 'It ended with the last 15 min, which are for cleaning up.',
  still: 'It went on when the score was made.',
};
