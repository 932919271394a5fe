type Fitting = {
  text: HTMLElement;
  /** The smallest share of its size that the text is set in. */
  min: number;
};

const fittings = new Map<Element, Fitting>();
let observer: ResizeObserver | undefined;

/**
 * Sets a text smaller where its place is too narrow, now and whenever the place changes. Returns what ends it. The
 * observer speaks once the page is laid out and before it is painted, of all that are new or changed: so no text makes
 * the page be laid out for itself alone.
 */
export function fitInto(place: HTMLElement, text: HTMLElement, min: number): () => void {
  fittings.set(place, { text, min });
  text.style.fontSize = '';
  observer ??= new ResizeObserver((entries) => fitAll(entries.map(({ target }) => target)));
  observer.observe(place);
  return () => {
    observer?.unobserve(place);
    fittings.delete(place);
  };
}

/** In their full size first, since a place may be as wide as its text; then all are read, then all are written. */
function fitAll(places: readonly Element[]): void {
  const known = places.flatMap((place) => {
    const fitting = fittings.get(place);
    return fitting === undefined ? [] : [{ place, ...fitting }];
  });
  for (const { text } of known) if (text.style.fontSize !== '') text.style.fontSize = '';
  const measured = known.map((one) => ({ ...one, share: one.place.clientWidth / one.text.scrollWidth }));
  for (const { text, min, share } of measured) {
    if (share < 1) text.style.fontSize = `${Math.max(min, share * 0.99)}em`;
  }
}
