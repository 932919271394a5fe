'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useEffectEvent } from 'react';
import { useHref, useSite } from '@/components/layout/hub-context';
import type { AlertCounts } from '@/lib/domain/alerts/schema';
import { untold } from './told-alerts';

/** Tells of each critical alert once, whatever the number of open tabs. Those that wait when it is switched on are known. */
export default function AlertNotifier({ critical }: { critical: AlertCounts['critical'] }) {
  const site = useSite();
  const href = useHref();
  const router = useRouter();
  const show = useEffectEvent((alert: AlertCounts['critical'][number]) => {
    // The tag is for browsers without locks: one notification replaces the other.
    const notification = new Notification(`Critical alert, ${site.name}`, {
      body: alert.title,
      tag: `hub-alert-${alert.id}`,
    });
    notification.onclick = () => {
      window.focus();
      router.push(href('/alerts', { item: alert.id }));
      notification.close();
    };
  });
  useEffect(() => {
    void untold(
      site.code,
      critical.map(({ id }) => id),
    ).then((ids) => {
      for (const alert of critical) if (ids.includes(alert.id)) show(alert);
    });
  }, [site.code, critical]);
  return null;
}
