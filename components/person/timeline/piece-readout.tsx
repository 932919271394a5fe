import { ChevronLeft, ChevronRight } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import type { TimelinePiece } from '@/lib/domain/employees/prepare-timeline';
import { formatDuration } from '@/lib/platform/time/format';
import { type DepartmentColours, lookOf } from './piece-looks';
import { rangeText } from './piece-text';

type PieceReadoutProps = {
  /** Null: none is pointed at or chosen. */
  piece: TimelinePiece | null;
  colours: DepartmentColours;
  timeZone: string;
  onStep(by: -1 | 1): void;
};

/** The piece that is pointed at or chosen, to the second and with its reason. Its place is kept while there is none. */
export function PieceReadout({ piece, colours, timeZone, onStep }: PieceReadoutProps) {
  return (
    <div className="flex items-center gap-2 rounded-lg bg-sunken/60 p-2 print:hidden">
      <div
        role="status"
        aria-label="Chosen piece"
        className="grid min-h-[7.5rem] min-w-0 flex-1 content-center px-1 sm:min-h-13"
      >
        {piece === null ? (
          <p className="text-sm text-ink-muted">
            Point at a piece or tap it: it says what it is, to the second, and why. The arrow keys walk on from there.
          </p>
        ) : (
          <>
            <p className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
              <span className="flex min-w-0 items-center gap-2 font-medium">
                <Swatch piece={piece} colours={colours} />
                {piece.what}
              </span>
              <span>{rangeText(piece, timeZone)}</span>
              <span className="text-ink-muted">{formatDuration(piece.end - piece.start)}</span>
            </p>
            <p className="text-sm text-ink-muted">{piece.why}</p>
          </>
        )}
      </div>
      <div className="flex shrink-0 gap-1">
        <Button size="icon" variant="ghost" aria-label="Previous piece" onClick={() => onStep(-1)}>
          <ChevronLeft aria-hidden />
        </Button>
        <Button size="icon" variant="ghost" aria-label="Next piece" onClick={() => onStep(1)}>
          <ChevronRight aria-hidden />
        </Button>
      </div>
    </div>
  );
}

function Swatch({ piece, colours }: { piece: TimelinePiece; colours: DepartmentColours }) {
  const look = lookOf(piece, colours);
  return <span aria-hidden className={cn('h-3.5 w-5 shrink-0 rounded-sm', look.className)} style={look.style} />;
}
