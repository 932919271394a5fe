import { useState } from 'react';
import { useHub, useSite } from '@/components/layout/hub-context';
import { useLiveFeed } from '@/components/live/live-provider';
import { useKept } from '@/components/query/use-kept';
import { type Initial, useSiteQuery } from '@/components/query/use-site-query';
import type { ClockTimesOfPerson } from '@/lib/domain/clock/schema';
import { calendarRange } from '@/lib/domain/employees/prepare-calendar';
import { CALENDAR_DAYS, CLOCK_DAYS } from '@/lib/domain/employees/rules';
import type { EmployeeCalendar, EmployeeMapping, EmployeeStats, PersonDay } from '@/lib/domain/employees/schema';
import type { PersonAchievements } from '@/lib/domain/gamification/schema';
import type { IssueList } from '@/lib/domain/issues/schema';
import { addDays } from '@/lib/platform/time/business-day';
import type { IsoDay } from '@/lib/platform/time/instant';
import { FEW_AWARDS, MANY_AWARDS } from './shown';

export type PersonInitial = {
  day: Initial<PersonDay>;
  stats: Initial<EmployeeStats>;
  calendar: Initial<EmployeeCalendar>;
  clock: Initial<ClockTimesOfPerson>;
  achievements: Initial<PersonAchievements>;
  mapping: Initial<EmployeeMapping>;
  openIssues: Initial<IssueList>;
  resolvedIssues: Initial<IssueList>;
};

/** Everything the page of a person asks for. `day.param` is null for today. */
export function usePersonQueries(
  employeeId: number,
  day: { day: IsoDay; param: IsoDay | null },
  initial: PersonInitial,
) {
  const { today } = useLiveFeed();
  const site = useSite();
  const { user } = useHub();
  const [weeksBack, setWeeksBack] = useState(0);
  const [awards, setAwards] = useState(FEW_AWARDS);
  const base = `/api/dashboard/employees/${employeeId}`;
  const asked = { date: day.param };
  const ofDay = day.param === null ? null : { from: day.day, to: day.day };
  const lookBack = { from: addDays(day.day, -CALENDAR_DAYS), to: today };

  const personDay = useSiteQuery<PersonDay>({
    path: `${base}/day`,
    params: asked,
    schema: () => import('@/lib/domain/employees/schema').then(({ personDay }) => personDay),
    initial: initial.day,
    days: ofDay,
  });
  const stats = useSiteQuery<EmployeeStats>({
    path: `${base}/stats`,
    params: asked,
    schema: () => import('@/lib/domain/employees/schema').then(({ employeeStats }) => employeeStats),
    initial: initial.stats,
    days: ofDay === null ? null : { from: addDays(day.day, -CLOCK_DAYS * 2), to: day.day },
  });
  const weeks = calendarRange(addDays(day.day, -weeksBack * 7), site.weekStart);
  const calendar = useSiteQuery<EmployeeCalendar>({
    path: `${base}/calendar`,
    params: weeks,
    schema: () => import('@/lib/domain/employees/schema').then(({ employeeCalendar }) => employeeCalendar),
    initial: initial.calendar,
    days: weeks,
  });
  const clock = useSiteQuery<ClockTimesOfPerson>({
    path: `/api/dashboard/clock-times/employee/${employeeId}`,
    params: { from: addDays(day.day, 1 - CLOCK_DAYS), to: day.day },
    schema: () => import('@/lib/domain/clock/schema').then(({ clockTimesOfPerson }) => clockTimesOfPerson),
    initial: initial.clock,
    days: { from: addDays(day.day, 1 - CLOCK_DAYS), to: day.day },
  });
  const achievements = useSiteQuery<PersonAchievements>({
    path: `/api/gamification/achievements/${employeeId}`,
    params: { limit: awards },
    schema: () => import('@/lib/domain/gamification/schema').then(({ personAchievements }) => personAchievements),
    initial: initial.achievements,
    days: lookBack,
  });
  const mapping = useSiteQuery<EmployeeMapping>({
    path: `${base}/mapping`,
    params: {},
    schema: () => import('@/lib/domain/employees/schema').then(({ employeeMapping }) => employeeMapping),
    initial: initial.mapping,
    days: null,
  });
  const isIssueReader = user.role !== 'viewer';
  const issues = (status: 'open' | 'resolved') => ({
    path: '/api/dashboard/issues',
    params:
      status === 'open'
        ? { employeeId, status, limit: 100 }
        : { employeeId, status, from: day.day, to: day.day, limit: 100 },
    schema: () => import('@/lib/domain/issues/schema').then(({ issueList }) => issueList),
    days: lookBack,
    isEnabled: isIssueReader,
  });
  const openIssues = useSiteQuery<IssueList>({ ...issues('open'), initial: initial.openIssues });
  const resolvedIssues = useSiteQuery<IssueList>({ ...issues('resolved'), initial: initial.resolvedIssues });

  return {
    personDay,
    stats,
    calendar: useKept(calendar, String(employeeId)),
    clock,
    achievements: useKept(achievements, String(employeeId)),
    mapping,
    openIssues,
    resolvedIssues,
    isIssueReader,
    isLatestWeeks: weeksBack === 0,
    showEarlierWeeks: () => setWeeksBack((weeks) => weeks + CALENDAR_DAYS / 7),
    showLaterWeeks: () => setWeeksBack((weeks) => Math.max(0, weeks - CALENDAR_DAYS / 7)),
    showMoreAwards: () => setAwards(MANY_AWARDS),
  };
}
