import type { Metadata } from 'next';
import { createLoader, parseAsString } from 'nuqs/server';
import { timeParams } from '@/components/date/url-state';
import { PeopleView } from '@/components/people/people-view';
import { peopleParams } from '@/components/people/url-state';
import { loadEmployees } from '@/lib/domain/employees/loaders';
import { loadPageSite } from '@/lib/domain/sites/loaders';
import { requirePageUser } from '@/lib/platform/auth/page-guard';
import { loadPart } from '@/lib/platform/http/page-part';
import { businessDayOf } from '@/lib/platform/time/business-day';
import { currentInstant } from '@/lib/platform/time/clock';

export const metadata: Metadata = { title: 'People' };

const MAX_FIRST_ROWS = 500;
const loadParams = createLoader({ ...timeParams, ...peopleParams, site: parseAsString });

type PeoplePageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function PeoplePage({ searchParams }: PeoplePageProps) {
  await requirePageUser();
  const { date, q, status, department, rows, site: code } = await loadParams(searchParams);
  const site = await loadPageSite(code ?? undefined);
  const now = currentInstant();
  const param = date === businessDayOf(site, now) ? null : date;
  const search = q.trim();
  // More than a page is put together in the browser.
  const isOnePage = rows >= 1 && rows <= MAX_FIRST_ROWS;
  const request = {
    q: search,
    status,
    department: department ?? undefined,
    date: param ?? undefined,
    limit: rows,
  };
  const people = isOnePage ? await loadPart('people', loadEmployees(site, request, now)) : null;
  const params = { q: search === '' ? null : search, status, department, date: param, limit: rows };
  return <PeopleView initial={{ params, data: people }} />;
}
