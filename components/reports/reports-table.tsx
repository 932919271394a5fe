'use client';

import Link from 'next/link';
import { useHref, useSite } from '@/components/layout/hub-context';
import { cn } from '@/components/ui/class-names';
import type { ReportList } from '@/lib/domain/reports/schema';
import { formatNumber, NO_NUMBER } from '@/lib/platform/format/number';
import { formatClock, formatDay, formatHours } from '@/lib/platform/time/format';
import { fromIsoInstant } from '@/lib/platform/time/instant';

const HEAD = 'h-11 px-3 text-[0.8125rem] font-normal whitespace-nowrap text-ink-muted first:pl-4 last:pr-4';
const CELL = 'h-12 px-3 first:pl-4 last:pr-4 whitespace-nowrap';
const NUMBER = 'text-right';
const WIDE = 'max-md:hidden';

/** A line a day; the day leads to its report. */
export function ReportsTable({ rows }: { rows: ReportList['rows'] }) {
  const href = useHref();
  const { timeZone } = useSite();
  return (
    <div className="overflow-x-auto rounded-xl border bg-surface shadow-card print:shadow-none">
      <table aria-label="Reports" className="w-full border-collapse text-sm">
        <thead>
          <tr className="border-b">
            <th scope="col" className={cn(HEAD, 'text-left')}>
              Day
            </th>
            <th scope="col" className={cn(HEAD, NUMBER)}>
              People
            </th>
            <th scope="col" className={cn(HEAD, NUMBER, WIDE)}>
              Clocked hours
            </th>
            <th scope="col" className={cn(HEAD, NUMBER)}>
              Items
            </th>
            <th scope="col" className={cn(HEAD, NUMBER, WIDE)}>
              Finished items
            </th>
            <th scope="col" className={cn(HEAD, NUMBER, WIDE)} title="Finished items of the daily goal">
              Goal
            </th>
            <th scope="col" className={cn(HEAD, NUMBER, 'max-sm:hidden')}>
              Points
            </th>
            <th
              scope="col"
              className={cn(HEAD, NUMBER, 'max-xl:hidden')}
              title="Items of the time worked at the target pace"
            >
              Efficiency
            </th>
            <th scope="col" className={cn(HEAD, NUMBER, WIDE)} title="Data issues of the day that were open">
              Issues
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.date} className="border-b last:border-b-0 hover:bg-sunken/50">
              <th scope="row" className={cn(CELL, 'text-left font-normal')}>
                <Link
                  href={href(`/reports/${row.date}`)}
                  prefetch={false}
                  className="inline-flex min-h-11 flex-col justify-center font-medium underline-offset-4 hover:text-accent hover:underline"
                >
                  {formatDay(row.date)}
                </Link>
                <span className="flex flex-wrap gap-x-2 pb-1 text-xs text-ink-muted">
                  <span>made {formatClock(fromIsoInstant(row.generatedAt), timeZone)}</span>
                  {row.isRevised && <span className="text-warn">revised since</span>}
                </span>
              </th>
              <td className={cn(CELL, NUMBER)}>{formatNumber(row.people)}</td>
              <td className={cn(CELL, NUMBER, WIDE)}>{formatHours(row.clockedSeconds)}</td>
              <td className={cn(CELL, NUMBER)}>{formatNumber(row.items)}</td>
              <td className={cn(CELL, NUMBER, WIDE)}>{formatNumber(row.finishedItems)}</td>
              <td className={cn(CELL, NUMBER, WIDE)}>{percentText(row.goalPercent)}</td>
              <td className={cn(CELL, NUMBER, 'max-sm:hidden')}>{formatNumber(row.points, 2)}</td>
              <td className={cn(CELL, NUMBER, 'max-xl:hidden')}>{percentText(row.siteEfficiencyPercent)}</td>
              <td className={cn(CELL, NUMBER, WIDE, row.openIssues > 0 && 'text-warn')}>
                {row.openIssues === 0 ? NO_NUMBER : formatNumber(row.openIssues)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function percentText(percent: number | null): string {
  return percent === null ? NO_NUMBER : `${formatNumber(percent, 1)}%`;
}
