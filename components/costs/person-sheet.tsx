'use client';

import { ExternalLink } from 'lucide-react';
import Link from 'next/link';
import { useHref, useSite } from '@/components/layout/hub-context';
import { useSiteQuery } from '@/components/query/use-site-query';
import { DataPart } from '@/components/state/data-part';
import { CsvLink } from '@/components/table/table-section';
import { buttonClasses } from '@/components/ui/button-classes';
import { Dialog, DialogContent, DialogTitle } from '@/components/ui/dialog';
import { Skeleton } from '@/components/ui/skeleton';
import { hasKnownHours } from '@/lib/domain/costs/people-view';
import type { PersonCosts } from '@/lib/domain/costs/schema';
import { formatMoney, formatUnitMoney } from '@/lib/platform/format/money';
import { formatNumber, formatPercent } from '@/lib/platform/format/number';
import type { DayRange } from '@/lib/platform/time/business-day';
import { formatDays, formatHours } from '@/lib/platform/time/format';
import type { IsoDay } from '@/lib/platform/time/instant';
import { personButtonId } from './people-columns';
import { PersonDays } from './person-days';
import { PersonRoles } from './person-roles';
import { UtilizationChip } from './utilization-chip';

type PersonSheetProps = {
  employeeId: number;
  /** Known from the list; the answer brings it too. */
  name: string | undefined;
  range: DayRange;
  /** The day that is opened. */
  day: IsoDay | null;
  onDay(day: IsoDay | null): void;
  onClose(): void;
  csv: string;
};

/** One person's cost over the range: by department, day by day, and the clock times behind a day. */
export default function PersonSheet({ employeeId, name, range, day, onDay, onClose, csv }: PersonSheetProps) {
  const site = useSite();
  const href = useHref();
  const query = useSiteQuery<PersonCosts>({
    path: `/api/dashboard/cost-analysis/employees/${employeeId}`,
    params: { from: range.from, to: range.to },
    schema: () => import('@/lib/domain/costs/schema').then(({ personCosts }) => personCosts),
    days: range,
  });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        aria-describedby={undefined}
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          document.getElementById(personButtonId(employeeId))?.focus();
        }}
        className="top-0 right-0 bottom-0 left-auto h-dvh max-h-dvh w-full max-w-3xl translate-x-0 translate-y-0 grid-cols-[minmax(0,1fr)] content-start gap-5 rounded-none border-y-0 border-r-0 p-4 sm:p-6"
      >
        <div className="pr-10">
          <DialogTitle className="pr-0">{query.data?.person.name ?? name ?? 'Person'}</DialogTitle>
          <p className="text-sm text-ink-muted">
            {site.name}, {formatDays(range.from, range.to)}
            {query.data?.liveDay == null ? '' : '; today counts so far'}
          </p>
        </div>
        <DataPart query={query} errorTitle="The cost of this person could not be loaded" skeleton={<SheetSkeleton />}>
          {(costs) => (
            <>
              <PersonFigures costs={costs} />
              <PersonRoles costs={costs} />
              <PersonDays
                costs={costs}
                day={day}
                onDay={onDay}
                action={<CsvLink href={csv} of="Days of the person" />}
              />
              <Link
                className={buttonClasses({ className: 'justify-self-start' })}
                href={href(`/employees/${employeeId}`)}
                prefetch={false}
              >
                <ExternalLink aria-hidden />
                Open the person
              </Link>
            </>
          )}
        </DataPart>
      </DialogContent>
    </Dialog>
  );
}

function PersonFigures({ costs: { person, currency } }: { costs: PersonCosts }) {
  const isKnown = hasKnownHours(person);
  const figures = [
    {
      label: 'Labour',
      value: formatMoney(isKnown ? person.labourCents : null, currency),
      note: `${formatHours(person.paidSeconds)} paid`,
    },
    {
      label: 'Per item',
      value: formatUnitMoney(isKnown ? person.costPerItemCents : null, currency),
      note: `${formatNumber(person.items)} items`,
    },
    {
      label: 'Active share',
      value: formatPercent(person.utilization, 1),
      note: <UtilizationChip chip={person.chip} hasScans={person.items > 0} />,
    },
    {
      label: 'Per paid hour',
      value: formatMoney(person.averageHourlyCents, currency),
      note: !isKnown ? (
        'no clock'
      ) : person.hasDefaultRate ? (
        <span className="text-warn">default rate</span>
      ) : (
        'own rate'
      ),
    },
  ];
  return (
    <dl className="grid grid-cols-2 overflow-hidden rounded-xl border sm:grid-cols-4">
      {figures.map(({ label, value, note }) => (
        <div key={label} className="-mt-px -ml-px grid content-start gap-0.5 border-t border-l px-3.5 py-2.5">
          <dt className="text-sm text-ink-muted">{label}</dt>
          <dd className="text-lg font-semibold tracking-tight">{value}</dd>
          <dd className="text-sm text-ink-muted">{note}</dd>
        </div>
      ))}
    </dl>
  );
}

function SheetSkeleton() {
  return (
    <div role="status" aria-label="Loading the cost of the person" className="grid gap-5">
      <Skeleton className="h-24 w-full rounded-xl" />
      <Skeleton className="h-40 w-full rounded-xl" />
      <Skeleton className="h-72 w-full rounded-xl" />
    </div>
  );
}
