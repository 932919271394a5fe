import type { Metadata } from 'next';
import { createLoader, parseAsString } from 'nuqs/server';
import { SettingsView } from '@/components/settings/settings-view';
import { loadPageSite, loadSiteState } from '@/lib/domain/sites/loaders';
import { requirePageAdmin } from '@/lib/platform/auth/page-guard';
import { maySeePay } from '@/lib/platform/auth/rights';
import { loadPart } from '@/lib/platform/http/page-part';
import { currentInstant } from '@/lib/platform/time/clock';

export const metadata: Metadata = { title: 'Settings' };

const loadParams = createLoader({ site: parseAsString });

type SettingsPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SettingsPage({ searchParams }: SettingsPageProps) {
  const user = await requirePageAdmin();
  const { site: code } = await loadParams(searchParams);
  const site = await loadPageSite(code ?? undefined);
  const loading = loadSiteState(site, { isWithPay: maySeePay(user), now: currentInstant() });
  return <SettingsView initial={{ params: {}, data: await loadPart('settings', loading) }} />;
}
