'use client';

import { parseAsString, useQueryState } from 'nuqs';
import { createContext, type ReactNode, useCallback, useContext, useMemo } from 'react';
import type { IsoDay } from '@/lib/platform/time/instant';

/** A site as far as pages need it. */
export type HubSite = {
  code: string;
  name: string;
  timeZone: string;
  currency: string;
  /** 1 = Monday .. 7 */
  weekStart: number;
  /** The business day when the page was drawn; the live channel knows of later ones. */
  today: IsoDay;
};

export type HubUser = {
  name: string;
  email: string;
  role: 'admin' | 'manager' | 'viewer';
  /** May see what people are paid and what work costs. */
  canSeePay: boolean;
  seesAllSites: boolean;
};

type Hub = { user: HubUser; sites: readonly HubSite[] };

const HubContext = createContext<Hub | null>(null);

/** Who is signed in and which sites there are, for everything below. */
export function HubProvider({ user, sites, children }: Hub & { children: ReactNode }) {
  const value = useMemo(() => ({ user, sites }), [user, sites]);
  return <HubContext value={value}>{children}</HubContext>;
}

export function useHub(): Hub {
  const hub = useContext(HubContext);
  if (hub === null) throw new Error('useHub needs a HubProvider above it.');
  return hub;
}

/** The site that the URL names, else the oldest. */
export function useSite(): HubSite {
  const { sites } = useHub();
  const [code] = useQueryState('site', parseAsString);
  const site = sites.find((one) => one.code === code) ?? sites[0];
  if (site === undefined) throw new Error('There is no site yet.');
  return site;
}

/** Builds the address of a page that keeps the site which the URL names. */
export type Href = (path: string, params?: Record<string, string | number | null | undefined>) => string;

/** Other parameters as given, null and undefined left out. The same function until the site is another. */
export function useHref(): Href {
  const [code] = useQueryState('site', parseAsString);
  return useCallback(
    (path, params = {}) => {
      const search = new URLSearchParams();
      for (const [name, value] of Object.entries({ site: code, ...params })) {
        if (value !== null && value !== undefined) search.set(name, String(value));
      }
      return search.size === 0 ? path : `${path}?${search}`;
    },
    [code],
  );
}
