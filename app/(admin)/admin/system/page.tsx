import type { Metadata } from 'next';
import { SystemView } from '@/components/system/system-view';
import { loadSystem } from '@/lib/domain/system/loaders';
import { requirePageHubAdmin } from '@/lib/platform/auth/page-guard';
import { loadPart } from '@/lib/platform/http/page-part';
import { currentInstant } from '@/lib/platform/time/clock';

export const metadata: Metadata = { title: 'System' };

export default async function SystemPage() {
  await requirePageHubAdmin();
  return <SystemView initial={{ params: {}, data: await loadPart('system', loadSystem(currentInstant())) }} />;
}
