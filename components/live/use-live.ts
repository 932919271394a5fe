'use client';

import { useEffect, useEffectEvent, useState } from 'react';
import { isOfOwnBuild } from '@/components/query/own-build';
import type { SourceState } from '@/lib/domain/sources/schema';
import { type EpochSeconds, fromIsoInstant, type IsoDay } from '@/lib/platform/time/instant';
import type { AlertsEvent, ChangedEvent, HeartbeatEvent, SnapshotEvent, SourcesEvent } from './live-events';

/** `live`: changes arrive by themselves; `away`: they do not, so ask now and then. */
export type LiveStatus = 'connecting' | 'live' | 'away';

export type LiveListener = {
  /** Days that changed; null: anything may have, read again what is shown. */
  onChanged(dates: readonly IsoDay[] | null): void;
  /** Alerts were opened, settled or closed. */
  onAlerts(): void;
  onSources(sources: SourceState[]): void;
  onToday(today: IsoDay): void;
  /** The server is there, says what time it is, and whether it would have noticed a change until now. */
  onAlive(now: EpochSeconds, isWatching: boolean): void;
};

/** The server sends something every 15 s; after this much silence the connection is made anew. */
const SILENCE_MILLIS = 40_000;
const FIRST_RETRY_MILLIS = 1_000;
const MAX_RETRY_MILLIS = 15_000;

/** Listens to the dashboard channel of a site while the tab is visible, and comes back by itself. */
export function useLive(siteCode: string, listener: LiveListener): LiveStatus {
  const [status, setStatus] = useState<LiveStatus>('connecting');
  const onSnapshot = useEffectEvent((event: SnapshotEvent) => {
    setStatus('live');
    // What changed before this connection is not known: the numbers are not confirmed until they are read again.
    listener.onAlive(fromIsoInstant(event.at), false);
    listener.onToday(event.today);
    listener.onSources(event.sources);
    listener.onChanged(null);
  });
  const onChanged = useEffectEvent((event: ChangedEvent) => listener.onChanged(event.dates));
  const onAlerts = useEffectEvent((_: AlertsEvent) => listener.onAlerts());
  const onSources = useEffectEvent((event: SourcesEvent) => listener.onSources(event.sources));
  const onHeartbeat = useEffectEvent((event: HeartbeatEvent) => {
    setStatus('live');
    listener.onAlive(fromIsoInstant(event.at), event.isWatching);
    listener.onToday(event.today);
  });

  useEffect(() => {
    let source: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let retryMillis = FIRST_RETRY_MILLIS;
    /** Of the server that sends; told by a snapshot, with which every other server begins. */
    let build: unknown;

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
      <Name extends EventName>(name: Name, use: (event: EventOf[Name]) => void) =>
      async (message: MessageEvent<string>) => {
        retryMillis = FIRST_RETRY_MILLIS;
        clearTimeout(timer);
        timer = setTimeout(reopenLater, SILENCE_MILLIS);
        const told: unknown = JSON.parse(message.data);
        if (name === 'snapshot') build = buildIn(told);
        use(isOfOwnBuild<EventOf[Name]>(told, build) ? told : await parseEvent(name, told));
      };
    function open() {
      close();
      source = new EventSource(`/api/live?channel=dashboard&site=${encodeURIComponent(siteCode)}`);
      source.addEventListener('snapshot', hear('snapshot', onSnapshot));
      source.addEventListener('changed', hear('changed', onChanged));
      source.addEventListener('alerts', hear('alerts', onAlerts));
      source.addEventListener('sources', hear('sources', onSources));
      source.addEventListener('heartbeat', hear('heartbeat', onHeartbeat));
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

type EventOf = {
  snapshot: SnapshotEvent;
  changed: ChangedEvent;
  alerts: AlertsEvent;
  sources: SourcesEvent;
  heartbeat: HeartbeatEvent;
};
type EventName = keyof EventOf;

function buildIn(snapshot: unknown): unknown {
  return typeof snapshot === 'object' && snapshot !== null && 'build' in snapshot ? snapshot.build : undefined;
}

async function parseEvent<Name extends EventName>(name: Name, told: unknown): Promise<EventOf[Name]>;
async function parseEvent(name: EventName, told: unknown): Promise<EventOf[EventName]> {
  const { snapshotEvent, changedEvent, alertsEvent, sourcesEvent, heartbeatEvent } = await import('./live-events');
  const schemas = {
    snapshot: snapshotEvent,
    changed: changedEvent,
    alerts: alertsEvent,
    sources: sourcesEvent,
    heartbeat: heartbeatEvent,
  };
  return schemas[name].parse(told);
}
