'use client';

import { useSite } from '@/components/layout/hub-context';
import { useNow } from '@/components/live/live-provider';
import { formatClock } from '@/lib/platform/time/format';
import type { Interval } from '@/lib/platform/time/intervals';
import { shareOf } from './timeline-lane';

/** The present on the timeline, moving by the second. */
export function NowLine({ window }: { window: Interval }) {
  const { timeZone } = useSite();
  const now = useNow();
  if (now < window.start || now > window.end) return null;
  return (
    <div
      data-testid="now-line"
      className="pointer-events-none absolute inset-y-0 z-10 w-0 border-l-2 border-accent"
      style={{ left: `${shareOf(now, window)}%` }}
    >
      <span className="absolute top-0 right-1 rounded bg-accent px-1 text-[0.6875rem] leading-4 whitespace-nowrap text-accent-ink">
        now {formatClock(now, timeZone)}
      </span>
    </div>
  );
}
