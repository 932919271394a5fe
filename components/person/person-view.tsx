'use client';

import { lazy, Suspense, useMemo } from 'react';
import { DateBar } from '@/components/date/date-bar';
import { useDay } from '@/components/date/use-time';
import { PageFrame } from '@/components/layout/page-frame';
import { type Shortcut, useShortcuts } from '@/components/layout/use-shortcuts';
import { useLiveFeed } from '@/components/live/live-provider';
import { DataPart } from '@/components/state/data-part';
import { addDays } from '@/lib/platform/time/business-day';
import { formatDay } from '@/lib/platform/time/format';
import { DayPart } from './day-part';
import { IssuesPanel } from './issues-panel';
import { PersonFigures } from './person-figures';
import { PersonMarks } from './person-marks';
import { AroundSkeleton, DaySkeleton } from './person-skeleton';
import { type PersonInitial, usePersonQueries } from './use-person-queries';

/** Below the first screen: the day can be used before it is there. */
const PersonAround = lazy(() => import('./person-around'));

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
      <Suspense fallback={<AroundSkeleton />}>
        <PersonAround employeeId={employeeId} employee={employee} day={day.day} queries={queries} />
      </Suspense>
    </PageFrame>
  );
}
