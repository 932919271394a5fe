import { Coffee, LogIn, LogOut, type LucideIcon, Undo2 } from 'lucide-react';
import Link from 'next/link';
import { useHref } from '@/components/layout/hub-context';
import { Panel } from '@/components/layout/panel';
import { cn } from '@/components/ui/class-names';
import type { ClockEvent, ClockFeed } from '@/lib/domain/clock/schema';
import { formatNumber } from '@/lib/platform/format/number';
import { formatClock } from '@/lib/platform/time/format';
import { fromIsoInstant } from '@/lib/platform/time/instant';
import { PanelEmpty } from './panel-empty';

const LOOKS: Record<ClockEvent['kind'], { icon: LucideIcon; text: string; classes: string }> = {
  in: { icon: LogIn, text: 'clocked in', classes: 'text-good' },
  out: { icon: LogOut, text: 'clocked out', classes: 'text-ink-muted' },
  break_start: { icon: Coffee, text: 'began a break', classes: 'text-warn' },
  break_end: { icon: Undo2, text: 'back from a break', classes: 'text-accent' },
};

type FeedPanelProps = { feed: ClockFeed; isToday: boolean; timeZone: string };

/** Who came, went and had a break, newest first. */
export function FeedPanel({ feed, isToday, timeZone }: FeedPanelProps) {
  const href = useHref();
  const { rows, total, date } = feed;
  return (
    <Panel
      title="Time clock"
      note={
        total > rows.length ? `The last ${rows.length} of ${formatNumber(total)} events, newest first` : 'Newest first'
      }
      className="flex h-full flex-col xl:h-0 xl:min-h-full print:h-auto"
    >
      {rows.length === 0 ? (
        <PanelEmpty>{isToday ? 'Nobody has clocked in yet today.' : 'Nobody clocked in on this day.'}</PanelEmpty>
      ) : (
        <ol className="-mx-2 min-h-0 flex-1 overflow-y-auto max-xl:max-h-[29rem] print:max-h-none">
          {rows.map((event) => {
            const { icon: Icon, text, classes } = LOOKS[event.kind];
            return (
              <li key={`${event.employeeId}/${event.kind}/${event.at}`}>
                <Link
                  href={href(`/employees/${event.employeeId}`, { date: isToday ? null : date })}
                  prefetch={false}
                  className="flex min-h-11 items-center gap-3 rounded-lg px-2 py-1 hover:bg-sunken/60 focus-visible:-outline-offset-2 lg:min-h-9"
                >
                  <span className="w-11 shrink-0 text-sm text-ink-muted">
                    {formatClock(fromIsoInstant(event.at), timeZone)}
                  </span>
                  <Icon className={cn('size-4 shrink-0', classes)} aria-hidden />
                  <span className="min-w-0 flex-1 truncate">{event.name}</span>
                  <span className="shrink-0 text-sm text-ink-muted">{text}</span>
                </Link>
              </li>
            );
          })}
        </ol>
      )}
    </Panel>
  );
}
