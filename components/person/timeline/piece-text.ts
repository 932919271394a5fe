import type { TimelinePiece } from '@/lib/domain/employees/prepare-timeline';
import { formatClockSeconds, formatDuration } from '@/lib/platform/time/format';

/** `06:45:00 to 06:50:00`, for what goes on `06:45:00 to now`. */
export function rangeText(piece: Pick<TimelinePiece, 'start' | 'end' | 'isOpen'>, timeZone: string): string {
  const end = piece.isOpen ? 'now' : formatClockSeconds(piece.end, timeZone);
  return `${formatClockSeconds(piece.start, timeZone)} to ${end}`;
}

/** All of a piece in one sentence, for screen readers. */
export function pieceLabel(piece: TimelinePiece, timeZone: string): string {
  return `${piece.what}: ${rangeText(piece, timeZone)}, ${formatDuration(piece.end - piece.start)}. ${piece.why}`;
}
