import type { IssueKind } from './rules';

/** One and several, said about the data and not about the person. */
const WORDS: Record<IssueKind, readonly [one: string, several: string]> = {
  bad_period: ['clock-out that is not after its clock-in', 'clock-outs that are not after their clock-in'],
  overlap: ['day with overlapping clock periods', 'days with overlapping clock periods'],
  long_period: ['unusually long clock period', 'unusually long clock periods'],
  unknown_break_type: ['break of an unknown kind', 'breaks of an unknown kind'],
  missing_clock_out: ['missing clock-out', 'missing clock-outs'],
  stray_break: ['break outside of every clock period', 'breaks outside of every clock period'],
  missing_break_end: ['break without an end', 'breaks without an end'],
  no_scans: ['shift without a scan', 'shifts without a scan'],
  work_without_clock: ['day of scans without a clock-in', 'days of scans without a clock-in'],
  work_outside_clock: ['day with scans outside of the clock', 'days with scans outside of the clock'],
  unmapped_identity: ['login that nobody is linked to', 'logins that nobody is linked to'],
  unmapped_activity_type: ['kind of work without a department', 'kinds of work without a department'],
  suspicious_source: ['doubtful answer of a source', 'doubtful answers of a source'],
};

/** `3 missing clock-outs` */
export function issueCountText(kind: IssueKind, count: number): string {
  return `${count} ${WORDS[kind][count === 1 ? 0 : 1]}`;
}

/** `Missing clock-out` */
export function issueLabel(kind: IssueKind): string {
  const [one] = WORDS[kind];
  return `${one.slice(0, 1).toUpperCase()}${one.slice(1)}`;
}
