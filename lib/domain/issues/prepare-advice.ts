import type { IssueKind } from './rules';

/** What an issue is, in words for the manager of the person, and what to do about it. */
export type IssueAdvice = { title: string; advice: string };

const ADVICE: Record<IssueKind, IssueAdvice> = {
  bad_period: {
    title: 'Clock-out not after its clock-in',
    advice: 'The punch counts nowhere. Correct it in the time clock; the day is rescored by itself.',
  },
  overlap: {
    title: 'Clock periods overlap',
    advice: 'Time in both is counted once. Correct the punches if one of them is wrong.',
  },
  long_period: {
    title: 'Clock period longer than 14 h',
    advice: 'It counts as it is. Correct it in the time clock if somebody forgot to clock out.',
  },
  unknown_break_type: {
    title: 'Break of an unknown kind',
    advice: 'It counts as unpaid until the time clock says what it is.',
  },
  missing_clock_out: {
    title: 'No clock-out',
    advice: 'The period counts until its cap. Add the clock-out in the time clock; the day is rescored by itself.',
  },
  stray_break: {
    title: 'Break outside of every clock period',
    advice: 'It counts nowhere. Correct the break or the punches in the time clock.',
  },
  missing_break_end: {
    title: 'Break without an end',
    advice: 'It counts for 2 h at most. Add its end in the time clock.',
  },
  no_scans: {
    title: 'On the clock without a scan',
    advice: 'Find out whether scans are missing or the work needed none; resolve it with a note then.',
  },
  work_without_clock: {
    title: 'Scans without a clock period',
    advice: 'Active time is estimated. Add the punches in the time clock, or mark the person as a contractor.',
  },
  work_outside_clock: {
    title: 'Scans off the clock',
    advice: 'They count for items and points, never for active time. Correct the punches if they are wrong.',
  },
  unmapped_identity: {
    title: 'Login that is linked to nobody',
    advice: 'Its work counts for no person until an admin links it under Mappings.',
  },
  unmapped_activity_type: {
    title: 'Kind of work without a role',
    advice: 'It counts nowhere until an admin maps it to a department.',
  },
  suspicious_source: {
    title: 'A source answered with too little',
    advice: 'Nothing was removed. It clears by itself with the next full answer.',
  },
};

export function issueAdvice(kind: IssueKind): IssueAdvice {
  return ADVICE[kind];
}
