import type { Metadata } from 'next';
import { createLoader, parseAsString } from 'nuqs/server';
import { PayRatesView } from '@/components/pay/pay-rates-view';
import { loadPayList } from '@/lib/domain/payrates/loaders';
import { loadPageSite } from '@/lib/domain/sites/loaders';
import { requirePageAdmin, requirePagePay } from '@/lib/platform/auth/page-guard';
import { loadPart } from '@/lib/platform/http/page-part';
import { currentInstant } from '@/lib/platform/time/clock';

export const metadata: Metadata = { title: 'Pay rates' };

const loadParams = createLoader({ site: parseAsString });

type PayRatesPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function PayRatesPage({ searchParams }: PayRatesPageProps) {
  await requirePageAdmin();
  await requirePagePay();
  const { site: code } = await loadParams(searchParams);
  const site = await loadPageSite(code ?? undefined);
  const data = await loadPart('pay rates', loadPayList(site, currentInstant()));
  return <PayRatesView initial={{ params: {}, data }} />;
}
