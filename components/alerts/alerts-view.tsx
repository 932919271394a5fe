'use client';

import { useQueryStates } from 'nuqs';
import { NotifySwitch } from '@/components/alerts/notify-switch';
import { useSite } from '@/components/layout/hub-context';
import { PageFrame } from '@/components/layout/page-frame';
import { Segmented } from '@/components/layout/segmented';
import { addressOf } from '@/components/query/fetch-json';
import { useSitePages } from '@/components/query/use-site-pages';
import type { Initial } from '@/components/query/use-site-query';
import type { AlertList } from '@/lib/domain/alerts/schema';
import type { FlagList } from '@/lib/domain/flags/schema';
import type { IssueList } from '@/lib/domain/issues/schema';
import { AlertsTab } from './alerts-tab';
import { AttentionFilters } from './attention-filters';
import { FlagsTab } from './flags-tab';
import { IssuesTab } from './issues-tab';
import { type AlertTab, alertParams, listParams } from './url-state';

const TABS: readonly { value: AlertTab; label: string }[] = [
  { value: 'inbox', label: 'Inbox' },
  { value: 'history', label: 'History' },
  { value: 'issues', label: 'Data issues' },
  { value: 'flags', label: 'Activity flags' },
];
const PATHS: Record<AlertTab, string> = {
  inbox: '/api/dashboard/alerts',
  history: '/api/dashboard/alerts',
  issues: '/api/dashboard/issues',
  flags: '/api/dashboard/activity-flags',
};
/** What another tab begins with. */
const NO_FILTER = { status: null, severity: null, kind: null, show: null, item: null };
const FRESH_SECONDS = 30;

/** Of the tab that the page was asked for with; the others are null. */
export type AlertsInitial = {
  alerts: Initial<AlertList> | undefined;
  issues: Initial<IssueList> | undefined;
  flags: Initial<FlagList> | undefined;
};

/** What waits for somebody: alerts, wrong data, doubtful activities. */
export function AlertsView({ initial }: { initial: AlertsInitial }) {
  const site = useSite();
  const [params, setParams] = useQueryStates(alertParams);
  const { tab, item } = params;
  const asked = listParams(tab, params);
  const isOfAlerts = tab === 'inbox' || tab === 'history';
  const alerts = useSitePages<AlertList>({
    path: PATHS.inbox,
    params: asked,
    schema: () => import('@/lib/domain/alerts/schema').then(({ alertList }) => alertList),
    initial: initial.alerts,
    isOfAlerts: true,
    everySeconds: FRESH_SECONDS,
    isEnabled: isOfAlerts,
  });
  const issues = useSitePages<IssueList>({
    path: PATHS.issues,
    params: asked,
    schema: () => import('@/lib/domain/issues/schema').then(({ issueList }) => issueList),
    initial: initial.issues,
    everySeconds: FRESH_SECONDS,
    isEnabled: tab === 'issues',
  });
  const flags = useSitePages<FlagList>({
    path: PATHS.flags,
    params: asked,
    schema: () => import('@/lib/domain/flags/schema').then(({ flagList }) => flagList),
    initial: initial.flags,
    everySeconds: FRESH_SECONDS,
    isEnabled: tab === 'flags',
  });
  const { limit: _, ...filter } = asked;
  const entry = {
    selected: item,
    onSelect: (id: number) => void setParams({ item: id }, { history: item === null ? 'push' : 'replace' }),
    onClose: () => void setParams({ item: null }),
  };
  const isFiltered = params.status !== 'unresolved' || params.severity !== null || params.kind !== null;
  const clear = isFiltered ? () => void setParams({ status: null, severity: null, kind: null }) : null;
  return (
    <PageFrame
      title="Alerts"
      actions={<NotifySwitch />}
      queries={[isOfAlerts ? alerts : tab === 'issues' ? issues : flags]}
    >
      <div className={item === null ? 'grid gap-3' : 'grid gap-3 max-lg:hidden'}>
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <div className="-mx-3 max-w-[100vw] overflow-x-auto px-3 [scrollbar-width:none] sm:mx-0 sm:px-0">
            <Segmented
              label="What waits"
              options={TABS}
              value={tab}
              onChange={(value) => void setParams({ ...NO_FILTER, tab: value })}
            />
          </div>
          <AttentionFilters
            params={params}
            onChange={(changes) => void setParams({ ...changes, item: null })}
            exportPath={addressOf(`${PATHS[tab]}/export`, { site: site.code, ...filter })}
          />
        </div>
      </div>
      {isOfAlerts && <AlertsTab key={tab} query={alerts} isHistory={tab === 'history'} onClear={clear} {...entry} />}
      {tab === 'issues' && (
        <IssuesTab query={issues} isSettled={params.show === 'settled'} onClear={clear} {...entry} />
      )}
      {tab === 'flags' && <FlagsTab query={flags} isSettled={params.show === 'settled'} onClear={clear} {...entry} />}
    </PageFrame>
  );
}
