'use client';

import type { ReactNode } from 'react';
import { signInAgain } from '@/components/query/fetch-json';
import type { SiteQuery } from '@/components/query/use-site-query';
import { ErrorState } from './error-state';

type DataPartProps<T> = {
  query: SiteQuery<T>;
  /** What failed, as a sentence: `The heat map could not be loaded`. */
  errorTitle: string;
  /** In the shape of what comes. */
  skeleton: ReactNode;
  /** Shown instead of the data when {@link isEmpty} says so. */
  empty?: ReactNode;
  isEmpty?(data: T): boolean;
  children(data: T): ReactNode;
};

/** A part of a page in each of its states: loading, error, empty, and data (live or stale, which the frame tells). */
export function DataPart<T>({ query, errorTitle, skeleton, empty, isEmpty, children }: DataPartProps<T>) {
  const { data, error } = query;
  if (data === undefined) {
    if (error === null) return skeleton;
    return (
      <ErrorState
        title={errorTitle}
        message={error.message}
        isRetrying={query.isFetching}
        onRetry={error.isSignedOut ? signInAgain : query.retry}
      />
    );
  }
  if (empty !== undefined && isEmpty?.(data) === true) return empty;
  return children(data);
}
