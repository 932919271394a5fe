'use client';

import { Archive, ArchiveRestore, ExternalLink } from 'lucide-react';
import Link from 'next/link';
import { type ReactNode, useState } from 'react';
import { useHref, useSite } from '@/components/layout/hub-context';
import { Segmented } from '@/components/layout/segmented';
import { ChangeBar } from '@/components/mappings/change-bar';
import { ChangeRow } from '@/components/mappings/changes-tab';
import { type DoneChange, useDecide } from '@/components/mappings/use-decide';
import { useSiteQuery } from '@/components/query/use-site-query';
import { DataPart } from '@/components/state/data-part';
import { Button } from '@/components/ui/button';
import { buttonClasses } from '@/components/ui/button-classes';
import { Dialog, DialogContent, DialogTitle } from '@/components/ui/dialog';
import { Skeleton } from '@/components/ui/skeleton';
import type { AdminEmployee, AdminEmployeeAnswer } from '@/lib/domain/employees/admin-schema';
import { sourceLabel } from '@/lib/domain/identity/labels';
import { formatMoment } from '@/lib/platform/time/format';
import { fromIsoInstant } from '@/lib/platform/time/instant';
import { MergePart } from './merge-part';
import { PersonForm } from './person-form';

type Part = 'values' | 'logins' | 'merge' | 'history';
const PARTS: readonly { value: Part; label: string }[] = [
  { value: 'values', label: 'Values' },
  { value: 'logins', label: 'Logins' },
  { value: 'merge', label: 'Merge' },
  { value: 'history', label: 'History' },
];

type EmployeeSheetProps = {
  employeeId: number;
  /** Known from the list; the answer brings it too. */
  name: string | undefined;
  change: DoneChange | null;
  onChange(change: DoneChange | null): void;
  onClose(): void;
};

/** One person: values, logins, a twin to merge, and what was changed. */
export default function EmployeeSheet({ employeeId, name, change, onChange, onClose }: EmployeeSheetProps) {
  const [part, setPart] = useState<Part>('values');
  const decide = useDecide(onChange);
  const query = useSiteQuery<AdminEmployeeAnswer>({
    path: `/api/admin/employees/${employeeId}`,
    params: {},
    schema: () => import('@/lib/domain/employees/admin-schema').then(({ adminEmployeeAnswer }) => adminEmployeeAnswer),
    everySeconds: 30,
  });
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent
        aria-describedby={undefined}
        className="top-0 right-0 bottom-0 left-auto h-dvh max-h-dvh w-full max-w-2xl translate-x-0 translate-y-0 grid-cols-[minmax(0,1fr)] content-start gap-4 rounded-none border-y-0 border-r-0 p-4 sm:p-6"
      >
        <DialogTitle className="[overflow-wrap:anywhere]">{query.data?.employee.name ?? name ?? 'Person'}</DialogTitle>
        <Segmented
          label="What of the person"
          options={PARTS}
          value={part}
          onChange={(value) => {
            decide.clearProblem();
            setPart(value);
          }}
        />
        {change !== null && (
          <ChangeBar key={change.changeIds.join()} change={change} onUndone={onChange} onClose={() => onChange(null)} />
        )}
        <DataPart
          query={query}
          errorTitle="The person could not be loaded"
          skeleton={<Skeleton className="h-72 w-full" />}
        >
          {(detail) => <SheetPart part={part} detail={detail} decide={decide} onMerged={() => setPart('history')} />}
        </DataPart>
      </DialogContent>
    </Dialog>
  );
}

type SheetPartProps = {
  part: Part;
  detail: AdminEmployeeAnswer;
  decide: ReturnType<typeof useDecide>;
  onMerged(): void;
};

function SheetPart({ part, detail, decide, onMerged }: SheetPartProps): ReactNode {
  const { employee, history } = detail;
  switch (part) {
    case 'values':
      return <Values employee={employee} decide={decide} />;
    case 'logins':
      return <Logins detail={detail} />;
    case 'merge':
      return employee.isArchived ? (
        <p className="text-sm text-ink-muted">
          {employee.name} is archived. Bring them back first, if they are to be merged.
        </p>
      ) : (
        <>
          <MergePart detail={detail} decide={decide} onMerged={onMerged} />
          {decide.problem !== null && <Problem message={decide.problem.message} />}
        </>
      );
    case 'history':
      return (
        <>
          {decide.problem !== null && <Problem message={decide.problem.message} />}
          {history.length === 0 ? (
            <p className="text-sm text-ink-muted">Nothing was changed of this person yet.</p>
          ) : (
            <ul aria-label="History" className="rounded-xl border">
              {history.map((change) => (
                <ChangeRow key={change.id} change={change} decide={decide} />
              ))}
            </ul>
          )}
        </>
      );
  }
}

function Values({ employee, decide }: { employee: AdminEmployee; decide: ReturnType<typeof useDecide> }) {
  const href = useHref();
  const { send, busy, problem } = decide;
  const { name, email, alias, hiredOn, isContractor, isScanning, isArchived, revision } = employee;
  const path = `/api/admin/employees/${employee.employeeId}`;
  return (
    <div className="grid gap-5">
      {isArchived && (
        <p className="rounded-lg bg-sunken px-3 py-2 text-sm">
          Archived: in past figures only, not on today’s boards, and nobody is suggested for it.
        </p>
      )}
      <PersonForm
        first={{ name, email, alias, hiredOn, isContractor, isScanning }}
        label="Save"
        busy={busy === 'save'}
        problem={problem}
        needsChange
        onSave={(values, changes) =>
          send({
            name: 'save',
            method: 'PATCH',
            path,
            body: { revision, changes },
            done: `${values.name.trim()} is changed`,
          })
        }
      />
      <div className="flex flex-wrap gap-2 border-t pt-4">
        <Button
          disabled={busy !== null}
          onClick={() =>
            void send({
              name: 'archive',
              method: 'PATCH',
              path,
              body: { revision, changes: { isArchived: !isArchived } },
              done: isArchived ? `${name} is back` : `${name} is archived`,
            })
          }
        >
          {isArchived ? <ArchiveRestore aria-hidden /> : <Archive aria-hidden />}
          {busy === 'archive' ? 'Saving' : isArchived ? 'Bring back' : 'Archive'}
        </Button>
        <Link
          className={buttonClasses({ variant: 'ghost' })}
          href={href(`/employees/${employee.employeeId}`)}
          prefetch={false}
        >
          <ExternalLink aria-hidden />
          See their day
        </Link>
      </div>
    </div>
  );
}

function Logins({ detail: { employee, identities } }: { detail: AdminEmployeeAnswer }) {
  const href = useHref();
  const { timeZone } = useSite();
  const moment = (at: string) => formatMoment(fromIsoInstant(at), timeZone);
  return (
    <div className="grid gap-3">
      {identities.length === 0 ? (
        <p className="text-sm text-ink-muted">
          No login is linked to {employee.name}: neither scans nor punches reach them.
        </p>
      ) : (
        <ul aria-label="Logins of the person" className="rounded-xl border">
          {identities.map((login) => (
            <li key={login.identityId} className="border-b px-3 py-2.5 text-sm last:border-b-0">
              <Link
                href={href('/admin/mappings', { tab: 'linked', q: login.externalId, item: login.identityId })}
                prefetch={false}
                className="inline-flex min-h-11 items-center font-medium [overflow-wrap:anywhere] hover:text-accent lg:min-h-0"
              >
                {login.externalName ?? login.externalId}
              </Link>
              <p className="text-ink-muted [overflow-wrap:anywhere]">
                {sourceLabel(login.source)}, {login.externalId}
              </p>
              <p className="text-ink-muted">
                {login.verifiedAt === null ? '' : `Linked ${moment(login.verifiedAt)}; `}last seen{' '}
                {moment(login.lastSeenAt)}
              </p>
            </li>
          ))}
        </ul>
      )}
      <Link
        className={buttonClasses({ className: 'justify-self-start' })}
        href={href('/admin/mappings')}
        prefetch={false}
      >
        Logins that wait
      </Link>
    </div>
  );
}

function Problem({ message }: { message: string }) {
  return (
    <p role="alert" className="rounded-lg bg-warn-soft px-3 py-2 text-sm font-medium text-warn">
      {message}
    </p>
  );
}
