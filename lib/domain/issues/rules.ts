import { isDeepStrictEqual } from 'node:util';

/** domain.md 10, Data issues */
export const ISSUE_KINDS = [
  'bad_period',
  'overlap',
  'long_period',
  'unknown_break_type',
  'missing_clock_out',
  'stray_break',
  'missing_break_end',
  'no_scans',
  'work_without_clock',
  'work_outside_clock',
  'unmapped_identity',
  'unmapped_activity_type',
  'suspicious_source',
] as const;
export type IssueKind = (typeof ISSUE_KINDS)[number];

/** Whether two details say the same once both went through JSON (missing and undefined are one). */
export function isSameDetails(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(JSON.parse(JSON.stringify(a ?? null)), JSON.parse(JSON.stringify(b ?? null)));
}
