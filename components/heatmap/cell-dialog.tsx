'use client';

import Link from 'next/link';
import { useHref, useSite } from '@/components/layout/hub-context';
import type { QueryParams } from '@/components/query/fetch-json';
import { useSiteQuery } from '@/components/query/use-site-query';
import { DataPart } from '@/components/state/data-part';
import { Dialog, DialogContent, DialogTitle } from '@/components/ui/dialog';
import { Skeleton } from '@/components/ui/skeleton';
import type { HourPeople } from '@/lib/domain/heatmap/schema';
import { formatNumber, NO_NUMBER } from '@/lib/platform/format/number';
import { formatClock, formatDay } from '@/lib/platform/time/format';
import { fromIsoInstant, type IsoDay } from '@/lib/platform/time/instant';

/** The cell that is asked about. */
export type OpenCell = {
  title: string;
  /** The days in words. */
  when: string;
  from: IsoDay;
  to: IsoDay;
  /** What the API is asked for besides the days. */
  scope: QueryParams;
  /** Of a mean: over how many days, and of what. */
  mean: { days: number; label: string } | null;
  /** It is the cell of a person: days are listed, not people. */
  isPerson: boolean;
};

type CellDialogProps = { cell: OpenCell; isOpen: boolean; onOpenChange(isOpen: boolean): void };

const ROWS = ['a', 'b', 'c'];

/** Who is behind a number of the heat map; each line leads to the person's day. */
export default function CellDialog({ cell, isOpen, onOpenChange }: CellDialogProps) {
  const { from, to } = cell;
  const people = useSiteQuery<HourPeople>({
    path: '/api/dashboard/analytics/hourly-heatmap/people',
    params: { from, to, ...cell.scope },
    schema: () => import('@/lib/domain/heatmap/schema').then((schema) => schema.hourPeople),
    days: { from, to },
    isEnabled: isOpen,
  });
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent aria-describedby={undefined} className="max-w-xl grid-rows-[auto_minmax(0,1fr)] overflow-hidden">
        <div>
          <DialogTitle>{cell.title}</DialogTitle>
          <p className="text-sm text-ink-muted">{cell.when}</p>
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
          >
            {(data) => <PeopleOfHour data={data} cell={cell} />}
          </DataPart>
        </div>
      </DialogContent>
    </Dialog>
  );
}

function PeopleOfHour({ data, cell }: { data: HourPeople; cell: OpenCell }) {
  const { total, unmapped, rows } = data;
  const hasUnmapped = unmapped !== null && unmapped.items > 0;
  const items = total.items + (unmapped?.items ?? 0);
  const hidden = total.people - rows.length;
  return (
    <div className="grid gap-3">
      <p className="text-sm">
        <b className="font-semibold">{formatNumber(items)} items</b>,{' '}
        {formatNumber(total.points + (unmapped?.points ?? 0), 2)} points
        {hasUnmapped && `, of which unmapped ${formatNumber(unmapped.items)} items`}.
        {cell.mean !== null && cell.mean.days > 0 && (
          <>
            {' '}
            Over {formatNumber(cell.mean.days)} {cell.mean.label} with people there:{' '}
            {formatNumber(items / cell.mean.days, 2)} items on average.
          </>
        )}
      </p>
      {rows.length === 0 ? (
        <p className="text-ink-muted">
          {hasUnmapped
            ? 'All of it is of logins that are linked to nobody yet.'
            : 'Somebody was at the site, but nobody has items here in this hour.'}
        </p>
      ) : (
        <PeopleTable data={data} isPerson={cell.isPerson} />
      )}
      {hidden > 0 && (
        <p className="text-sm text-ink-muted">
          The first {formatNumber(rows.length)} of {formatNumber(total.people)}, those with the most items. Choose fewer
          days to see all.
        </p>
      )}
    </div>
  );
}

function PeopleTable({ data, isPerson }: { data: HourPeople; isPerson: boolean }) {
  const href = useHref();
  const { timeZone } = useSite();
  const isRange = data.from !== data.to;
  const number = 'px-2 text-right whitespace-nowrap';
  return (
    <table className="w-full text-sm">
      <thead>
        <tr className="border-b text-[0.8125rem] text-ink-muted">
          <th scope="col" className="h-9 text-left font-normal">
            {isPerson ? 'Day' : 'Person'}
          </th>
          {isRange && !isPerson && (
            <th scope="col" className="px-2 text-left font-normal">
              Day
            </th>
          )}
          <th scope="col" className={`${number} font-normal`}>
            Items
          </th>
          <th scope="col" className={`${number} font-normal max-sm:hidden`}>
            Points
          </th>
          <th scope="col" className={`${number} pr-0 font-normal`} title="Work time within the hour">
            Work time
          </th>
        </tr>
      </thead>
      <tbody>
        {data.rows.map((row) => (
          <tr key={`${row.employeeId}/${row.start}/${row.date}`} className="border-b last:border-b-0">
            <td className="min-w-0">
              <Link
                href={href(`/employees/${row.employeeId}`, { date: row.date })}
                prefetch={false}
                className="flex min-h-11 items-center font-medium hover:underline lg:min-h-9"
              >
                {isPerson ? `${formatDay(row.date)}, ${formatClock(fromIsoInstant(row.start), timeZone)}` : row.name}
              </Link>
            </td>
            {isRange && !isPerson && <td className="px-2 whitespace-nowrap text-ink-muted">{formatDay(row.date)}</td>}
            <td className={number}>{formatNumber(row.items)}</td>
            <td className={`${number} max-sm:hidden`}>{formatNumber(row.points, 2)}</td>
            <td className={`${number} pr-0`}>
              {row.workSeconds === null ? NO_NUMBER : `${formatNumber(Math.round(row.workSeconds / 60))} min`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
