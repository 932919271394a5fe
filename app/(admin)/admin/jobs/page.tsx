import type { Metadata } from 'next';
import { createLoader, parseAsString } from 'nuqs/server';
import { JobsView } from '@/components/jobs/jobs-view';
import { loadJobs } from '@/lib/domain/jobs/loaders';
import { loadPageSite } from '@/lib/domain/sites/loaders';
import { requirePageAdmin } from '@/lib/platform/auth/page-guard';
import { loadPart } from '@/lib/platform/http/page-part';
import { currentInstant } from '@/lib/platform/time/clock';

export const metadata: Metadata = { title: 'Jobs' };

const loadParams = createLoader({ site: parseAsString });

type JobsPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function JobsPage({ searchParams }: JobsPageProps) {
  await requirePageAdmin();
  const { site: code } = await loadParams(searchParams);
  const site = await loadPageSite(code ?? undefined);
  return <JobsView initial={{ params: {}, data: await loadPart('jobs', loadJobs(site, currentInstant())) }} />;
}
