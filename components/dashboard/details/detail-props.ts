import type { useDay } from '@/components/date/use-time';
import type { Summary } from '@/lib/domain/dashboard/schema';
import type { Pace } from '@/lib/domain/pace/schema';

/** What a detail knows of the page that opened it; undefined: could not be loaded. */
export type DetailProps = {
  day: ReturnType<typeof useDay>;
  timeZone: string;
  summary: Summary | undefined;
  pace: Pace | undefined;
};
