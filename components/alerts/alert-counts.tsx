'use client';

import { createContext, lazy, type ReactNode, Suspense, useContext, useMemo } from 'react';
import { useHub } from '@/components/layout/hub-context';
import { useSiteQuery } from '@/components/query/use-site-query';
import type { AlertCounts } from '@/lib/domain/alerts/schema';
import { useNotifying } from './use-notifying';

const AlertNotifier = lazy(() => import('./alert-notifier'));

/** What every page shows of the alerts; null while it is not known, or not for this person. */
export type WaitingAlerts = { waiting: number; isGrave: boolean };

const WaitingContext = createContext<WaitingAlerts | null>(null);

/** Keeps the number of alerts that wait, and tells of new critical ones where that is switched on. */
export function AlertCountsProvider({ initial, children }: { initial: AlertCounts | null; children: ReactNode }) {
  const { user } = useHub();
  const { isOn } = useNotifying();
  const { data } = useSiteQuery<AlertCounts>({
    path: '/api/dashboard/alerts/counts',
    params: {},
    schema: () => import('@/lib/domain/alerts/schema').then(({ alertCounts }) => alertCounts),
    initial: { params: {}, data: initial },
    isOfAlerts: true,
    everySeconds: 60,
    isEnabled: user.role !== 'viewer',
  });
  const value = useMemo(() => {
    if (data === undefined) return null;
    const waiting = data.counts.reduce((sum, one) => sum + one.alerts, 0);
    return { waiting, isGrave: data.counts.some((one) => one.severity === 'critical' || one.breached > 0) };
  }, [data]);
  return (
    <WaitingContext value={value}>
      {children}
      {isOn && data !== undefined && (
        <Suspense fallback={null}>
          <AlertNotifier critical={data.critical} />
        </Suspense>
      )}
    </WaitingContext>
  );
}

export function useWaitingAlerts(): WaitingAlerts | null {
  return useContext(WaitingContext);
}
