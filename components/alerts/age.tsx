'use client';

import { useSite } from '@/components/layout/hub-context';
import { useNow } from '@/components/live/live-provider';
import { formatAge, formatMoment } from '@/lib/platform/time/format';
import { fromIsoInstant } from '@/lib/platform/time/instant';

/** `12 min ago`; the moment itself on pointing at it. */
export function Age({ at }: { at: string }) {
  const { timeZone } = useSite();
  const instant = fromIsoInstant(at);
  return (
    <time dateTime={at} title={formatMoment(instant, timeZone)}>
      {formatAge(useNow() - instant)} ago
    </time>
  );
}
