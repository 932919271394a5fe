import {
  piecesOf,
  type Timeline,
  type TimelineLane,
  type TimelinePiece,
} from '@/lib/domain/employees/prepare-timeline';

/** Where a key leads from a piece: along its lane, to the lane above or below at the same time, to an end of the lane. */
export function stepFrom(timeline: Timeline, id: string, key: string): TimelinePiece | null {
  const at = timeline.lanes.findIndex((lane) => inLane(lane).some((piece) => piece.id === id));
  const lane = timeline.lanes[at];
  if (lane === undefined) return null;
  const pieces = inLane(lane);
  const index = pieces.findIndex((piece) => piece.id === id);
  switch (key) {
    case 'ArrowLeft':
      return pieces[index - 1] ?? null;
    case 'ArrowRight':
      return pieces[index + 1] ?? null;
    case 'Home':
      return pieces[0] ?? null;
    case 'End':
      return pieces.at(-1) ?? null;
    case 'ArrowUp':
    case 'ArrowDown': {
      const next = timeline.lanes[at + (key === 'ArrowUp' ? -1 : 1)];
      const current = pieces[index];
      return next === undefined || current === undefined ? null : nearestTo(inLane(next), current);
    }
    default:
      return null;
  }
}

/** The pieces of a lane by start, whatever their row. */
export function inLane(lane: TimelineLane): TimelinePiece[] {
  return piecesOf([lane]);
}

function nearestTo(pieces: readonly TimelinePiece[], from: TimelinePiece): TimelinePiece | null {
  const middle = (from.start + from.end) / 2;
  const distance = (piece: TimelinePiece) => Math.max(piece.start - middle, middle - piece.end, 0);
  return pieces.reduce<TimelinePiece | null>(
    (best, piece) => (best === null || distance(piece) < distance(best) ? piece : best),
    null,
  );
}
