'use client';

import { CircleCheckBig } from 'lucide-react';
import Link from 'next/link';
import { ListSkeleton } from '@/components/alerts/alerts-skeleton';
import { PanelProblem } from '@/components/alerts/panel-frame';
import { useHref } from '@/components/layout/hub-context';
import type { SiteQuery } from '@/components/query/use-site-query';
import { DataPart } from '@/components/state/data-part';
import { EmptyState } from '@/components/state/empty-state';
import { Button } from '@/components/ui/button';
import type { ClocklessList, ClocklessPerson } from '@/lib/domain/identity/schema';
import { SimilarityMark } from './person-choice';
import type { useDecide } from './use-decide';

type PeopleTabProps = {
  query: SiteQuery<ClocklessList>;
  decide: ReturnType<typeof useDecide>;
  /** Opens a login with its preview. */
  onOpenLogin(identityId: number): void;
};

/** People whom the time clock does not know: their active time is only estimated. */
export function PeopleTab({ query, decide, onOpenLogin }: PeopleTabProps) {
  return (
    <DataPart
      query={query}
      errorTitle="The people could not be loaded"
      skeleton={<ListSkeleton />}
      isEmpty={({ rows }) => rows.length === 0}
      empty={
        <EmptyState icon={CircleCheckBig} title="Everybody has a login of the time clock">
          Contractors have none and are not missed here. Without a time clock this list is empty.
        </EmptyState>
      }
    >
      {({ rows }) => (
        <div className="grid gap-3">
          <p className="text-sm text-ink-muted">
            Without clock times nobody’s active time is measured. Link the login that is theirs, or say that they are a
            contractor.
          </p>
          {decide.problem !== null && <PanelProblem message={decide.problem.message} />}
          <ul aria-label="People without a clock login" className="rounded-xl border bg-surface shadow-card">
            {rows.map((person) => (
              <Person key={person.id} person={person} decide={decide} onOpenLogin={onOpenLogin} />
            ))}
          </ul>
        </div>
      )}
    </DataPart>
  );
}

type PersonProps = { person: ClocklessPerson } & Pick<PeopleTabProps, 'decide' | 'onOpenLogin'>;

function Person({ person, decide, onOpenLogin }: PersonProps) {
  const href = useHref();
  const { send, busy } = decide;
  return (
    <li className="grid gap-2 border-b px-3 py-3 last:border-b-0 sm:px-4 md:grid-cols-[minmax(0,1fr)_minmax(0,1.5fr)_auto] md:items-start">
      <div className="min-w-0">
        <Link
          href={href(`/employees/${person.id}`)}
          prefetch={false}
          className="inline-flex min-h-11 items-center font-medium [overflow-wrap:anywhere] hover:text-accent lg:min-h-0"
        >
          {person.name}
        </Link>
        <p className="text-sm text-ink-muted [overflow-wrap:anywhere]">
          {person.email ?? 'no email'}, {person.logins === 1 ? '1 other login' : `${person.logins} other logins`}
        </p>
      </div>
      <ul aria-label={`Clock logins for ${person.name}`} className="grid gap-1.5 text-sm">
        {person.suggestions.length === 0 && <li className="text-ink-muted">No login that waits looks alike.</li>}
        {person.suggestions.map((login) => (
          <li key={login.identityId} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Button onClick={() => onOpenLogin(login.identityId)}>See {login.name}</Button>
            <SimilarityMark level={login.level} similarity={login.similarity} />
            <span className="text-xs text-ink-muted">{login.reason}</span>
          </li>
        ))}
      </ul>
      <Button
        disabled={busy !== null}
        aria-label={`Contractor: ${person.name} has no clock`}
        onClick={() =>
          void send({
            name: `contractor ${person.id}`,
            method: 'PATCH',
            path: `/api/admin/employees/${person.id}`,
            body: { revision: person.revision, changes: { isContractor: true } },
            done: `${person.name} is a contractor`,
          })
        }
      >
        {busy === `contractor ${person.id}` ? 'Saving' : 'Contractor'}
      </Button>
    </li>
  );
}
