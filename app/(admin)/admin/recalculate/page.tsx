import type { Metadata } from 'next';
import { createLoader, parseAsString } from 'nuqs/server';
import { RecalculateView } from '@/components/recalculate/recalculate-view';
import { loadRecalculations } from '@/lib/domain/recalculation/loaders';
import { loadPageSite } from '@/lib/domain/sites/loaders';
import { requirePageAdmin } from '@/lib/platform/auth/page-guard';
import { loadPart } from '@/lib/platform/http/page-part';
import { currentInstant } from '@/lib/platform/time/clock';

export const metadata: Metadata = { title: 'Recalculate' };

const loadParams = createLoader({ site: parseAsString });

type RecalculatePageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function RecalculatePage({ searchParams }: RecalculatePageProps) {
  await requirePageAdmin();
  const { site: code } = await loadParams(searchParams);
  const site = await loadPageSite(code ?? undefined);
  const data = await loadPart('recalculations', loadRecalculations(site, { limit: 100 }, currentInstant()));
  return <RecalculateView initial={{ params: {}, data }} />;
}
