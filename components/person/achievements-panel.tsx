'use client';

import { Award, Medal } from 'lucide-react';
import Link from 'next/link';
import { useHref } from '@/components/layout/hub-context';
import { Panel } from '@/components/layout/panel';
import type { SiteQuery } from '@/components/query/use-site-query';
import { DataPart } from '@/components/state/data-part';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { Skeleton } from '@/components/ui/skeleton';
import type { PersonAchievements } from '@/lib/domain/gamification/schema';
import { formatNumber } from '@/lib/platform/format/number';
import { formatDay } from '@/lib/platform/time/format';

type AchievementsPanelProps = {
  employeeId: number;
  achievements: SiteQuery<PersonAchievements>;
  onMore(): void;
};

/** Level, each achievement with what it is for and how often it was earned, and the awards with their day. */
export function AchievementsPanel({ employeeId, achievements, onMore }: AchievementsPanelProps) {
  return (
    <Panel
      title="Achievements"
      note="From final days only; a correction that takes the reason away takes the award back."
    >
      <DataPart
        query={achievements}
        errorTitle="The achievements could not be loaded"
        skeleton={<Skeleton className="h-80 w-full" />}
      >
        {(data) => (
          <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
            <Level data={data} />
            <ul className="grid grid-cols-[minmax(0,1fr)] gap-x-6 sm:grid-cols-2">
              {data.achievements.map((one) => (
                <li key={one.key} className="flex items-start gap-2.5 border-b py-2 text-sm">
                  <Award
                    className={cn('mt-0.5 size-4 shrink-0', one.times > 0 ? 'text-accent' : 'text-control')}
                    aria-hidden
                  />
                  <span className="min-w-0 flex-1">
                    <span className={cn(one.times > 0 ? 'font-medium' : 'text-ink-muted')}>{one.label}</span>
                    <span className="block text-ink-muted">{one.earnedWhen}</span>
                  </span>
                  <span className={cn('shrink-0', one.times === 0 && 'text-ink-muted')}>
                    {one.times === 0 ? 'not yet' : `${formatNumber(one.times)} ×`}
                  </span>
                </li>
              ))}
            </ul>
            <Awards employeeId={employeeId} data={data} isLoading={achievements.isFetching} onMore={onMore} />
          </div>
        )}
      </DataPart>
    </Panel>
  );
}

function Level({ data }: { data: PersonAchievements }) {
  const { level, nextLevel, nextLevelAt, achievementPoints } = data;
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span className="flex items-center gap-2 font-medium">
        <Medal className="size-5 text-accent" aria-hidden />
        {level === null ? 'No level yet' : `Level ${level}`}
      </span>
      <span className="text-sm text-ink-muted">
        {formatNumber(achievementPoints)} achievement points
        {nextLevel !== null &&
          nextLevelAt !== null &&
          `, ${formatNumber(nextLevelAt - achievementPoints)} more for ${nextLevel}`}
      </span>
    </p>
  );
}

type AwardsProps = { employeeId: number; data: PersonAchievements; isLoading: boolean; onMore(): void };

function Awards({ employeeId, data, isLoading, onMore }: AwardsProps) {
  const href = useHref();
  if (data.rows.length === 0) return <p className="text-sm text-ink-muted">No award yet.</p>;
  return (
    <div>
      <h3 className="mb-1 text-sm font-medium">Awards, the newest first</h3>
      <ul aria-label="Awards">
        {data.rows.map((award) => (
          <li
            key={`${award.key}/${award.periodKey}`}
            className="flex flex-wrap items-baseline gap-x-3 border-b py-1.5 text-sm last:border-b-0"
          >
            <Link
              href={href(`/employees/${employeeId}`, { date: award.earnedDate })}
              prefetch={false}
              className="inline-flex min-h-11 items-center underline decoration-line decoration-2 underline-offset-4 hover:decoration-accent lg:min-h-0"
            >
              {formatDay(award.earnedDate)}
            </Link>
            <span className="min-w-0 flex-1">
              {award.label}
              <span className="text-ink-muted">{periodText(award)}</span>
            </span>
            <span>+{formatNumber(award.points)}</span>
          </li>
        ))}
      </ul>
      {data.nextCursor !== null && (
        <Button onClick={onMore} disabled={isLoading} className="mt-3 print:hidden">
          {isLoading ? 'Loading' : `Show all ${formatNumber(data.total)}`}
        </Button>
      )}
    </div>
  );
}

/** What the award is for beyond its day: the week, or since when the streak ran. */
function periodText({ key, periodKey }: PersonAchievements['rows'][number]): string {
  if (key === 'consistency_king' || key === 'rising_star') return `, week of ${formatDay(periodKey)}`;
  if (key === 'on_fire' || key === 'week_warrior' || key === 'legendary')
    return `, streak since ${formatDay(periodKey)}`;
  return '';
}
