'use client';

import { Check, ChevronLeft, ChevronRight, Circle, type LucideIcon, X } from 'lucide-react';
import Link from 'next/link';
import { useHref, useSite } from '@/components/layout/hub-context';
import { Panel } from '@/components/layout/panel';
import { useLiveFeed } from '@/components/live/live-provider';
import type { SiteQuery } from '@/components/query/use-site-query';
import { DataPart } from '@/components/state/data-part';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { Skeleton } from '@/components/ui/skeleton';
import { type CalendarCell, type DayState, prepareWeeks } from '@/lib/domain/employees/prepare-calendar';
import type { EmployeeCalendar } from '@/lib/domain/employees/schema';
import { formatNumber } from '@/lib/platform/format/number';
import { formatDay } from '@/lib/platform/time/format';
import type { IsoDay } from '@/lib/platform/time/instant';

type StreakPanelProps = {
  employeeId: number;
  calendar: SiteQuery<EmployeeCalendar>;
  /** The day that the page shows. */
  day: IsoDay;
  /** The first weeks shown are the latest. */
  isLatest: boolean;
  onEarlier(): void;
  onLater(): void;
};

/** Eight weeks of days: which qualify for a streak, which do not, which are not final. Each leads to its day. */
export function StreakPanel({ employeeId, calendar, day, isLatest, onEarlier, onLater }: StreakPanelProps) {
  return (
    <Panel
      title="Streak calendar"
      note="Worked days in a row that reach the daily target."
      action={
        <div className="flex gap-1 print:hidden">
          <Button size="icon" variant="ghost" aria-label="Earlier weeks" onClick={onEarlier}>
            <ChevronLeft aria-hidden />
          </Button>
          <Button size="icon" variant="ghost" aria-label="Later weeks" disabled={isLatest} onClick={onLater}>
            <ChevronRight aria-hidden />
          </Button>
        </div>
      }
    >
      <DataPart
        query={calendar}
        errorTitle="The calendar could not be loaded"
        skeleton={<Skeleton className="h-[28rem] w-full" />}
      >
        {(data) => <Weeks employeeId={employeeId} calendar={data} shown={day} />}
      </DataPart>
    </Panel>
  );
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

function Weeks({ employeeId, calendar, shown }: { employeeId: number; calendar: EmployeeCalendar; shown: IsoDay }) {
  const { weekStart } = useSite();
  const { today } = useLiveFeed();
  const weeks = prepareWeeks(calendar, { weekStartsOn: weekStart, today });
  const names = [...WEEKDAYS.slice(weekStart - 1), ...WEEKDAYS.slice(0, weekStart - 1)];
  return (
    <>
      <table className="w-full table-fixed border-separate border-spacing-1">
        <caption className="sr-only">
          Streak calendar from {formatDay(calendar.from)} to {formatDay(calendar.to)}
        </caption>
        <thead>
          <tr>
            {names.map((name) => (
              <th key={name} scope="col" className="pb-1 text-xs font-normal text-ink-muted">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week.start}>
              {week.cells.map((cell) => (
                <td key={cell.date} className="p-0">
                  <Cell
                    employeeId={employeeId}
                    cell={cell}
                    isShown={cell.date === shown}
                    isToday={cell.date === today}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <ul aria-label="Legend" className="mt-3 flex flex-wrap gap-x-4 gap-y-1.5 text-sm text-ink-muted">
        {LEGEND.map(({ state, isFinal, label }) => (
          <li key={label} className="flex items-center gap-1.5">
            <span
              aria-hidden
              className={cn(
                'grid size-5 place-items-center rounded',
                STATE_LOOKS[state].className,
                !isFinal && NOT_FINAL,
              )}
            >
              <StateIcon state={state} />
            </span>
            {label}
          </li>
        ))}
      </ul>
    </>
  );
}

const NOT_FINAL = 'border-2 border-dashed border-control';

const STATE_LOOKS: Record<DayState, { label: string; className: string; icon?: LucideIcon }> = {
  qualifying: { label: 'qualifies', className: 'bg-good-soft text-good', icon: Check },
  missed: { label: 'worked, does not qualify', className: 'bg-warn-soft text-warn', icon: X },
  open: { label: 'worked, not final', className: 'text-ink-muted', icon: Circle },
  off: { label: 'no work', className: 'bg-sunken/60 text-ink-muted' },
  ahead: { label: 'not begun', className: '' },
};

const LEGEND: readonly { state: DayState; isFinal: boolean; label: string }[] = [
  { state: 'qualifying', isFinal: true, label: 'Qualifies' },
  { state: 'missed', isFinal: true, label: 'Worked, does not qualify: a streak ends' },
  { state: 'open', isFinal: false, label: 'Worked, not final: may still qualify' },
  { state: 'qualifying', isFinal: false, label: 'Qualifies already, not final' },
  { state: 'off', isFinal: true, label: 'No work: skipped' },
];

function StateIcon({ state }: { state: DayState }) {
  const Icon = STATE_LOOKS[state].icon;
  return Icon === undefined ? null : <Icon className="size-3.5 shrink-0" aria-hidden />;
}

type CellProps = { employeeId: number; cell: CalendarCell; isShown: boolean; isToday: boolean };

function Cell({ employeeId, cell, isShown, isToday }: CellProps) {
  const href = useHref();
  const { date, state, day } = cell;
  if (state === 'ahead') return <div className="h-11" />;
  const isOpen = day?.isWorked === true && !day.isFinal;
  return (
    <Link
      href={href(`/employees/${employeeId}`, { date: isToday ? null : date })}
      prefetch={false}
      scroll={false}
      aria-label={cellLabel(cell)}
      title={cellLabel(cell)}
      aria-current={isShown ? 'date' : undefined}
      data-state={state}
      className={cn(
        'flex h-11 flex-col items-center justify-center rounded-md text-xs leading-tight hover:ring-2 hover:ring-control print:print-color-adjust-exact',
        STATE_LOOKS[state].className,
        isOpen && NOT_FINAL,
        isShown && 'ring-2 ring-accent',
      )}
    >
      <span className={cn(state === 'off' ? 'font-normal' : 'font-medium')}>{Number(date.slice(-2))}</span>
      <StateIcon state={state} />
    </Link>
  );
}

/** `Tue, 3 Mar 2026: qualifies, 260.40 of 250.00 points, streak 4` */
function cellLabel({ date, state, day }: CalendarCell): string {
  const parts: string[] = [STATE_LOOKS[state].label];
  if (day?.isWorked === true) {
    const target = day.targetPoints === null ? ', no target' : ` of ${formatNumber(day.targetPoints, 2)}`;
    parts.push(`${formatNumber(day.points, 2)}${target} points`);
    if (!day.isFinal && state !== 'open') parts.push('not final');
    if (day.streak !== null) parts.push(`streak ${formatNumber(day.streak)}`);
  }
  return `${formatDay(date)}: ${parts.join(', ')}`;
}
