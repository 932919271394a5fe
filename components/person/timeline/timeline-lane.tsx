import { memo } from 'react';
import { cn } from '@/components/ui/class-names';
import type { TimelineLane, TimelinePiece } from '@/lib/domain/employees/prepare-timeline';
import type { Interval } from '@/lib/platform/time/intervals';
import { type DepartmentColours, lookOf } from './piece-looks';
import { pieceLabel } from './piece-text';

type LaneProps = {
  lane: TimelineLane;
  window: Interval;
  colours: DepartmentColours;
  timeZone: string;
  /** The piece that the tab key reaches, where it is in this lane. */
  reachable: string | null;
  /** The piece that is told of, where it is in this lane. */
  told: string | null;
};

/** A lane to scale. Its pieces are buttons of which the tab key reaches one; the arrow keys go on from there. */
export const LaneOfTimeline = memo(function LaneOfTimeline(props: LaneProps) {
  const { lane, window, colours, timeZone, reachable, told } = props;
  const isDay = lane.key === 'day';
  return (
    <div className="lg:grid lg:grid-cols-[9rem_minmax(0,1fr)] lg:items-center">
      <p className="sticky left-0 z-10 w-fit max-w-[calc(100vw-4rem)] truncate bg-surface pr-2 text-xs text-ink-muted lg:w-full lg:py-1 lg:text-sm">
        {lane.label}
      </p>
      <div className="grid gap-0.5">
        {lane.rows.map((row, index) => (
          <ul
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
            key={index}
            aria-label={lane.label}
            data-lane={lane.key}
            data-row={index}
            className={cn('relative', isDay ? 'h-11' : 'h-6')}
          >
            {row.map((piece) => (
              <Piece
                key={piece.id}
                piece={piece}
                window={window}
                colours={colours}
                timeZone={timeZone}
                isReachable={piece.id === reachable}
                isTold={piece.id === told}
              />
            ))}
          </ul>
        ))}
      </div>
    </div>
  );
});

type PieceProps = {
  piece: TimelinePiece;
  window: Interval;
  colours: DepartmentColours;
  timeZone: string;
  isReachable: boolean;
  isTold: boolean;
};

function Piece({ piece, window, colours, timeZone, isReachable, isTold }: PieceProps) {
  const look = lookOf(piece, colours);
  return (
    <li
      className="absolute inset-y-0 flex min-w-[2px] items-center"
      style={{
        left: `${shareOf(piece.start, window)}%`,
        width: `${shareOf(piece.end, window) - shareOf(piece.start, window)}%`,
      }}
    >
      <button
        type="button"
        data-piece={piece.id}
        data-kind={piece.kind}
        tabIndex={isReachable ? 0 : -1}
        aria-label={pieceLabel(piece, timeZone)}
        className={cn(
          'w-full rounded-[3px] print:print-color-adjust-exact',
          'focus-visible:z-20 focus-visible:outline-offset-1',
          look.className,
          piece.kind === 'period' ? 'h-3' : 'h-full',
          piece.isOpen && 'rounded-r-none',
          isTold && 'ring-2 ring-ink ring-offset-1 ring-offset-surface',
        )}
        style={look.style}
      />
    </li>
  );
}

/** Where an instant lies in the window, 0 to 100. */
export function shareOf(instant: number, window: Interval): number {
  return ((instant - window.start) / (window.end - window.start)) * 100;
}
