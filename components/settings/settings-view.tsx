'use client';

import { PageFrame } from '@/components/layout/page-frame';
import { type Initial, useSiteQuery } from '@/components/query/use-site-query';
import { DataPart } from '@/components/state/data-part';
import { Skeleton } from '@/components/ui/skeleton';
import type { SiteState } from '@/lib/domain/sites/schema';
import { SettingsForm } from './settings-form';

/** What holds for the whole site; a change is shown with its effect before it is saved. */
export function SettingsView({ initial }: { initial: Initial<SiteState> }) {
  const settings = useSiteQuery<SiteState>({
    path: '/api/admin/settings',
    params: {},
    schema: () => import('@/lib/domain/sites/schema').then(({ siteState }) => siteState),
    initial,
  });
  return (
    <PageFrame title="Settings" queries={[settings]}>
      <DataPart
        query={settings}
        errorTitle="The settings could not be loaded"
        skeleton={<Skeleton className="h-96 rounded-xl" />}
      >
        {(site) => <SettingsForm site={site} onChanged={settings.retry} />}
      </DataPart>
    </PageFrame>
  );
}
