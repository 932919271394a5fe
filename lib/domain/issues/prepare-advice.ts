import type { IssueKind } from './rules';

const ADVICE: Record<IssueKind, string> = {
  bad_period: 'The punch counts nowhere. Correct it in the time clock; the day is rescored by itself.',
  overlap: 'Time in both is counted once. Correct the punches if one of them is wrong.',
  long_period: 'It counts as it is. Correct it in the time clock if somebody forgot to clock out.',
  unknown_break_type: 'It counts as unpaid until the time clock says what it is.',
  missing_clock_out:
    'The period counts until its cap. Add the clock-out in the time clock; the day is rescored by itself.',
  stray_break: 'It counts nowhere. Correct the break or the punches in the time clock.',
  missing_break_end: 'It counts for 2 h at most. Add its end in the time clock.',
  no_scans: 'Find out whether scans are missing or the work needed none; resolve it with a note then.',
  work_without_clock:
    'Active time is estimated. Add the punches in the time clock, or mark the person as a contractor.',
  work_outside_clock: 'They count for items and points, never for active time. Correct the punches if they are wrong.',
  unmapped_identity: 'Its work counts for no person until an admin links it under Mappings.',
  unmapped_activity_type: 'It counts nowhere until an admin gives it to a department, under Departments.',
  suspicious_source: 'Nothing was removed. It clears by itself with the next full answer.',
};

/** How it counts as it is, and what to do about it. */
export function issueAdvice(kind: IssueKind): string {
  return ADVICE[kind];
}
