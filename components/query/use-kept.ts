import { useRef } from 'react';
import type { SiteQuery } from './use-site-query';

/**
 * Goes on showing the last answer while the next one to nearly the same question is on its way, e.g. for more rows or
 * another search. An answer about another `subject` is never kept, and an error is shown.
 */
export function useKept<T>(query: SiteQuery<T>, subject: string): SiteQuery<T> {
  const kept = useRef<{ subject: string; data: T } | null>(null);
  if (query.data !== undefined) kept.current = { subject, data: query.data };
  if (query.data !== undefined || query.error !== null) return query;
  return kept.current?.subject === subject ? { ...query, data: kept.current.data } : query;
}
