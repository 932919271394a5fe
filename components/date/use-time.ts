'use client';

import { useQueryStates } from 'nuqs';
import { useCallback } from 'react';
import { useLiveFeed } from '@/components/live/live-provider';
import type { DayRange } from '@/lib/platform/time/business-day';
import type { IsoDay } from '@/lib/platform/time/instant';
import { askedTimeRange } from './ranges';
import { timeParams } from './url-state';

/** The day that the page shows. `param` is null for today, whatever day it is: that is what the API is asked for. */
export function useDay(): { day: IsoDay; param: IsoDay | null; isToday: boolean; setDay(day: IsoDay | null): void } {
  const { today } = useLiveFeed();
  const [{ date }, setParams] = useQueryStates(timeParams);
  const param = date === today ? null : date;
  const setDay = useCallback((day: IsoDay | null) => void setParams({ date: day, from: null, to: null }), [setParams]);
  return {
    day: param ?? today,
    param,
    isToday: param === null,
    setDay,
  };
}

/** Whether a page that can show both shows a range of days instead of one day. */
export function useIsRange(): boolean {
  const [{ from, to }] = useQueryStates(timeParams);
  return from !== null || to !== null;
}

/** The range that the page shows: the last `rangeDays` unless another is asked for. */
export function useRange(rangeDays: number): DayRange & {
  compare: 'none' | 'previous' | 'weekday';
  setRange(range: DayRange | null): void;
  setCompare(compare: 'none' | 'previous' | 'weekday'): void;
} {
  const { today } = useLiveFeed();
  const [params, setParams] = useQueryStates(timeParams);
  return {
    ...askedTimeRange(params, today, rangeDays),
    compare: params.compare,
    setRange: (range) => void setParams({ from: range?.from ?? null, to: range?.to ?? null, date: null }),
    setCompare: (compare) => void setParams({ compare: compare === 'none' ? null : compare }),
  };
}
