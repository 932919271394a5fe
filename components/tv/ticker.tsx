'use client';

import { useLayoutEffect, useRef, useState } from 'react';
import type { ScreenFloor } from '@/lib/domain/screens/schema';
import { formatNumber } from '@/lib/platform/format/number';
import { formatClock } from '@/lib/platform/time/format';
import { fromIsoInstant } from '@/lib/platform/time/instant';
import { useUnit } from './use-unit';

/** Tv units a second: slow enough to read on the way. */
const UNITS_PER_SECOND = 5;

/** What happened today, running along the bottom. New words come in between two rounds, so that nothing jumps. */
export function Ticker({ floor, timeZone }: { floor: ScreenFloor; timeZone: string }) {
  const news = newsOf(floor, timeZone);
  const [shown, setShown] = useState(news);
  const [seconds, setSeconds] = useState(0);
  const unit = useUnit();
  const half = useRef<HTMLSpanElement>(null);
  const latest = useRef(news);
  useLayoutEffect(() => {
    latest.current = news;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words decide the width
  useLayoutEffect(() => {
    const element = half.current;
    if (element === null) return;
    setSeconds(element.offsetWidth / (unit * UNITS_PER_SECOND));
  }, [shown, unit]);
  const text = shown.length === 0 ? news : shown;
  if (text.length === 0) return null;
  const words = text.map((one) => (
    <span key={one} className="pr-[3em]">
      {one}
    </span>
  ));
  return (
    <div
      className="h-full min-w-0 flex-1 overflow-hidden text-tv-m whitespace-nowrap text-tv-muted"
      data-testid="ticker"
    >
      <span
        className="inline-flex h-full min-w-full items-center motion-safe:animate-ticker"
        style={{ animationDuration: `${Math.max(20, seconds)}s` }}
        onAnimationIteration={() => {
          if (latest.current.join() !== shown.join()) setShown(latest.current);
        }}
      >
        <span ref={half} className="inline-block min-w-full">
          {words}
        </span>
        <span aria-hidden className="inline-block min-w-full">
          {words}
        </span>
      </span>
    </div>
  );
}

/** Only what the numbers say, with the time at which they said it, since it runs on for a while. */
function newsOf(floor: ScreenFloor, timeZone: string): string[] {
  const at = formatClock(fromIsoInstant(floor.asOf), timeZone);
  const best = [...floor.departments].sort((a, b) => b.points - a.points)[0];
  return [
    `${formatNumber(floor.site.finishedItems)} finished items at ${at}`,
    ...(best !== undefined && best.points > 0
      ? [`${best.department} led with ${formatNumber(Math.floor(best.points))} points`]
      : []),
    ...floor.awards.slice(0, 8).map(({ name, label }) => `${name}: ${label}`),
    ...floor.streaks.slice(0, 5).map(({ name, streak }) => `${name}: ${streak} days in a row`),
  ];
}
