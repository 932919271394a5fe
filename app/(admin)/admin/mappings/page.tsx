import type { Metadata } from 'next';
import { createLoader, parseAsString } from 'nuqs/server';
import { MappingsView } from '@/components/mappings/mappings-view';
import { loginParams, mappingParams } from '@/components/mappings/url-state';
import { loadChanges, loadClocklessPeople, loadMappingCounts, loadMappings } from '@/lib/domain/identity/loaders';
import { changesQuery } from '@/lib/domain/identity/schema';
import { loadPageSite } from '@/lib/domain/sites/loaders';
import { requirePageAdmin } from '@/lib/platform/auth/page-guard';
import { loadPart } from '@/lib/platform/http/page-part';
import { currentInstant } from '@/lib/platform/time/clock';

export const metadata: Metadata = { title: 'Mappings' };

const loadParams = createLoader({ ...mappingParams, site: parseAsString });

type MappingsPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function MappingsPage({ searchParams }: MappingsPageProps) {
  await requirePageAdmin();
  const { tab, q, site: code } = await loadParams(searchParams);
  const site = await loadPageSite(code ?? undefined);
  const now = currentInstant();
  const part = async <Data,>(params: Record<string, string | number | null>, promise: Promise<Data>) => ({
    params,
    data: await loadPart(tab, promise),
  });
  const asked = loginParams(tab, q);
  const counts = await part({}, loadMappingCounts(site));
  if (tab === 'people') {
    return <MappingsView initial={{ counts, people: await part({}, loadClocklessPeople(site, now)) }} />;
  }
  if (tab === 'changes') {
    const changes = await part({}, loadChanges(site, changesQuery.parse({}), now));
    return <MappingsView initial={{ counts, changes }} />;
  }
  const logins = await part(asked, loadMappings(site, { ...asked, q: asked.q?.slice(0, 100) ?? '' }, now));
  return <MappingsView initial={{ counts, logins }} />;
}
