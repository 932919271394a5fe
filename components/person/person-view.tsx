'use client';

import { useMemo } from 'react';
import { DateBar } from '@/components/date/date-bar';
import { useDay } from '@/components/date/use-time';
import { PageFrame } from '@/components/layout/page-frame';
import { type Shortcut, useShortcuts } from '@/components/layout/use-shortcuts';
import { useLiveFeed } from '@/components/live/live-provider';
import { DataPart } from '@/components/state/data-part';
import { addDays } from '@/lib/platform/time/business-day';
import { formatDay } from '@/lib/platform/time/format';
import { AchievementsPanel } from './achievements-panel';
import { ClockPanel } from './clock-panel';
import { DayPart } from './day-part';
import { IssuesPanel } from './issues-panel';
import { LoginsPanel } from './logins-panel';
import { PersonFigures } from './person-figures';
import { PersonMarks } from './person-marks';
import { DaySkeleton } from './person-skeleton';
import { StreakPanel } from './streak-panel';
import { TrendPanel } from './trend-panel';
import { type PersonInitial, usePersonQueries } from './use-person-queries';

type PersonViewProps = {
  employeeId: number;
  /** As it is known before any answer. */
  name: string;
  initial: PersonInitial;
};

/** A person's day with how its score comes about, and the person around it. */
export function PersonView({ employeeId, name, initial }: PersonViewProps) {
  const { today } = useLiveFeed();
  const day = useDay();
  const queries = usePersonQueries(employeeId, day, initial);
  const { personDay, stats } = queries;
  const { setDay } = day;
  useShortcuts(
    useMemo<Shortcut[]>(
      () => [
        { keys: 't', label: 'Today', run: () => setDay(null) },
        { keys: '[', label: 'Previous day', run: () => setDay(addDays(day.day, -1)) },
        {
          keys: ']',
          label: 'Next day',
          run: () => {
            const next = addDays(day.day, 1);
            if (next <= today) setDay(next === today ? null : next);
          },
        },
      ],
      [setDay, day.day, today],
    ),
  );
  const employee = personDay.data?.employee ?? stats.data?.employee;
  const department = stats.data?.departments.reduce<{ department: string; items: number } | null>(
    (best, one) => (best === null || one.items > best.items ? one : best),
    null,
  );
  return (
    <PageFrame
      title={employee?.name ?? name}
      subtitle={[department?.department, formatDay(day.day)].filter((part) => part !== undefined).join(', ')}
      time={<DateBar date={day.day} today={today} onChange={day.setDay} />}
      day={day}
      queries={[
        // The day is as of its score, which may be long ago and still be right: its age is told there.
        { ...personDay, asOf: null },
        stats,
        queries.calendar,
        queries.clock,
        queries.achievements,
        queries.mapping,
        ...(queries.isIssueReader ? [queries.openIssues, queries.resolvedIssues] : []),
      ]}
    >
      <DataPart query={personDay} errorTitle="The day could not be loaded" skeleton={<DaySkeleton />}>
        {(data) => (
          <>
            <PersonMarks day={data} isToday={day.isToday} />
            <PersonFigures day={data} stats={stats.data} />
            <DayPart key={`${employeeId}/${data.date}`} day={data} />
          </>
        )}
      </DataPart>
      {queries.isIssueReader && (
        <IssuesPanel
          employeeId={employeeId}
          day={day.day}
          open={queries.openIssues}
          resolved={queries.resolvedIssues}
        />
      )}
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-2">
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
          <TrendPanel employeeId={employeeId} stats={stats} />
          <StreakPanel
            employeeId={employeeId}
            calendar={queries.calendar}
            day={day.day}
            isLatest={queries.isLatestWeeks}
            onEarlier={queries.showEarlierWeeks}
            onLater={queries.showLaterWeeks}
          />
          <LoginsPanel employee={employee} mapping={queries.mapping} />
        </div>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
          <ClockPanel employeeId={employeeId} employee={employee} clock={queries.clock} />
          <AchievementsPanel
            employeeId={employeeId}
            achievements={queries.achievements}
            onMore={queries.showMoreAwards}
          />
        </div>
      </div>
    </PageFrame>
  );
}
