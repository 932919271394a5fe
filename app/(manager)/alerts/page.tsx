import type { Metadata } from 'next';
import { createLoader, parseAsString } from 'nuqs/server';
import { AlertsView } from '@/components/alerts/alerts-view';
import { alertParams, listParams } from '@/components/alerts/url-state';
import { loadAlerts } from '@/lib/domain/alerts/loaders';
import { alertQuery } from '@/lib/domain/alerts/schema';
import { loadActivityFlags } from '@/lib/domain/flags/loaders';
import { flagQuery } from '@/lib/domain/flags/schema';
import { loadIssues } from '@/lib/domain/issues/loaders';
import { issueQuery } from '@/lib/domain/issues/schema';
import { loadPageSite } from '@/lib/domain/sites/loaders';
import { requirePageManager } from '@/lib/platform/auth/page-guard';
import { loadPart } from '@/lib/platform/http/page-part';
import { currentInstant } from '@/lib/platform/time/clock';

export const metadata: Metadata = { title: 'Alerts' };

const loadParams = createLoader({ ...alertParams, site: parseAsString });

type AlertsPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AlertsPage({ searchParams }: AlertsPageProps) {
  await requirePageManager();
  const params = await loadParams(searchParams);
  const site = await loadPageSite(params.site ?? undefined);
  const now = currentInstant();
  const { tab } = params;
  const asked = listParams(tab, params);
  const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== null));
  // A kind that does not exist is told by the API, to the browser.
  const initialOf = async <Query, Data>(
    schema: { safeParse(value: unknown): { success: boolean; data?: Query } },
    load: (query: Query) => Promise<Data>,
  ) => {
    const { data: query } = schema.safeParse(given);
    return { params: asked, data: query === undefined ? null : await loadPart(tab, load(query)) };
  };
  const isOfAlerts = tab === 'inbox' || tab === 'history';
  return (
    <AlertsView
      initial={{
        alerts: isOfAlerts ? await initialOf(alertQuery, (query) => loadAlerts(site, query, now)) : undefined,
        issues: tab === 'issues' ? await initialOf(issueQuery, (query) => loadIssues(site, query, now)) : undefined,
        flags: tab === 'flags' ? await initialOf(flagQuery, (query) => loadActivityFlags(site, query, now)) : undefined,
      }}
    />
  );
}
