'use client';

import { useEffect, useRef, useState } from 'react';
import { monotonicMillis } from '@/lib/platform/time/clock';
import type { EpochSeconds } from '@/lib/platform/time/instant';

/** The server's present as far as the browser knows it. The device's own clock may be wrong and is not asked. */
export type ServerClock = {
  now(): EpochSeconds;
  /** The server just said what time it is. */
  hear(now: EpochSeconds): void;
};

const TICK_MILLIS = 1_000;

export function useServerClock(initialNow: EpochSeconds): ServerClock {
  const clock = useRef<ServerClock | null>(null);
  if (clock.current === null) {
    let base = { now: initialNow, heardAt: monotonicMillis() };
    clock.current = {
      now: () => base.now + Math.floor((monotonicMillis() - base.heardAt) / 1000),
      hear: (now) => {
        base = { now, heardAt: monotonicMillis() };
      },
    };
  }
  return clock.current;
}

/** The server's present, again every second; the first value is `initialNow`, so that server and browser draw the same. */
export function useTickingNow(clock: ServerClock, initialNow: EpochSeconds): EpochSeconds {
  const [now, setNow] = useState(initialNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(clock.now()), TICK_MILLIS);
    return () => clearInterval(timer);
  }, [clock]);
  return now;
}
