import type { Metadata } from 'next';
import { createLoader, parseAsString } from 'nuqs/server';
import { ScreensView } from '@/components/screens/screens-view';
import { loadScreens } from '@/lib/domain/screens/loaders';
import { loadPageSite } from '@/lib/domain/sites/loaders';
import { requirePageAdmin } from '@/lib/platform/auth/page-guard';
import { loadPart } from '@/lib/platform/http/page-part';
import { currentInstant } from '@/lib/platform/time/clock';

export const metadata: Metadata = { title: 'Screens' };

const loadParams = createLoader({ site: parseAsString });

type ScreensPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ScreensPage({ searchParams }: ScreensPageProps) {
  await requirePageAdmin();
  const { site: code } = await loadParams(searchParams);
  const site = await loadPageSite(code ?? undefined);
  return <ScreensView initial={{ params: {}, data: await loadPart('screens', loadScreens(site, currentInstant())) }} />;
}
