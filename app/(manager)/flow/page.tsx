import type { Metadata } from 'next';
import { createLoader, parseAsString } from 'nuqs/server';
import { FlowView } from '@/components/flow/flow-view';
import { loadFlow, loadFlowHistory } from '@/lib/domain/flow/loaders';
import { loadPageSite } from '@/lib/domain/sites/loaders';
import { requirePageUser } from '@/lib/platform/auth/page-guard';
import { loadPart } from '@/lib/platform/http/page-part';
import { currentInstant } from '@/lib/platform/time/clock';

export const metadata: Metadata = { title: 'Flow' };

const loadParams = createLoader({ site: parseAsString });
const HISTORY_HOURS = 24;

type FlowPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function FlowPage({ searchParams }: FlowPageProps) {
  await requirePageUser();
  const { site: code } = await loadParams(searchParams);
  const site = await loadPageSite(code ?? undefined);
  const now = currentInstant();
  const [flow, history] = await Promise.all([
    loadPart('flow', loadFlow(site, now)),
    loadPart('flow history', loadFlowHistory(site, { hours: HISTORY_HOURS }, now)),
  ]);
  return <FlowView initial={{ params: {}, data: flow }} initialHistory={{ params: {}, data: history }} />;
}
