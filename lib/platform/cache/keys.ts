import { getEnv } from '../env/env';
import type { IsoDay } from '../time/instant';

/** What a cached value is called, how long it is fresh and what clears it (contract.md 6). */
export type CacheEntryPolicy = {
  /** For the counters, one per kind of value, e.g. `leaderboard-today`. */
  name: string;
  /** Unique among all values. */
  key: string;
  /** Clearing any of these clears the value. */
  tags: readonly string[];
  freshMillis: number;
  /** The same while this process is alone, without Redis: nobody tells it about changes made elsewhere. */
  aloneFreshMillis: number;
};

/** How much longer than fresh a value may be shown, marked stale, when it cannot be loaded again. */
export const STALE_MILLIS = 10 * 60_000;
/** Copies in the process follow changes made elsewhere after at most this, also when a message about them got lost. */
export const IN_PROCESS_MILLIS = 5_000;

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

/** What changes; whoever changes it clears the tag after the commit (`invalidateTags`). */
export const tags = {
  /** Scores of one business day of a site. */
  day: (siteId: number, date: IsoDay) => `site/${siteId}/day/${date}`,
  /** Roles, their values, settings and names of people: on every board of the site. */
  masterData: (siteId: number) => `site/${siteId}/master-data`,
} as const;

/** `today` and `past` differ in who is shown and in how long the value holds. */
export type BoardWhen = 'today' | 'past';

export const cachePolicies = {
  leaderboard: (at: {
    siteId: number;
    date: IsoDay;
    when: BoardWhen;
    department: string | null;
  }): CacheEntryPolicy => ({
    name: `leaderboard-${at.when}`,
    key: `leaderboard/${at.siteId}/${at.date}/${at.when}/${at.department ?? ''}`,
    tags: [tags.day(at.siteId, at.date), tags.masterData(at.siteId)],
    freshMillis: at.when === 'today' ? 30 * SECOND : HOUR,
    aloneFreshMillis: at.when === 'today' ? IN_PROCESS_MILLIS : 60 * SECOND,
  }),
  sources: (siteId: number): CacheEntryPolicy => ({
    name: 'sources',
    key: `sources/${siteId}`,
    tags: [],
    freshMillis: 10 * SECOND,
    aloneFreshMillis: IN_PROCESS_MILLIS,
  }),
  /** For values without a policy of their own: CACHE_TTL_SECONDS. */
  other: (name: string, key: string, tags: readonly string[]): CacheEntryPolicy => ({
    name,
    key: `${name}/${key}`,
    tags,
    freshMillis: getEnv().CACHE_TTL_SECONDS * SECOND,
    aloneFreshMillis: IN_PROCESS_MILLIS,
  }),
} as const;
