'use client';

import Link from 'next/link';
import { useHref } from '@/components/layout/hub-context';
import { useSiteQuery } from '@/components/query/use-site-query';
import { DataPart } from '@/components/state/data-part';
import { Dialog, DialogContent, DialogTitle } from '@/components/ui/dialog';
import { Skeleton } from '@/components/ui/skeleton';
import { agoText } from '@/lib/domain/flow/prepare-view';
import type { FlowPeople } from '@/lib/domain/flow/schema';
import { formatNumber } from '@/lib/platform/format/number';

const STATES: Record<FlowPeople['people'][number]['state'], string> = {
  working: 'Clocked in',
  'on-break': 'On a break',
  left: 'Not clocked in',
  unlinked: 'Login linked to nobody',
};
const ROWS = ['a', 'b', 'c'];
/** Answers of now change with time alone. */
const EVERY_SECONDS = 15;

type PeopleDialogProps = { department: string; isOpen: boolean; onOpenChange(isOpen: boolean): void };

/** Who works in a department now; each line leads to the person's day. */
export default function PeopleDialog({ department, isOpen, onOpenChange }: PeopleDialogProps) {
  const people = useSiteQuery<FlowPeople>({
    path: '/api/dashboard/bottleneck/people',
    params: { department },
    schema: () => import('@/lib/domain/flow/schema').then((schema) => schema.flowPeople),
    days: null,
    everySeconds: EVERY_SECONDS,
    isEnabled: isOpen,
  });
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent aria-describedby={undefined} className="max-w-xl grid-rows-[auto_minmax(0,1fr)] overflow-hidden">
        <div>
          <DialogTitle>At {department} now</DialogTitle>
          <p className="text-sm text-ink-muted">
            Whose latest scan of the last hour is here, and who has scanned here in the last 30 minutes
          </p>
        </div>
        <div className="-mx-6 -mb-6 overflow-y-auto px-6 pb-6">
          <DataPart
            query={people}
            errorTitle="The people could not be loaded"
            skeleton={
              <div role="status" aria-label="Loading the people" className="grid gap-3">
                {ROWS.map((row) => (
                  <Skeleton key={row} className="h-9 w-full" />
                ))}
              </div>
            }
            isEmpty={(data) => data.people.length === 0}
            empty={<p className="text-ink-muted">Nobody works at {department} now.</p>}
          >
            {(data) => <PeopleTable people={data.people} />}
          </DataPart>
        </div>
      </DialogContent>
    </Dialog>
  );
}

function PeopleTable({ people }: { people: FlowPeople['people'] }) {
  const href = useHref();
  const items = people.reduce((sum, one) => sum + one.items, 0);
  const number = 'px-2 text-right whitespace-nowrap';
  return (
    <>
      <p className="mb-2 text-sm">
        <b className="font-semibold">{formatNumber(items)} items</b> in the last 30 minutes, {formatNumber(items * 2)}{' '}
        an hour.
      </p>
      <table className="w-full text-sm">
        <thead>
          <tr className="border-b text-[0.8125rem] text-ink-muted">
            <th scope="col" className="h-9 text-left font-normal">
              Person
            </th>
            <th scope="col" className={`${number} font-normal`}>
              Items in 30 min
            </th>
            <th scope="col" className={`${number} pr-0 font-normal`}>
              Last scan
            </th>
          </tr>
        </thead>
        <tbody>
          {people.map((one) => (
            <tr key={`${one.employeeId}/${one.name}`} className="border-b last:border-b-0">
              <td className="py-1">
                {one.employeeId === null ? (
                  <span className="font-medium">{one.name}</span>
                ) : (
                  <Link
                    href={href(`/employees/${one.employeeId}`)}
                    prefetch={false}
                    className="inline-flex min-h-11 items-center font-medium hover:underline lg:min-h-6"
                  >
                    {one.name}
                  </Link>
                )}
                <span className="block text-xs text-ink-muted">{STATES[one.state]}</span>
              </td>
              <td className={number}>{formatNumber(one.items)}</td>
              <td className={`${number} pr-0`}>{agoText(one.minutesSinceLastScan)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
