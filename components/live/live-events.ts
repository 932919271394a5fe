import * as z from 'zod';
import { sourceState } from '@/lib/domain/sources/schema';

/** What the dashboard channel sends; `at` as an instant's text. Loaded when an event comes from another build than the page. */
const at = z.string();
export const snapshotEvent = z.object({
  today: z.string(),
  at,
  isWatching: z.boolean(),
  sources: z.array(sourceState),
  build: z.string(),
});
export const changedEvent = z.object({ dates: z.array(z.string()).nullable(), at });
export const alertsEvent = z.object({ at });
export const sourcesEvent = z.object({ sources: z.array(sourceState), at });
export const heartbeatEvent = z.object({ today: z.string(), at, isWatching: z.boolean() });

export type SnapshotEvent = z.infer<typeof snapshotEvent>;
export type ChangedEvent = z.infer<typeof changedEvent>;
export type AlertsEvent = z.infer<typeof alertsEvent>;
export type SourcesEvent = z.infer<typeof sourcesEvent>;
export type HeartbeatEvent = z.infer<typeof heartbeatEvent>;
