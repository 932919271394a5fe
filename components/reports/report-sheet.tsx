'use client';

import { Download } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { departmentBackground } from '@/components/departments/department-colours';
import { useHref, useSite } from '@/components/layout/hub-context';
import { Panel } from '@/components/layout/panel';
import { addressOf } from '@/components/query/fetch-json';
import { buttonClasses } from '@/components/ui/button-classes';
import { cn } from '@/components/ui/class-names';
import { awardsByLabel, changeText } from '@/lib/domain/reports/prepare-view';
import type { ReportAnswer } from '@/lib/domain/reports/schema';
import { formatNumber, formatPercent, NO_NUMBER } from '@/lib/platform/format/number';
import { formatDay, formatHours } from '@/lib/platform/time/format';

/** The numbers of a report, in an order that fits one printed sheet. */
export function ReportSheet({ report }: { report: ReportAnswer }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 print:gap-2.5">
      <Tiles report={report} />
      <Departments report={report} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] print:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] print:gap-2.5">
        <Leaders report={report} />
        <Awards report={report} />
      </div>
    </div>
  );
}

function Tiles({ report }: { report: ReportAnswer }) {
  const { weekBefore, goalItems, goalPercent } = report;
  const before = (now: number, then: number | undefined) =>
    weekBefore === null || then === undefined ? undefined : `${changeText(now, then)} vs ${formatDay(weekBefore.date)}`;
  return (
    <dl className="grid grid-cols-2 overflow-hidden rounded-xl border bg-surface shadow-card lg:grid-cols-4 print:grid-cols-4 print:shadow-none">
      <Tile label="Finished items" note={before(report.finishedItems, weekBefore?.finishedItems)}>
        {formatNumber(report.finishedItems)}
      </Tile>
      <Tile label="Daily goal" note={goalItems === null ? 'no goal is set' : `of ${formatNumber(goalItems)} items`}>
        {percentText(goalPercent)}
      </Tile>
      <Tile label="Items, all scans" note={before(report.items, weekBefore?.items)}>
        {formatNumber(report.items)}
      </Tile>
      <Tile
        label="Points"
        note={report.unmappedItems > 0 ? `of which unmapped ${formatNumber(report.unmappedItems)} items` : undefined}
      >
        {formatNumber(report.points, 2)}
      </Tile>
      <Tile label="People" note={before(report.people, weekBefore?.people)}>
        {formatNumber(report.people)}
      </Tile>
      <Tile label="Clocked hours" note={`breaks ${formatHours(report.breakSeconds)} besides`}>
        {formatHours(report.clockedSeconds)}
      </Tile>
      <Tile label="Active share" note={`idle ${formatHours(report.idleSeconds)}`}>
        {formatPercent(report.utilization)}
      </Tile>
      <Tile
        label="Site efficiency"
        note={report.openIssues === 0 ? 'no open data issue' : `${formatNumber(report.openIssues)} open data issues`}
      >
        {percentText(report.siteEfficiencyPercent)}
      </Tile>
    </dl>
  );
}

function Tile({ label, note, children }: { label: string; note?: string; children: ReactNode }) {
  return (
    <div className="-mt-px -ml-px border-t border-l px-4 py-3 sm:px-5 print:px-2.5 print:py-1.5">
      <dt className="text-sm text-ink-muted print:text-[8pt]">{label}</dt>
      <dd className="mt-0.5 text-xl font-semibold tracking-tight sm:text-2xl print:text-[13pt]">{children}</dd>
      {note !== undefined && <dd className="text-sm text-ink-muted print:text-[7.5pt]">{note}</dd>}
    </div>
  );
}

const SHEET = 'print:p-2.5 print:[&_h2]:text-[10pt]';
const HEAD = 'px-2 pb-2 text-[0.8125rem] font-normal whitespace-nowrap text-ink-muted print:pb-1 print:text-[8pt]';
const CELL = 'border-t px-2 py-2 print:py-[3pt]';
const NUMBER = 'text-right whitespace-nowrap';

function Departments({ report }: { report: ReportAnswer }) {
  const href = useHref();
  return (
    <Panel title="Departments" action={<Csv report={report} table="departments" />} className={SHEET}>
      <div className="overflow-x-auto">
        <table aria-label="Departments" className="w-full border-collapse text-sm print:text-[8.5pt]">
          <thead>
            <tr>
              <Head>Department</Head>
              <Head isNumber>People</Head>
              <Head isNumber>Items</Head>
              <Head isNumber>Points</Head>
              <Head isNumber>Hours</Head>
              <Head isNumber>Items/h</Head>
              <Head isNumber>Target</Head>
              <Head isNumber>vs target</Head>
            </tr>
          </thead>
          <tbody>
            {report.departments.map((row) => (
              <tr key={row.department}>
                <th scope="row" className={cn(CELL, 'text-left font-normal')}>
                  <Link
                    href={href('/leaderboard', { date: report.date, department: row.department })}
                    prefetch={false}
                    className="inline-flex min-h-11 items-center gap-2 underline-offset-4 hover:text-accent hover:underline lg:min-h-0 print:min-h-0"
                  >
                    <span
                      className={cn(
                        'size-2.5 rounded-full print:print-color-adjust-exact',
                        departmentBackground(row.colour),
                      )}
                      aria-hidden
                    />
                    {row.department}
                  </Link>
                </th>
                <td className={cn(CELL, NUMBER)}>{formatNumber(row.people)}</td>
                <td className={cn(CELL, NUMBER)}>{formatNumber(row.items)}</td>
                <td className={cn(CELL, NUMBER)}>{formatNumber(row.points, 2)}</td>
                <td className={cn(CELL, NUMBER)}>{formatHours(row.workedSeconds)}</td>
                <td className={cn(CELL, NUMBER)}>{formatNumber(row.itemsPerHour, 1)}</td>
                <td className={cn(CELL, NUMBER)}>{formatNumber(row.targetPerHour, 0)}</td>
                <td className={cn(CELL, NUMBER)}>{signedPercent(row.vsTargetPercent)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function Leaders({ report }: { report: ReportAnswer }) {
  const href = useHref();
  return (
    <Panel title="The first ten" action={<Csv report={report} table="leaders" />} className={SHEET}>
      {report.top.length === 0 ? (
        <p className="text-sm text-ink-muted">Nobody had work or clocked time on this day.</p>
      ) : (
        <div className="overflow-x-auto">
          <table aria-label="The first ten" className="w-full border-collapse text-sm print:text-[8.5pt]">
            <thead>
              <tr>
                <Head isNumber>Rank</Head>
                <Head>Name</Head>
                <Head>Department</Head>
                <Head isNumber>Items</Head>
                <Head isNumber>Points</Head>
              </tr>
            </thead>
            <tbody>
              {report.top.map((row) => (
                <tr key={row.employeeId}>
                  <td className={cn(CELL, NUMBER, 'w-10')}>{row.rank}</td>
                  <th scope="row" className={cn(CELL, 'max-w-48 text-left font-normal')}>
                    <Link
                      href={href(`/employees/${row.employeeId}`, { date: report.date })}
                      prefetch={false}
                      title={row.name}
                      className="flex min-h-11 items-center underline-offset-4 hover:text-accent hover:underline lg:min-h-0 print:min-h-0"
                    >
                      <span className="truncate">{row.name}</span>
                    </Link>
                  </th>
                  <td className={cn(CELL, 'text-ink-muted')}>{row.department ?? NO_NUMBER}</td>
                  <td className={cn(CELL, NUMBER)}>{formatNumber(row.items)}</td>
                  <td className={cn(CELL, NUMBER)}>{formatNumber(row.points, 2)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

/** So many names of an award fit the sheet; the CSV has them all. */
const NAMES_SHOWN = 8;

function Awards({ report }: { report: ReportAnswer }) {
  const groups = awardsByLabel(report.awards);
  return (
    <Panel
      title="Awards"
      action={groups.length === 0 ? undefined : <Csv report={report} table="awards" />}
      className={SHEET}
    >
      {groups.length === 0 ? (
        <p className="text-sm text-ink-muted print:text-[8.5pt]">
          None so far. Most awards are given when the day is final, in the night after it.
        </p>
      ) : (
        <dl className="grid gap-2.5 text-sm print:gap-1.5 print:text-[8.5pt]">
          {groups.map(({ label, names }) => (
            <div key={label}>
              <dt className="font-medium">
                {label} <span className="font-normal text-ink-muted">{formatNumber(names.length)}</span>
              </dt>
              <dd className="text-ink-muted print:line-clamp-2">
                {names.slice(0, NAMES_SHOWN).join(', ')}
                {names.length > NAMES_SHOWN && ` and ${formatNumber(names.length - NAMES_SHOWN)} more`}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </Panel>
  );
}

function Head({ isNumber = false, children }: { isNumber?: boolean; children: string }) {
  return (
    <th scope="col" className={cn(HEAD, isNumber ? 'text-right' : 'text-left')}>
      {children}
    </th>
  );
}

function Csv({ report, table }: { report: ReportAnswer; table: 'departments' | 'leaders' | 'awards' }) {
  const site = useSite();
  return (
    <a
      className={buttonClasses({ variant: 'ghost', className: '-my-2 -mr-2 px-2.5 text-ink-muted print:hidden' })}
      href={addressOf(`/api/dashboard/reports/${report.date}/export`, { site: site.code, table })}
      download
      aria-label={`Download the ${table} as CSV`}
    >
      <Download aria-hidden />
      CSV
    </a>
  );
}

function percentText(percent: number | null): string {
  return percent === null ? NO_NUMBER : `${formatNumber(percent, 1)}%`;
}

function signedPercent(percent: number | null): string {
  return percent === null ? NO_NUMBER : `${percent > 0 ? '+' : ''}${formatNumber(percent, 1)}%`;
}
