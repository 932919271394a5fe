'use client';

import { useRef } from 'react';
import { addressOf, type Fetched, fetchJson } from './fetch-json';
import { type Answer, type SiteQuery, type SiteQueryOptions, useSiteQuery } from './use-site-query';

/** A list that is read page by page. */
export type Paged = Answer & { rows: readonly object[]; nextCursor: string | null };

export type SitePages<T> = SiteQuery<T> & { hasMore: boolean; more(): void };

/**
 * A list that grows when asked to: all pages that are shown are read again together, so that what is shown is of one
 * moment. The page size is the `limit` of the parameters.
 */
export function useSitePages<T extends Paged>(options: Omit<SiteQueryOptions<T>, 'fetch'>): SitePages<T> {
  const { path, params, schema } = options;
  const address = addressOf(path, params);
  const shown = useRef({ address, pages: 1 });
  if (shown.current.address !== address) shown.current = { address, pages: 1 };
  const query = useSiteQuery<T>({
    ...options,
    fetch: async (site, signal) => {
      const { pages } = shown.current;
      const read = (cursor: string | null): Promise<Fetched<T>> =>
        fetchJson(addressOf(path, { site, ...params, cursor }), schema, signal);
      let last = await read(null);
      const rows = [...last.data.rows];
      for (let page = 1; page < pages && last.data.nextCursor !== null; page += 1) {
        last = await read(last.data.nextCursor);
        rows.push(...last.data.rows);
      }
      return { ...last, data: { ...last.data, rows } };
    },
  });
  return {
    ...query,
    hasMore: query.data !== undefined && query.data.nextCursor !== null,
    more: () => {
      shown.current.pages += 1;
      query.retry();
    },
  };
}
