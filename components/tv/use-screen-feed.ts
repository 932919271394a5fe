'use client';

import { replaceEqualDeep } from '@tanstack/react-query';
import { startTransition, useEffect, useEffectEvent, useRef, useState } from 'react';
import { type ServerClock, useServerClock } from '@/components/live/server-clock';
import type { OwnScreen, ScreenFloor } from '@/lib/domain/screens/schema';
import { monotonicMillis } from '@/lib/platform/time/clock';
import { fromIsoInstant } from '@/lib/platform/time/instant';
import { ask, isPageReady, lazyPart } from './reload';

/** `gone`: the token is not valid any more. */
export type ScreenFeed = {
  screen: OwnScreen;
  floor: ScreenFloor | null;
  clock: ServerClock;
  /** Monotonic milliseconds of the last word from the server. */
  heardAt: React.RefObject<number>;
  /** Whether the server would have noticed a change until its last word. */
  isWatching: boolean;
  isGone: boolean;
};

/** The server says something every 5 s; after this much silence the connection is made anew. */
const SILENCE_MILLIS = 12_000;
/** A connection that is not there after this much never comes: its packets were lost on the way. */
const OPENING_MILLIS = 5_000;
const FIRST_RETRY_MILLIS = 1_000;
/** Within ten seconds of the network's return the screen is back. */
const MAX_RETRY_MILLIS = 3_000;
const POLL_MILLIS = 5_000;
const BEAT_MILLIS = 60_000;
/** All screens of a hall do not load a new version in the same second. */
const RELOAD_SPREAD_MILLIS = 15_000;
const RELOADED_FOR_KEY = 'hub.screen.reloaded-for';

const schemas = () => lazyPart(() => import('@/lib/domain/screens/schema'));
const events = () => lazyPart(() => import('./screen-events'));

/** Keeps a screen told: one live connection, asking now and then where that does not come through, forever. */
export function useScreenFeed(first: { screen: OwnScreen; floor: ScreenFloor | null }): ScreenFeed {
  const [screen, setScreen] = useState(first.screen);
  const [floor, setFloor] = useState(first.floor);
  const [isWatching, setWatching] = useState(true);
  const [isGone, setGone] = useState(false);
  const clock = useServerClock(fromIsoInstant(first.screen.now));
  const heardAt = useRef(monotonicMillis());
  const shownAsOf = useRef(first.floor?.asOf ?? '');

  const hear = useEffectEvent((now: string | null) => {
    heardAt.current = monotonicMillis();
    if (now !== null) clock.hear(fromIsoInstant(now));
  });
  /** An answer that was overtaken is not shown. */
  const show = useEffectEvent((next: ScreenFloor) => {
    if (next.asOf < shownAsOf.current) return;
    shownAsOf.current = next.asOf;
    // In slices between frames, and what is as before stays the same object, which is not drawn again.
    startTransition(() => setFloor((before) => replaceEqualDeep(before, next)));
  });
  const hearBuild = useEffectEvent((build: string) => {
    if (build !== first.screen.build) reloadFor(build);
  });

  useEffect(() => {
    let source: EventSource | undefined;
    let retry: ReturnType<typeof setTimeout> | undefined;
    let silence: ReturnType<typeof setTimeout> | undefined;
    let retryMillis = FIRST_RETRY_MILLIS;
    let isEnded = false;
    let poll: ReturnType<typeof setInterval> | undefined;
    let isPolling = false;

    /** Looks what this screen is; also finds out whether it still is one. */
    const askForScreen = async () => {
      const response = await ask('/api/tv/screen');
      if (response.status === 401 || response.status === 403) {
        isEnded = true;
        close();
        clearInterval(poll);
        setGone(true);
        return;
      }
      if (!response.ok) return;
      const told = (await schemas()).ownScreen.parse(await response.json());
      hear(told.now);
      hearBuild(told.build);
      setScreen((known) => (known.version === told.version && known.site.name === told.site.name ? known : told));
    };
    const askForFloor = async () => {
      const response = await ask('/api/tv/floor');
      if (!response.ok) return;
      show((await schemas()).screenFloor.parse(await response.json()));
      hear(null);
    };
    const close = () => {
      clearTimeout(retry);
      clearTimeout(silence);
      source?.close();
      source = undefined;
    };
    const reopen = () => {
      close();
      if (isEnded) return;
      retry = setTimeout(open, retryMillis);
      retryMillis = Math.min(retryMillis * 2, MAX_RETRY_MILLIS);
    };
    const sayAlive = () => {
      retryMillis = FIRST_RETRY_MILLIS;
      clearTimeout(silence);
      silence = setTimeout(reopen, SILENCE_MILLIS);
    };
    function open() {
      close();
      if (isEnded) return;
      source = new EventSource('/api/live?channel=board');
      source.onopen = () => {
        sayAlive();
        quietly(askForScreen());
      };
      source.addEventListener('floor', (message: MessageEvent<string>) => {
        sayAlive();
        quietly(
          schemas().then(({ screenFloor }) => {
            show(screenFloor.parse(JSON.parse(message.data)));
            hear(null);
          }),
        );
      });
      source.addEventListener('heartbeat', (message: MessageEvent<string>) => {
        sayAlive();
        quietly(
          events().then(({ screenHeartbeat }) => {
            const beat = screenHeartbeat.parse(JSON.parse(message.data));
            hear(beat.at);
            setWatching(beat.isWatching);
            hearBuild(beat.build);
          }),
        );
      });
      source.onerror = () => {
        // Refused or cut off: whether this screen still is one is told by its own address.
        quietly(askForScreen());
        reopen();
      };
      silence = setTimeout(reopen, OPENING_MILLIS);
    }
    const onOnline = () => {
      retryMillis = FIRST_RETRY_MILLIS;
      open();
    };

    open();
    window.addEventListener('online', onOnline);
    // Where something on the way holds the stream back, asking still gets through.
    poll = setInterval(() => {
      if (isPolling || monotonicMillis() - heardAt.current < SILENCE_MILLIS) return;
      isPolling = true;
      const asking = askForFloor().then(askForScreen);
      quietly(
        asking.finally(() => {
          isPolling = false;
        }),
      );
    }, POLL_MILLIS);
    return () => {
      isEnded = true;
      close();
      clearInterval(poll);
      window.removeEventListener('online', onOnline);
    };
  }, []);

  useBeat(first.screen.build);
  return { screen, floor, clock, heardAt, isWatching, isGone };
}

/** Tells the server once a minute that the screen draws: the last frame is asked for, not assumed. */
function useBeat(build: string): void {
  useEffect(() => {
    let paintedAt = monotonicMillis();
    const beat = () => {
      requestAnimationFrame(() => {
        paintedAt = monotonicMillis();
      });
      const paintedAgoSeconds = Math.min(86_400, Math.floor((monotonicMillis() - paintedAt) / 1_000));
      quietly(
        ask('/api/tv/beat', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ build, paintedAgoSeconds }),
        }),
      );
    };
    beat();
    const timer = setInterval(beat, BEAT_MILLIS);
    return () => clearInterval(timer);
  }, [build]);
}

/** A wall has nobody to tell: what fails is tried again by the next retry, poll or beat, and the age on screen says so. */
function quietly(work: Promise<unknown>): void {
  work.catch(() => undefined);
}

let isReloading = false;

/** Loads the new version by itself, once, when the server has it ready. */
function reloadFor(build: string): void {
  if (isReloading || sessionStorage.getItem(RELOADED_FOR_KEY) === build) return;
  isReloading = true;
  const spread = (crypto.getRandomValues(new Uint16Array(1))[0] ?? 0) % RELOAD_SPREAD_MILLIS;
  setTimeout(async () => {
    const isReady = await isPageReady();
    isReloading = false;
    if (!isReady) return;
    sessionStorage.setItem(RELOADED_FOR_KEY, build);
    window.location.reload();
  }, spread);
}
