type Fitting = {
  place: HTMLElement;
  text: HTMLElement;
  /** The smallest share of its size that the text is set in. */
  min: number;
  /** Pixels of the place when the text was fitted into it. */
  width: number;
};

const fittings = new Map<Element, Fitting>();
const waiting = new Set<Fitting>();
let observer: ResizeObserver | undefined;

/**
 * Sets a text smaller where its place is too narrow, now and whenever the place changes. All texts that wait are measured
 * in one go, so that the page is laid out once and not once for each. Returns what ends it.
 */
export function fitInto(place: HTMLElement, text: HTMLElement, min: number): () => void {
  const fitting = { place, text, min, width: 0 };
  fittings.set(place, fitting);
  // After all of this commit are known, and before anything is painted.
  if (waiting.size === 0) queueMicrotask(fitAll);
  waiting.add(fitting);
  observer ??= new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries) {
      const known = fittings.get(target);
      if (known !== undefined && Math.round(contentRect.width) !== known.width) waiting.add(known);
    }
    fitAll();
  });
  observer.observe(place);
  return () => {
    observer?.unobserve(place);
    fittings.delete(place);
    waiting.delete(fitting);
  };
}

function fitAll(): void {
  for (const { text } of waiting) text.style.fontSize = '';
  const measured = [...waiting].map((fitting) => {
    fitting.width = fitting.place.clientWidth;
    return { ...fitting, share: fitting.width / fitting.text.scrollWidth };
  });
  waiting.clear();
  for (const { text, min, share } of measured) {
    if (share < 1) text.style.fontSize = `${Math.max(min, share * 0.99)}em`;
  }
}
