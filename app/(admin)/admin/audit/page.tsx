import type { Metadata } from 'next';
import { createLoader, parseAsString } from 'nuqs/server';
import { AuditView } from '@/components/audit/audit-view';
import { auditParams, listParams } from '@/components/audit/url-state';
import { loadAudit } from '@/lib/domain/audit/loaders';
import { auditQuery } from '@/lib/domain/audit/schema';
import { loadPageSite } from '@/lib/domain/sites/loaders';
import { requirePageAdmin } from '@/lib/platform/auth/page-guard';
import { maySeePay } from '@/lib/platform/auth/rights';
import { loadPart } from '@/lib/platform/http/page-part';
import { currentInstant } from '@/lib/platform/time/clock';

export const metadata: Metadata = { title: 'Audit' };

const loadParams = createLoader({ ...auditParams, site: parseAsString });

type AuditPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AuditPage({ searchParams }: AuditPageProps) {
  const user = await requirePageAdmin();
  const { site: code, ...asked } = await loadParams(searchParams);
  const site = await loadPageSite(code ?? undefined);
  const params = listParams(asked);
  const given = Object.entries(params).filter(([, value]) => value !== null);
  // A filter that makes no sense is told by the API, which the browser asks next.
  const query = auditQuery.safeParse(Object.fromEntries(given));
  const rights = { seesHub: user.siteIds === null, seesPay: maySeePay(user) };
  const data = query.success ? await loadPart('audit', loadAudit(site, query.data, rights, currentInstant())) : null;
  return <AuditView initial={{ params, data }} />;
}
