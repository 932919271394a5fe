import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { createLoader, parseAsString } from 'nuqs/server';
import { timeParams } from '@/components/date/url-state';
import { PersonView } from '@/components/person/person-view';
import { FEW_AWARDS } from '@/components/person/shown';
import { loadClockTimesOfPerson } from '@/lib/domain/clock/loaders';
import {
  loadEmployeeCalendar,
  loadEmployeeMapping,
  loadEmployeeStats,
  loadPagePerson,
  loadPersonDay,
} from '@/lib/domain/employees/loaders';
import { calendarRange } from '@/lib/domain/employees/prepare-calendar';
import { CLOCK_DAYS } from '@/lib/domain/employees/rules';
import { loadPersonAchievements } from '@/lib/domain/gamification/loaders';
import { loadIssues } from '@/lib/domain/issues/loaders';
import { loadAskedSite, loadPageSite } from '@/lib/domain/sites/loaders';
import { requirePageUser } from '@/lib/platform/auth/page-guard';
import { loadPart } from '@/lib/platform/http/page-part';
import { addDays, businessDayOf } from '@/lib/platform/time/business-day';
import { currentInstant } from '@/lib/platform/time/clock';

type PersonPageProps = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const loadParams = createLoader({ ...timeParams, site: parseAsString });

export async function generateMetadata({ params }: PersonPageProps): Promise<Metadata> {
  const person = await loadPagePerson((await loadAskedSite()).id, (await params).id);
  return { title: person?.name ?? 'Person' };
}

export default async function PersonPage({ params, searchParams }: PersonPageProps) {
  const user = await requirePageUser();
  const { date, site: code } = await loadParams(searchParams);
  const site = await loadPageSite(code ?? undefined);
  const person = await loadPagePerson(site.id, (await params).id);
  if (person === null) notFound();
  const { employeeId } = person;
  const now = currentInstant();
  const today = businessDayOf(site, now);
  // As the browser asks: today is no day in particular.
  const param = date === today ? null : date;
  const day = param ?? today;
  const weeks = calendarRange(day, site.weekStart);
  const clockDays = { from: addDays(day, 1 - CLOCK_DAYS), to: day };
  const request = { date: param ?? undefined };
  const openIssues = { employeeId, status: 'open' as const, limit: 100 };
  const resolvedIssues = { employeeId, status: 'resolved' as const, from: day, to: day, limit: 100 };
  const isIssueReader = user.role !== 'viewer';
  const [ofDay, stats, calendar, clock, achievements, mapping, open, resolved] = await Promise.all([
    loadPart('person day', loadPersonDay(site, employeeId, request, now)),
    loadPart('person stats', loadEmployeeStats(site, employeeId, request, now)),
    loadPart('person calendar', loadEmployeeCalendar(site, employeeId, weeks, now)),
    loadPart('person clock', loadClockTimesOfPerson(site, employeeId, clockDays, now)),
    loadPart('person achievements', loadPersonAchievements(site, { employeeId, limit: FEW_AWARDS })),
    loadPart('person logins', loadEmployeeMapping(site, employeeId, now)),
    isIssueReader ? loadPart('person issues', loadIssues(site, openIssues, now)) : null,
    isIssueReader ? loadPart('person resolved issues', loadIssues(site, resolvedIssues, now)) : null,
  ]);
  return (
    <PersonView
      employeeId={employeeId}
      name={person.name}
      initial={{
        day: { params: { date: param }, data: ofDay },
        stats: { params: { date: param }, data: stats },
        calendar: { params: weeks, data: calendar },
        clock: { params: clockDays, data: clock },
        achievements: { params: { limit: FEW_AWARDS }, data: achievements },
        mapping: { params: {}, data: mapping },
        openIssues: { params: openIssues, data: open },
        resolvedIssues: { params: resolvedIssues, data: resolved },
      }}
    />
  );
}
