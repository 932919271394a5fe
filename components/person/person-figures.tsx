'use client';

import type { ReactNode } from 'react';
import { useHref } from '@/components/layout/hub-context';
import { cn } from '@/components/ui/class-names';
import type { EmployeeStats, PersonDay } from '@/lib/domain/employees/schema';
import { formatNumber, formatPercent, NO_NUMBER } from '@/lib/platform/format/number';
import { formatHours } from '@/lib/platform/time/format';

type PersonFiguresProps = {
  day: PersonDay;
  /** Undefined while it loads or when it could not be loaded. */
  stats: EmployeeStats | undefined;
};

/** The stored score of the day in six numbers. */
export function PersonFigures({ day, stats }: PersonFiguresProps) {
  const href = useHref();
  const { stored } = day;
  const ofDay = stats?.day ?? null;
  const isClocked = stored !== null && stored.clockedSeconds > 0;
  return (
    <dl className="grid grid-cols-2 overflow-hidden rounded-xl border bg-surface shadow-card sm:grid-cols-3 xl:grid-cols-6 print:grid-cols-6 print:shadow-none">
      <Figure label="Points" note={targetText(ofDay)}>
        {formatNumber(stored?.points ?? null, 2)}
      </Figure>
      <Figure
        label="Items"
        note={ofDay?.itemsPerHour == null ? undefined : `${formatNumber(ofDay.itemsPerHour, 1)}/h clocked`}
      >
        {formatNumber(stored?.items ?? null)}
      </Figure>
      <Figure label="Clocked" note={isClocked ? `breaks ${formatHours(stored.breakSeconds)}` : undefined}>
        {isClocked ? formatHours(stored.clockedSeconds) : NO_NUMBER}
      </Figure>
      <Figure label="Active" note={activeText(day)}>
        {stored === null ? NO_NUMBER : formatHours(stored.activeSeconds)}
      </Figure>
      <Figure
        label="Rank"
        note={ofDay === null || stats?.people == null ? undefined : `of ${formatNumber(stats.people)} on the day`}
      >
        {stats?.rank == null ? (
          NO_NUMBER
        ) : (
          <a
            href={href('/leaderboard', { date: day.date })}
            className="-my-2 inline-flex min-h-11 min-w-11 items-center underline decoration-line decoration-2 underline-offset-4 hover:decoration-accent lg:min-h-0 lg:min-w-0"
            aria-label={`Rank ${stats.rank}, open the leaderboard of the day`}
          >
            {formatNumber(stats.rank)}
          </a>
        )}
      </Figure>
      <Figure label="Streak" note={stats === undefined ? undefined : `best ${formatNumber(stats.employee.bestStreak)}`}>
        {stats?.streak == null ? NO_NUMBER : `${formatNumber(stats.streak)} d`}
      </Figure>
    </dl>
  );
}

function activeText({ stored, employee, score }: PersonDay): string | undefined {
  if (stored === null) return undefined;
  if (stored.isEstimated) return 'estimated, no clock';
  if (score.activeFrom === 'none' && !employee.isScanning) return 'does not scan';
  return `${formatPercent(stored.efficiency)} of clocked`;
}

function targetText(day: EmployeeStats['day']): string | undefined {
  if (day === null) return undefined;
  if (day.targetPoints === null || day.targetPercent === null) return 'no target';
  return `${formatNumber(day.targetPercent)}% of ${formatNumber(day.targetPoints, 2)}`;
}

function Figure({ label, note, children }: { label: string; note?: string; children: ReactNode }) {
  return (
    <div className="-mt-px -ml-px min-w-0 border-t border-l px-4 py-3 sm:px-5" data-figure={label}>
      <dt className="text-sm text-ink-muted">{label}</dt>
      <dd className="mt-0.5 text-xl font-semibold tracking-tight sm:text-2xl">{children}</dd>
      <dd className={cn('min-h-[1.45em] text-sm text-ink-muted')}>{note}</dd>
    </div>
  );
}
