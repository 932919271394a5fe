import { ArrowRight } from 'lucide-react';
import Link from 'next/link';
import { useHref } from '@/components/layout/hub-context';
import { Panel } from '@/components/layout/panel';
import { BreakdownBar } from '@/components/leaderboard/breakdown-bar';
import { buttonClasses } from '@/components/ui/button-classes';
import { cn } from '@/components/ui/class-names';
import type { Leaderboard } from '@/lib/domain/leaderboard/schema';
import { formatNumber } from '@/lib/platform/format/number';
import { PanelEmpty } from './panel-empty';

type LeadersPanelProps = { board: Leaderboard; date: string | null; isToday: boolean };

/** The first ten of the day. */
export function LeadersPanel({ board, date, isToday }: LeadersPanelProps) {
  const href = useHref();
  const full = board.rows[0]?.points ?? 0;
  return (
    <Panel
      title="Top of the leaderboard"
      note={
        board.total === 0
          ? undefined
          : `The first ${board.rows.length} of ${formatNumber(board.total)} people by points`
      }
      className="h-full xl:min-h-72"
      action={
        <Link
          className={buttonClasses({ variant: 'ghost', className: '-my-1 px-2 text-ink-muted print:hidden' })}
          href={href('/leaderboard', { date })}
          prefetch={false}
        >
          All
          <ArrowRight aria-hidden />
        </Link>
      }
    >
      {board.rows.length === 0 ? (
        <PanelEmpty>
          {isToday
            ? 'Nobody has started yet today. People appear here with their first clock-in or scan.'
            : 'Nobody worked on this day.'}
        </PanelEmpty>
      ) : (
        <ol className="-mx-2">
          {board.rows.map((row) => (
            <li key={row.employeeId}>
              <Link
                href={href(`/employees/${row.employeeId}`, { date })}
                prefetch={false}
                className="grid min-h-11 grid-cols-[1.75rem_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 rounded-lg px-2 py-1.5 hover:bg-sunken/60 focus-visible:-outline-offset-2 sm:grid-cols-[1.75rem_minmax(0,1.1fr)_minmax(0,1fr)_6.5rem_5.5rem]"
              >
                <span className={cn('text-right', row.rank <= 3 ? 'font-semibold' : 'text-ink-muted')}>{row.rank}</span>
                <span className="flex min-w-0 items-center gap-2">
                  <span className="truncate font-medium">{row.name}</span>
                  {row.isClockedIn && (
                    <>
                      <span className="size-2 shrink-0 rounded-full bg-good" title="Clocked in" aria-hidden />
                      <span className="sr-only">Clocked in</span>
                    </>
                  )}
                </span>
                <BreakdownBar
                  parts={row.breakdown}
                  departments={board.departments}
                  fullPoints={full}
                  className="max-sm:hidden"
                />
                <span className="text-right">
                  <span className="font-semibold">{formatNumber(row.points, 2)}</span>
                  <span className="sr-only"> points</span>
                </span>
                <span className="text-right text-sm text-ink-muted max-sm:col-start-2 max-sm:row-start-2 max-sm:text-left">
                  {formatNumber(row.items)} items
                </span>
              </Link>
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}
