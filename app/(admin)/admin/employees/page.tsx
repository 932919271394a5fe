import type { Metadata } from 'next';
import { createLoader, parseAsString } from 'nuqs/server';
import { EmployeesView } from '@/components/employees/employees-view';
import { adminEmployeesParams, employeesAsked } from '@/components/employees/url-state';
import { loadAdminEmployees } from '@/lib/domain/employees/admin-loaders';
import { adminEmployeesQuery } from '@/lib/domain/employees/admin-schema';
import { loadPageSite } from '@/lib/domain/sites/loaders';
import { requirePageAdmin } from '@/lib/platform/auth/page-guard';
import { loadPart } from '@/lib/platform/http/page-part';
import { currentInstant } from '@/lib/platform/time/clock';

export const metadata: Metadata = { title: 'Employees' };

const loadParams = createLoader({ ...adminEmployeesParams, site: parseAsString });

type AdminEmployeesPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AdminEmployeesPage({ searchParams }: AdminEmployeesPageProps) {
  await requirePageAdmin();
  const params = await loadParams(searchParams);
  const site = await loadPageSite(params.site ?? undefined);
  const asked = employeesAsked(params);
  // A search that is too long is told by the API, to the browser.
  const { data: query } = adminEmployeesQuery.safeParse({ ...asked, q: asked.q ?? '' });
  const list =
    query === undefined ? null : await loadPart('employees', loadAdminEmployees(site, query, currentInstant()));
  return <EmployeesView initial={{ params: asked, data: list }} />;
}
