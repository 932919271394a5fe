'use client';

import {
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { cn } from '@/components/ui/class-names';
import { pieceNear, type Timeline, type TimelinePiece } from '@/lib/domain/employees/prepare-timeline';
import { NowLine } from './now-line';
import type { DepartmentColours } from './piece-looks';
import { LaneOfTimeline, shareOf } from './timeline-lane';
import { inLane, stepFrom } from './timeline-steps';

type TimelineChartProps = {
  timeline: Timeline;
  colours: DepartmentColours;
  timeZone: string;
  /** 1: as wide as its place, or as wide as it must be to be legible. */
  zoom: number;
  chosen: string | null;
  onChoose(id: string | null): void;
  onPoint(id: string | null): void;
  onZoom(direction: -1 | 1): void;
};

/** An hour is never narrower, so that its label and the pieces in it can be read. */
const REM_PER_HOUR = 3.5;
const MOUSE_PIXELS = 6;
const FINGER_PIXELS = 18;

/** The lanes of a day over one time axis. Scrolls inside itself; one stop of the tab key, then the arrow keys. */
export function TimelineChart(props: TimelineChartProps) {
  const { timeline, colours, timeZone, zoom, chosen, onChoose, onPoint, onZoom } = props;
  const { window, marks, lanes } = timeline;
  const scroller = useRef<HTMLDivElement>(null);
  const [pointed, setPointed] = useState<string | null>(null);
  useKeptMiddle(scroller, zoom, timeline.isOpen);
  useEffect(() => {
    if (chosen !== null)
      pieceElement(scroller.current, chosen)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [chosen]);
  const first = lanes[0]?.rows[0]?.[0]?.id ?? null;
  const isThere = lanes.some((lane) => inLane(lane).some((piece) => piece.id === chosen));
  const reachable = isThere ? chosen : first;
  const hours = (window.end - window.start) / 3600;

  const point = (id: string | null) => {
    setPointed(id);
    onPoint(id);
  };
  const focusPiece = (id: string) => pieceElement(scroller.current, id)?.focus();
  const onKeyDown = (event: KeyboardEvent) => {
    const id = event.target instanceof HTMLElement ? event.target.dataset.piece : undefined;
    if (id === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '+' || event.key === '-') onZoom(event.key === '+' ? 1 : -1);
    else if (event.key === 'Escape') onChoose(null);
    else {
      const next = stepFrom(timeline, id, event.key);
      if (next === null) return;
      focusPiece(next.id);
    }
    event.preventDefault();
  };
  const onFocus = ({ target }: { target: EventTarget }) => {
    if (target instanceof HTMLElement && target.dataset.piece !== undefined) onChoose(target.dataset.piece);
  };
  const onPointerMove = (event: PointerEvent) => {
    if (event.pointerType === 'mouse') point(pieceUnder(event, timeline, MOUSE_PIXELS)?.id ?? null);
  };
  const onClick = (event: MouseEvent) => {
    // Without a pointer the click is a key on the piece that has the focus.
    if (event.detail === 0) return;
    const piece = pieceUnder(event, timeline, FINGER_PIXELS);
    if (piece !== null) focusPiece(piece.id);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: listens for all pieces, which are buttons
    <div
      ref={scroller}
      data-testid="timeline"
      className="relative overflow-x-auto overscroll-x-contain pb-1 print:overflow-visible"
      onKeyDown={onKeyDown}
      onFocus={onFocus}
      onPointerMove={onPointerMove}
      onPointerLeave={() => point(null)}
      onClick={onClick}
    >
      <div
        className="relative grid gap-1.5 lg:gap-1 print:w-full!"
        style={{ width: `calc(max(100%, ${(hours * REM_PER_HOUR).toFixed(2)}rem) * ${zoom})` }}
      >
        <div className="pointer-events-none absolute inset-y-0 right-0 left-0 lg:left-36" aria-hidden>
          {marks.map((mark) => (
            <div
              key={mark.at}
              className={cn('absolute inset-y-0 border-l', mark.isJump && 'border-dashed border-warn')}
              style={{ left: `${shareOf(mark.at, window)}%` }}
            >
              <span
                className={cn(
                  'absolute left-1 text-[0.6875rem] leading-4 whitespace-nowrap text-ink-muted',
                  // Above the hours there is the present, wherever it is.
                  timeline.isOpen ? 'top-4' : 'top-0',
                )}
              >
                {mark.label}
                {mark.isJump && ' clocks change'}
              </span>
            </div>
          ))}
          {timeline.isOpen && <NowLine window={window} />}
        </div>
        <div className={timeline.isOpen ? 'h-8' : 'h-4'} />
        {lanes.map((lane) => {
          const has = (id: string | null) => (inLane(lane).some((piece) => piece.id === id) ? id : null);
          return (
            <LaneOfTimeline
              key={lane.key}
              lane={lane}
              window={window}
              colours={colours}
              timeZone={timeZone}
              reachable={has(reachable)}
              told={has(pointed ?? chosen)}
            />
          );
        })}
      </div>
    </div>
  );
}

export function pieceElement(within: ParentNode | null, id: string): HTMLElement | null {
  return within?.querySelector<HTMLElement>(`[data-piece="${CSS.escape(id)}"]`) ?? null;
}

/** The piece at the pointer, or the nearest one in its row: short pieces are thinner than a finger. */
function pieceUnder(event: MouseEvent, timeline: Timeline, tolerancePixels: number): TimelinePiece | null {
  const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-lane]') : null;
  const lane = timeline.lanes.find((one) => one.key === row?.dataset.lane);
  if (row === null || lane === undefined) return null;
  const { left, width } = row.getBoundingClientRect();
  const secondsPerPixel = (timeline.window.end - timeline.window.start) / width;
  const at = timeline.window.start + (event.clientX - left) * secondsPerPixel;
  return pieceNear(lane, Number(row.dataset.row), at, tolerancePixels * secondsPerPixel);
}

/** Zooming keeps what is in the middle there; a day that goes on begins at its end. */
function useKeptMiddle(scroller: React.RefObject<HTMLDivElement | null>, zoom: number, isOpen: boolean): void {
  const middle = useRef<number | null>(null);
  const wasOpen = useRef(isOpen);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const remember = () => {
      middle.current = (element.scrollLeft + element.clientWidth / 2) / element.scrollWidth;
    };
    if (middle.current === null && wasOpen.current) element.scrollLeft = element.scrollWidth;
    remember();
    element.addEventListener('scroll', remember, { passive: true });
    return () => element.removeEventListener('scroll', remember);
  }, [scroller]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the width of the content follows the zoom
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null || middle.current === null) return;
    element.scrollLeft = middle.current * element.scrollWidth - element.clientWidth / 2;
  }, [scroller, zoom]);
}
