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

/** First everything is read, then everything is written. */
function fitAll(places: readonly Element[]): void {
  const wanted = places.flatMap((place) => {
    const fitting = fittings.get(place);
    if (fitting === undefined) return [];
    const { text, min } = fitting;
    const shown = Number.parseFloat(text.style.fontSize || '1');
    // As wide as it would be in its full size: a text that was made smaller is not made large to be measured.
    const share = (place.clientWidth / text.scrollWidth) * shown;
    return [{ text, size: share < 1 ? `${Math.max(min, share * 0.99).toFixed(3)}em` : '' }];
  });
  for (const { text, size } of wanted) {
    if (text.style.fontSize !== size) text.style.fontSize = size;
  }
}
