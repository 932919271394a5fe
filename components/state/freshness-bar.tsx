'use client';

import { CircleAlert, Clock, RefreshCw, Wifi, WifiOff } from 'lucide-react';
import { useSite } from '@/components/layout/hub-context';
import type { LiveStatus } from '@/components/live/use-live';
import { cn } from '@/components/ui/class-names';
import type { SourceState } from '@/lib/domain/sources/schema';
import { formatAge, formatMoment } from '@/lib/platform/time/format';
import { type EpochSeconds, fromIsoInstant } from '@/lib/platform/time/instant';

type FreshnessBarProps = {
  now: EpochSeconds;
  /** Until when the numbers are known to be right; null while there are none. */
  asOf: EpochSeconds | null;
  isStale: boolean;
  live: LiveStatus;
  sources: readonly SourceState[];
};

/** The age of the numbers in one word, for small screens; {@link FreshnessBar} has the rest. */
export function AgeMark({
  now,
  asOf,
  isStale,
  live,
  className,
}: Omit<FreshnessBarProps, 'sources'> & { className?: string }) {
  const isGood = live === 'live' && !isStale;
  return (
    <span className={cn('flex shrink-0 items-center gap-1.5 text-sm', isGood ? 'text-good' : 'text-warn', className)}>
      {isGood ? <Wifi className="size-4" aria-hidden /> : <Clock className="size-4" aria-hidden />}
      {asOf === null ? 'no data yet' : formatAge(now - asOf)}
    </span>
  );
}

/** How old the numbers are, how they are kept fresh, and how each source is doing. */
export function FreshnessBar({ now, asOf, isStale, live, sources }: FreshnessBarProps) {
  const { timeZone } = useSite();
  const age = asOf === null ? null : formatAge(now - asOf);
  return (
    <ul aria-label="Freshness" className="flex flex-wrap items-center gap-x-5 gap-y-1.5 text-sm text-ink-muted">
      {/* An age means nothing on paper. */}
      {asOf !== null && <li className="hidden print:block">As of {formatMoment(asOf, timeZone)}</li>}
      <li className="flex items-center gap-1.5 max-sm:sr-only print:hidden">
        <LiveMark isStale={isStale} live={live} />
        {age !== null && (
          <span data-testid="as-of" className="min-w-[6.9rem]">
            as of {age} ago
          </span>
        )}
      </li>
      {sources.map((source) => (
        <SourceItem key={source.source} source={source} now={now} />
      ))}
      {sources.length === 0 && <li>No source has delivered anything yet</li>}
    </ul>
  );
}

function LiveMark({ isStale, live }: { isStale: boolean; live: LiveStatus }) {
  if (isStale) {
    return (
      <span className="flex items-center gap-1.5 font-medium text-warn">
        <Clock className="size-4" aria-hidden />
        Last good numbers
      </span>
    );
  }
  if (live === 'live') {
    return (
      <span className="flex items-center gap-1.5 font-medium text-good">
        <Wifi className="size-4" aria-hidden />
        Live
      </span>
    );
  }
  if (live === 'connecting') {
    return (
      <span className="flex items-center gap-1.5">
        <RefreshCw className="size-4" aria-hidden />
        Connecting
      </span>
    );
  }
  return (
    <span className="flex items-center gap-1.5 font-medium text-warn">
      <WifiOff className="size-4" aria-hidden />
      Not live, every 30 s
    </span>
  );
}

function SourceItem({ source, now }: { source: SourceState; now: EpochSeconds }) {
  const isBad = source.state === 'failed';
  const isDoubtful = source.state === 'stale' || source.state === 'partial' || source.state === 'never';
  return (
    <li
      className={cn('flex items-center gap-1.5', isBad && 'text-bad', isDoubtful && 'text-warn')}
      data-source={source.source}
      data-state={source.state}
    >
      {(isBad || isDoubtful) && <CircleAlert className="size-4 shrink-0" aria-hidden />}
      <span>{sourceText(source, now)}</span>
    </li>
  );
}

function sourceText(source: SourceState, now: EpochSeconds): string {
  const ago = source.lastGoodAt === null ? null : formatAge(now - fromIsoInstant(source.lastGoodAt));
  switch (source.state) {
    case 'never':
      return `${source.label}: nothing yet`;
    case 'failed':
      return `${source.label} failed: ${source.reason}${ago === null ? '' : `; last good ${ago} ago`}`;
    case 'stale':
      return `${source.label} stale, last ${ago} ago`;
    case 'partial':
      return `${source.label} in part, ${ago} ago: ${source.reason}`;
    case 'ok':
      return `${source.label} ${ago} ago`;
  }
}
