'use client';

import { type CSSProperties, useSyncExternalStore } from 'react';

/**
 * The shorter way to fill the screen, in hundredths of a 16:9 width, or of a 9:16 height: the same picture on every size.
 * As `--tv-unit` of app/globals.css, which holds where nobody has to measure.
 */
function currentUnit(): number {
  const { innerWidth: width, innerHeight: height } = window;
  const isPortrait = height > width;
  const unit = isPortrait ? Math.min(width / 56.25, height / 100) : Math.min(width / 100, height / 56.25);
  return Math.round(unit * 100) / 100;
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener('resize', onChange);
  return () => window.removeEventListener('resize', onChange);
}

/** Pixels of the unit that everything on a screen is measured in. On the server 19.2, as at 1080p. */
export function useUnit(): number {
  return useSyncExternalStore(subscribe, currentUnit, () => 19.2);
}

/** The unit as style of what fills the screen, to the same hundredth as those who measure in it. */
export function useUnitStyle(): CSSProperties {
  const style: Record<`--${string}`, string> = { '--tv-unit': `${useUnit()}px` };
  return style;
}
