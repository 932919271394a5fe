import { type RefObject, useEffect, useState } from 'react';

/** What is said of the cell under the pointer or with the focus; null for none. */
export type HintText = { title: string; text: string };
type Shown = HintText & { left: number; top: number; isBelow: boolean };

/** Half of the widest hint, to keep it on the screen. */
const HALF_WIDTH = 150;
const ROOM_ABOVE = 110;

type HeatHintProps = { within: RefObject<HTMLElement | null>; describe(element: HTMLElement): HintText | null };

/**
 * Tells of a cell what does not fit into it. It listens by itself, so that moving over cells draws nothing else anew;
 * what it says is in the cells' names too, so it is not read out again.
 */
export function HeatHint({ within, describe }: HeatHintProps) {
  const [shown, setShown] = useState<Shown | null>(null);
  useEffect(() => {
    const area = within.current;
    if (area === null) return;
    const show = (target: EventTarget | null) => {
      const cell = target instanceof Element ? target.closest<HTMLElement>('[data-cell]') : null;
      const hint = cell === null ? null : describe(cell);
      if (cell === null || hint === null) {
        setShown(null);
        return;
      }
      const box = cell.getBoundingClientRect();
      const middle = box.left + box.width / 2;
      const isBelow = box.top < ROOM_ABOVE;
      const left = Math.max(HALF_WIDTH, Math.min(window.innerWidth - HALF_WIDTH, middle));
      setShown({ ...hint, left, top: isBelow ? box.bottom + 6 : box.top - 6, isBelow });
    };
    const onOver = (event: PointerEvent) => {
      if (event.pointerType !== 'touch') show(event.target);
    };
    const onFocus = (event: FocusEvent) => {
      if (event.target instanceof Element && event.target.matches(':focus-visible')) show(event.target);
    };
    const hide = () => setShown(null);
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') hide();
    };
    area.addEventListener('pointerover', onOver);
    area.addEventListener('pointerleave', hide);
    area.addEventListener('focusin', onFocus);
    area.addEventListener('focusout', hide);
    window.addEventListener('scroll', hide, { capture: true, passive: true });
    window.addEventListener('keydown', onKey);
    return () => {
      area.removeEventListener('pointerover', onOver);
      area.removeEventListener('pointerleave', hide);
      area.removeEventListener('focusin', onFocus);
      area.removeEventListener('focusout', hide);
      window.removeEventListener('scroll', hide, { capture: true });
      window.removeEventListener('keydown', onKey);
    };
  }, [within, describe]);
  if (shown === null) return null;
  return (
    <div
      aria-hidden
      className="pointer-events-none fixed z-40 w-max max-w-[18.5rem] -translate-x-1/2 rounded-lg border bg-surface px-3 py-2 text-sm shadow-float data-[above=true]:-translate-y-full print:hidden"
      data-above={!shown.isBelow}
      style={{ left: shown.left, top: shown.top }}
    >
      <p className="font-medium">{shown.title}</p>
      <p className="text-ink-muted">{shown.text}</p>
    </div>
  );
}
