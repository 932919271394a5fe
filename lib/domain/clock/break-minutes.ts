import type { EpochSeconds } from '@/lib/platform/time/instant';
import { clip, lengthOf, unionOf } from '@/lib/platform/time/intervals';

/**
 * Whole minutes of a person's breaks inside a period (contract.md 3, sync.md Contradictions). Breaks at the same time
 * count once; one without an end counts once it has one. A period without clock_out reaches to the end of time, so the
 * answer depends on facts only.
 */
export function breakMinutesOf(
  period: { clockIn: EpochSeconds; clockOut: EpochSeconds | null },
  breaks: readonly { breakStart: EpochSeconds; breakEnd: EpochSeconds | null }[],
): number {
  const ended = breaks.flatMap((one) => (one.breakEnd === null ? [] : [{ start: one.breakStart, end: one.breakEnd }]));
  const inside = clip(unionOf(ended), period.clockIn, period.clockOut ?? Number.POSITIVE_INFINITY);
  return Math.floor(lengthOf(inside) / 60);
}
