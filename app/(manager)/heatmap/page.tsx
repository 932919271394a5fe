import type { Metadata } from 'next';
import { createLoader, parseAsString } from 'nuqs/server';
import { askedTimeRange } from '@/components/date/ranges';
import { timeParams } from '@/components/date/url-state';
import { HeatmapView } from '@/components/heatmap/heatmap-view';
import { defaultDays, heatmapParams } from '@/components/heatmap/url-state';
import { loadHeatmap } from '@/lib/domain/heatmap/loaders';
import { comparedRange } from '@/lib/domain/ranges/rules';
import { loadPageSite } from '@/lib/domain/sites/loaders';
import { requirePageUser } from '@/lib/platform/auth/page-guard';
import { loadPart } from '@/lib/platform/http/page-part';
import { businessDayOf } from '@/lib/platform/time/business-day';
import { currentInstant } from '@/lib/platform/time/clock';

export const metadata: Metadata = { title: 'Heat map' };

const loadParams = createLoader({ ...timeParams, ...heatmapParams, site: parseAsString });

type HeatmapPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function HeatmapPage({ searchParams }: HeatmapPageProps) {
  await requirePageUser();
  const { from, to, compare, by, site: code } = await loadParams(searchParams);
  const site = await loadPageSite(code ?? undefined);
  const now = currentInstant();
  const range = askedTimeRange({ from, to }, businessDayOf(site, now), defaultDays(by));
  const asked = { ...range, by };
  const other = comparedRange(range, compare);
  const earlier = other === null ? null : { ...other, by };
  const [map, before] = await Promise.all([
    loadPart('heatmap', loadHeatmap(site, asked, now)),
    earlier === null ? null : loadPart('heatmap compared', loadHeatmap(site, earlier, now)),
  ]);
  return (
    <HeatmapView
      initial={{ params: asked, data: map }}
      initialCompared={earlier === null ? undefined : { params: earlier, data: before }}
    />
  );
}
