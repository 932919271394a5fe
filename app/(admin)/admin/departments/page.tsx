import type { Metadata } from 'next';
import { createLoader, parseAsString } from 'nuqs/server';
import { DepartmentsView } from '@/components/rules/departments-view';
import { loadActivityTypes, loadDepartmentList } from '@/lib/domain/roles/loaders';
import { loadPageSite } from '@/lib/domain/sites/loaders';
import { requirePageAdmin } from '@/lib/platform/auth/page-guard';
import { loadPart } from '@/lib/platform/http/page-part';
import { currentInstant } from '@/lib/platform/time/clock';

export const metadata: Metadata = { title: 'Departments' };

const loadParams = createLoader({ site: parseAsString });

type DepartmentsPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function DepartmentsPage({ searchParams }: DepartmentsPageProps) {
  await requirePageAdmin();
  const { site: code } = await loadParams(searchParams);
  const site = await loadPageSite(code ?? undefined);
  const now = currentInstant();
  const [data, types] = await Promise.all([
    loadPart('departments', loadDepartmentList(site, now)),
    loadPart('activity types', loadActivityTypes(site, now)),
  ]);
  return <DepartmentsView initial={{ params: {}, data }} initialTypes={{ params: {}, data: types }} />;
}
