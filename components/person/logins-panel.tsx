'use client';

import Link from 'next/link';
import { useHref, useHub, useSite } from '@/components/layout/hub-context';
import { Panel } from '@/components/layout/panel';
import type { SiteQuery } from '@/components/query/use-site-query';
import { DataPart } from '@/components/state/data-part';
import { Skeleton } from '@/components/ui/skeleton';
import type { EmployeeMapping, PersonDay } from '@/lib/domain/employees/schema';
import { sourceLabel } from '@/lib/domain/identity/labels';
import { formatDay, formatMoment } from '@/lib/platform/time/format';
import { fromIsoInstant } from '@/lib/platform/time/instant';

type LoginsPanelProps = { employee: PersonDay['employee'] | undefined; mapping: SiteQuery<EmployeeMapping> };

/** Who this is, and which logins of the sources count as theirs. */
export function LoginsPanel({ employee, mapping }: LoginsPanelProps) {
  const { user } = useHub();
  const href = useHref();
  return (
    <Panel
      title="Person and logins"
      note="Facts of these logins count for this person."
      action={
        user.role === 'admin' && employee !== undefined ? (
          <Link
            href={href('/admin/mappings', { tab: 'linked', q: employee.name })}
            prefetch={false}
            className="inline-flex min-h-11 items-center text-sm text-accent underline-offset-4 hover:underline lg:min-h-8 print:hidden"
          >
            Change under Mappings
          </Link>
        ) : undefined
      }
    >
      {employee !== undefined && <Facts employee={employee} />}
      <DataPart
        query={mapping}
        errorTitle="The logins could not be loaded"
        skeleton={<Skeleton className="h-24 w-full" />}
        isEmpty={({ identities }) => identities.length === 0}
        empty={
          <p className="py-4 text-sm text-ink-muted">
            No login is linked to this person, so neither clock times nor scans reach this page.
          </p>
        }
      >
        {({ identities }) => (
          <ul aria-label="Logins">
            {identities.map((login) => (
              <Login key={login.identityId} login={login} />
            ))}
          </ul>
        )}
      </DataPart>
    </Panel>
  );
}

function Facts({ employee }: { employee: PersonDay['employee'] }) {
  const facts = [
    ['Name', employee.name],
    ...(employee.alias === null ? [] : [['Shown on screens as', employee.alias]]),
    ...(employee.hiredOn === null ? [] : [['Hired on', formatDay(employee.hiredOn)]]),
  ];
  return (
    <dl className="mb-2 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 border-b pb-3 text-sm">
      {facts.map(([label, value]) => (
        <div key={label} className="contents">
          <dt className="text-ink-muted">{label}</dt>
          <dd className="[overflow-wrap:anywhere]">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Login({ login }: { login: EmployeeMapping['identities'][number] }) {
  const { timeZone } = useSite();
  return (
    <li className="border-b py-2 text-sm last:border-b-0">
      <p className="font-medium [overflow-wrap:anywhere]">{login.externalName ?? login.externalId}</p>
      <p className="text-ink-muted [overflow-wrap:anywhere]">
        {sourceLabel(login.source)}
        {login.externalName !== null && login.externalName !== login.externalId && `, ${login.externalId}`}
      </p>
      <p className="text-ink-muted">
        {login.verifiedAt === null
          ? 'Not confirmed yet'
          : `Linked ${formatMoment(fromIsoInstant(login.verifiedAt), timeZone)}`}
        {`; last seen ${formatMoment(fromIsoInstant(login.lastSeenAt), timeZone)}`}
      </p>
    </li>
  );
}
