import type { Metadata } from 'next';
import { createLoader, parseAsString } from 'nuqs/server';
import { ApiKeysView } from '@/components/api-keys/api-keys-view';
import { getDatabase } from '@/lib/db/handles';
import { loadPageSite } from '@/lib/domain/sites/loaders';
import { prepareApiKeys } from '@/lib/platform/auth/api-key-schema';
import { listApiKeys } from '@/lib/platform/auth/api-keys';
import { requirePageAdmin } from '@/lib/platform/auth/page-guard';
import { loadPart } from '@/lib/platform/http/page-part';
import { currentInstant } from '@/lib/platform/time/clock';

export const metadata: Metadata = { title: 'API keys' };

const loadParams = createLoader({ site: parseAsString });

type ApiKeysPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ApiKeysPage({ searchParams }: ApiKeysPageProps) {
  await requirePageAdmin();
  const { site: code } = await loadParams(searchParams);
  const site = await loadPageSite(code ?? undefined);
  const keys = await loadPart('API keys', listApiKeys(getDatabase(), site.id));
  const data = keys === null ? null : prepareApiKeys(keys, currentInstant());
  return <ApiKeysView initial={{ params: {}, data }} />;
}
