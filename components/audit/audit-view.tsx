'use client';

import { ScrollText, SearchX } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import { lazy, Suspense } from 'react';
import { useHub, useSite } from '@/components/layout/hub-context';
import { PageFrame } from '@/components/layout/page-frame';
import { addressOf } from '@/components/query/fetch-json';
import { useKept } from '@/components/query/use-kept';
import { useSitePages } from '@/components/query/use-site-pages';
import type { Initial } from '@/components/query/use-site-query';
import { DataPart } from '@/components/state/data-part';
import { EmptyState } from '@/components/state/empty-state';
import { DataTable, type TableColumn } from '@/components/table/data-table';
import { Button } from '@/components/ui/button';
import { actionLabel, entityLabel } from '@/lib/domain/audit/rules';
import type { AuditEvent, AuditList } from '@/lib/domain/audit/schema';
import { formatMoment } from '@/lib/platform/time/format';
import { fromIsoInstant } from '@/lib/platform/time/instant';
import { AuditFilters } from './audit-filters';
import { AuditSkeleton } from './audit-skeleton';
import { auditParams, listParams } from './url-state';
import { changeText } from './value-text';

const EventDialog = lazy(() => import('./event-dialog'));
const SHOWN_CHANGES = 2;

/** Who changed what, the latest first. */
export function AuditView({ initial }: { initial: Initial<AuditList> }) {
  const site = useSite();
  const { user } = useHub();
  const [{ item, ...asked }, setParams] = useQueryStates(auditParams);
  const params = listParams(asked);
  const audit = useSitePages<AuditList>({
    path: '/api/admin/audit',
    params,
    schema: () => import('@/lib/domain/audit/schema').then(({ auditList }) => auditList),
    initial,
  });
  // Who there is to choose from stays while another filter is on its way.
  const actors = useKept(audit, site.code).data?.actors ?? [];
  const { limit: _, ...filter } = params;
  const opened = audit.data?.rows.find(({ id }) => id === item);
  const clear = () => void setParams({ actor: null, entity: null, entityId: null, from: null, to: null });
  return (
    <PageFrame
      title="Audit"
      subtitle={user.seesAllSites ? `${site.name}, and users of the hub` : undefined}
      queries={[audit]}
      actions={
        <AuditFilters
          asked={asked}
          actors={actors}
          exportPath={addressOf('/api/admin/audit/export', { site: site.code, ...filter })}
          onChange={(changes) => void setParams({ ...changes, item: null })}
        />
      }
    >
      <DataPart
        query={audit}
        errorTitle="The audit could not be loaded"
        skeleton={<AuditSkeleton />}
        isEmpty={({ rows }) => rows.length === 0}
        empty={
          Object.values(asked).every((value) => value === null) ? (
            <EmptyState icon={ScrollText} title="Nothing was changed yet">
              Changes of people, logins, pay, rights, keys, screens and settings appear here, and who took rows out.
            </EmptyState>
          ) : (
            <EmptyState
              icon={SearchX}
              title="No change fits"
              action={<Button onClick={clear}>Clear the filter</Button>}
            >
              Nobody of these changed anything of this kind in these days.
            </EmptyState>
          )
        }
      >
        {({ rows }) => (
          <>
            <DataTable
              label="Changes"
              rows={rows}
              columns={columnsIn(site.timeZone, (id) => void setParams({ item: id }))}
              rowKey={({ id }) => id}
              onOpen={({ id }) => void setParams({ item: id })}
            />
            {audit.hasMore && (
              <Button onClick={audit.more} disabled={audit.isFetching} className="justify-self-center print:hidden">
                {audit.isFetching ? 'Loading' : 'Show earlier ones'}
              </Button>
            )}
          </>
        )}
      </DataPart>
      {opened !== undefined && (
        <Suspense fallback={null}>
          <EventDialog
            event={opened}
            onHistory={() =>
              void setParams({
                item: null,
                actor: null,
                from: null,
                to: null,
                entity: opened.entity,
                entityId: opened.entityId,
              })
            }
            onClose={() => void setParams({ item: null })}
          />
        </Suspense>
      )}
    </PageFrame>
  );
}

function columnsIn(timeZone: string, onOpen: (id: number) => void): TableColumn<AuditEvent>[] {
  return [
    {
      id: 'at',
      label: 'When',
      cell: ({ id, at }) => (
        <button
          type="button"
          onClick={() => onOpen(id)}
          className="grid min-h-11 content-center text-left whitespace-nowrap lg:min-h-8 2xl:flex 2xl:items-center 2xl:gap-2"
        >
          <Moment text={formatMoment(fromIsoInstant(at), timeZone)} />
        </button>
      ),
    },
    {
      id: 'who',
      label: 'Who',
      cell: ({ actor }) => <span className="block max-w-48 truncate">{actor.name}</span>,
    },
    {
      id: 'what',
      label: 'What',
      cell: ({ action, entity }) => (
        <span className="whitespace-nowrap">
          <span className="text-ink-muted">{entityLabel(entity)}:</span> {actionLabel(action).toLowerCase()}
        </span>
      ),
    },
    {
      id: 'about',
      label: 'About',
      cell: ({ entityName, entityId }) => <span className="block max-w-48 truncate">{entityName ?? entityId}</span>,
    },
    {
      id: 'changes',
      label: 'Changed',
      className: 'w-full min-w-64',
      cell: ({ changes }) => (
        <span className="block max-w-96 truncate text-ink-muted 2xl:max-w-[40rem]">{changesText(changes)}</span>
      ),
    },
  ];
}

/** The day, and the clock below it where there is no room beside. */
function Moment({ text }: { text: string }) {
  const comma = text.lastIndexOf(', ');
  return (
    <>
      <span className="underline-offset-4 group-hover:underline">{text.slice(0, comma)}</span>
      <span className="text-ink-muted max-2xl:text-xs">{text.slice(comma + 2)}</span>
    </>
  );
}

function changesText(changes: AuditEvent['changes']): string {
  if (changes.length === 0) return '–';
  const shown = changes.slice(0, SHOWN_CHANGES).map(changeText).join('; ');
  return changes.length > SHOWN_CHANGES ? `${shown}; ${changes.length - SHOWN_CHANGES} more` : shown;
}
