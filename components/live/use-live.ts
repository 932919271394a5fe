'use client';

import { useEffect, useEffectEvent, useState } from 'react';
import * as z from 'zod';
import { type SourceState, sourceState } from '@/lib/domain/sources/schema';
import { type EpochSeconds, fromIsoInstant, type IsoDay } from '@/lib/platform/time/instant';

/** `live`: changes arrive by themselves; `away`: they do not, so ask now and then. */
export type LiveStatus = 'connecting' | 'live' | 'away';

export type LiveListener = {
  /** Days that changed; null: anything may have, read again what is shown. */
  onChanged(dates: readonly IsoDay[] | null): void;
  onSources(sources: SourceState[]): void;
  onToday(today: IsoDay): void;
  /** The server is there, says what time it is, and whether it would have noticed a change until now. */
  onAlive(now: EpochSeconds, isWatching: boolean): void;
};

const at = z.string().transform(fromIsoInstant);
const snapshotEvent = z.object({ today: z.string(), at, isWatching: z.boolean(), sources: z.array(sourceState) });
const changedEvent = z.object({ dates: z.array(z.string()).nullable(), at });
const sourcesEvent = z.object({ sources: z.array(sourceState), at });
const heartbeatEvent = z.object({ today: z.string(), at, isWatching: z.boolean() });

/** The server sends something every 15 s; after this much silence the connection is made anew. */
const SILENCE_MILLIS = 40_000;
const FIRST_RETRY_MILLIS = 1_000;
const MAX_RETRY_MILLIS = 15_000;

/** Listens to the dashboard channel of a site while the tab is visible, and comes back by itself. */
export function useLive(siteCode: string, listener: LiveListener): LiveStatus {
  const [status, setStatus] = useState<LiveStatus>('connecting');
  const onSnapshot = useEffectEvent((event: z.infer<typeof snapshotEvent>) => {
    setStatus('live');
    // What changed before this connection is not known: the numbers are not confirmed until they are read again.
    listener.onAlive(event.at, false);
    listener.onToday(event.today);
    listener.onSources(event.sources);
    listener.onChanged(null);
  });
  const onChanged = useEffectEvent((event: z.infer<typeof changedEvent>) => listener.onChanged(event.dates));
  const onSources = useEffectEvent((event: z.infer<typeof sourcesEvent>) => listener.onSources(event.sources));
  const onHeartbeat = useEffectEvent((event: z.infer<typeof heartbeatEvent>) => {
    setStatus('live');
    listener.onAlive(event.at, event.isWatching);
    listener.onToday(event.today);
  });

  useEffect(() => {
    let source: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let retryMillis = FIRST_RETRY_MILLIS;

    const close = () => {
      clearTimeout(timer);
      source?.close();
      source = undefined;
    };
    const reopenLater = () => {
      close();
      setStatus('away');
      timer = setTimeout(open, retryMillis);
      retryMillis = Math.min(retryMillis * 2, MAX_RETRY_MILLIS);
    };
    const hear =
      <T>(schema: z.ZodType<T>, use: (event: T) => void) =>
      (message: MessageEvent<string>) => {
        retryMillis = FIRST_RETRY_MILLIS;
        clearTimeout(timer);
        timer = setTimeout(reopenLater, SILENCE_MILLIS);
        use(schema.parse(JSON.parse(message.data)));
      };
    function open() {
      close();
      source = new EventSource(`/api/live?channel=dashboard&site=${encodeURIComponent(siteCode)}`);
      source.addEventListener('snapshot', hear(snapshotEvent, onSnapshot));
      source.addEventListener('changed', hear(changedEvent, onChanged));
      source.addEventListener('sources', hear(sourcesEvent, onSources));
      source.addEventListener('heartbeat', hear(heartbeatEvent, onHeartbeat));
      source.onerror = () => {
        // The browser tries again by itself after a cut, not after a refusal.
        if (source?.readyState === EventSource.CLOSED) reopenLater();
        else setStatus('away');
      };
      timer = setTimeout(reopenLater, SILENCE_MILLIS);
    }
    const onVisibility = () => {
      if (document.visibilityState === 'visible') open();
      else close();
    };

    onVisibility();
    document.addEventListener('visibilitychange', onVisibility);
    return () => {
      document.removeEventListener('visibilitychange', onVisibility);
      close();
    };
  }, [siteCode]);

  return status;
}
