'use client';

import { type CSSProperties, useSyncExternalStore } from 'react';

/** The shorter way to fill the screen, in hundredths of a 16:9 width, or of a 9:16 height: the same picture on every size. */
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

/** The unit that everything on a screen is measured in, as style of whatever fills it. On the server as at 1080p. */
export function useUnitStyle(): CSSProperties {
  const unit = useSyncExternalStore(subscribe, currentUnit, () => 19.2);
  const style: Record<`--${string}`, string> = { '--tv-unit-px': String(unit), '--tv-unit': `${unit}px` };
  return style;
}
