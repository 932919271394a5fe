'use client';

import { PartyPopper, Target, Trophy } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { type Celebration, celebrationsBetween, isStillTrue } from '@/lib/domain/screens/celebrations';
import type { ScreenFloor, ScreenSettings } from '@/lib/domain/screens/schema';
import { formatNumber } from '@/lib/platform/format/number';
import { monotonicMillis } from '@/lib/platform/time/clock';
import { playChime } from './chime';
import { FitText } from './fit-text';

const SHOWN_MILLIS = 5_000;
const ICONS = { lead: Trophy, goal: Target, milestone: PartyPopper } as const;
const MAX_REMEMBERED = 200;
/** What would wait longer is not told: it is no news any more. */
const MAX_WAITING = 4;

/** True milestones, for five seconds each, one after the other; a correction takes one away at once. */
export function Celebrations({ floor, settings }: { floor: ScreenFloor; settings: ScreenSettings }) {
  const [queue, setQueue] = useState<Celebration[]>([]);
  const before = useRef({ floor, at: monotonicMillis() });
  const celebrated = useRef(new Set<string>());

  const compare = useEffectEvent((next: ScreenFloor) => {
    const gapSeconds = (monotonicMillis() - before.current.at) / 1_000;
    const found = celebrationsBetween(before.current.floor, next, gapSeconds, formatNumber).filter(
      ({ key }) => !celebrated.current.has(key),
    );
    before.current = { floor: next, at: monotonicMillis() };
    if (celebrated.current.size > MAX_REMEMBERED) celebrated.current.clear();
    for (const { key } of found) celebrated.current.add(key);
    setQueue((waiting) => [...waiting, ...found].filter((one) => isStillTrue(one, next)).slice(0, MAX_WAITING));
    if (settings.hasSound && found.some(({ kind }) => kind !== 'milestone')) playChime(settings.volume);
  });
  useEffect(() => compare(floor), [floor]);

  const shown = queue[0];
  useEffect(() => {
    if (shown === undefined) return;
    const timer = setTimeout(() => setQueue((waiting) => waiting.filter(({ key }) => key !== shown.key)), SHOWN_MILLIS);
    return () => clearTimeout(timer);
  }, [shown]);

  // In a place of its own: what comes and goes beside the boards would have the styles of all of them computed anew.
  return <div className="contents">{shown !== undefined && <Shown key={shown.key} celebration={shown} />}</div>;
}

function Shown({ celebration: { kind, title, text } }: { celebration: Celebration }) {
  const Icon = ICONS[kind];
  return (
    <div
      role="status"
      data-testid="celebration"
      className="pointer-events-none absolute inset-0 z-20 grid grid-cols-[minmax(0,1fr)] place-items-center bg-tv-canvas/70 motion-safe:animate-tv-appear"
    >
      <div className="flex max-w-[84%] items-center gap-tv-l rounded-tv bg-tv-first px-tv-xl py-tv-l text-tv-first-ink shadow-float motion-safe:animate-tv-pop portrait:flex-col portrait:gap-tv-s portrait:text-center">
        <Icon className="size-[1.6em] shrink-0 text-tv-huge" aria-hidden />
        <div className="max-w-full min-w-0">
          <p className="text-tv-l opacity-90">{title}</p>
          <FitText className="text-tv-huge leading-none font-bold" min={0.32}>
            {text}
          </FitText>
        </div>
      </div>
    </div>
  );
}
