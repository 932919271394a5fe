import { CircleCheck, DatabaseZap, Hourglass, type LucideIcon, Waypoints } from 'lucide-react';
import Link from 'next/link';
import { type ReactNode, useState } from 'react';
import { useHref, useHub } from '@/components/layout/hub-context';
import { Panel } from '@/components/layout/panel';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { type AttentionRow, prepareAttention } from '@/lib/domain/dashboard/prepare-view';
import type { Attention } from '@/lib/domain/dashboard/schema';
import { issueCountText } from '@/lib/domain/issues/prepare-labels';
import { formatNumber } from '@/lib/platform/format/number';
import { formatClock } from '@/lib/platform/time/format';
import { fromIsoInstant } from '@/lib/platform/time/instant';

type AttentionPanelProps = {
  attention: Attention;
  isToday: boolean;
  timeZone: string;
  onIssues(): void;
  onRetry(): void;
};

/** So many lines at first; on a bad day there are dozens. */
const FIRST_ROWS = 8;

/** What somebody should look at, the gravest first; every line leads to it. */
export function AttentionPanel({ attention, isToday, timeZone, onIssues, onRetry }: AttentionPanelProps) {
  const [isWhole, setWhole] = useState(false);
  const { rows, failed } = prepareAttention(attention, isToday);
  const shown = isWhole ? rows : rows.slice(0, FIRST_ROWS);
  return (
    <Panel
      title="Needs attention"
      note={isToday ? 'Now: jams, people without scans, data issues' : 'Open data issues about this day'}
      className="flex h-full flex-col xl:h-0 xl:min-h-full print:h-auto"
    >
      {failed.length > 0 && (
        <div role="alert" className="mb-2 flex flex-wrap items-center justify-between gap-2 text-sm text-bad">
          <span>Could not be loaded: {failed.join(', ')}.</span>
          <Button onClick={onRetry}>Try again</Button>
        </div>
      )}
      {rows.length === 0 && failed.length === 0 ? (
        <div className="grid min-h-40 flex-1 place-items-center content-center gap-2 py-6 text-center text-ink-muted">
          <CircleCheck className="size-7 text-good" strokeWidth={1.5} aria-hidden />
          <p>{isToday ? 'Nothing needs attention now.' : 'No open data issue is about this day.'}</p>
        </div>
      ) : (
        <ul className="-mx-2 min-h-0 flex-1 overflow-y-auto print:overflow-visible">
          {shown.map((row) => (
            <li key={keyOf(row)}>
              <Row row={row} isToday={isToday} timeZone={timeZone} onIssues={onIssues} />
            </li>
          ))}
          {rows.length > FIRST_ROWS && (
            <li className="px-2 pt-1 print:hidden">
              <Button onClick={() => setWhole(!isWhole)} aria-expanded={isWhole}>
                {isWhole ? 'Show fewer' : `Show ${rows.length - FIRST_ROWS} more`}
              </Button>
            </li>
          )}
        </ul>
      )}
    </Panel>
  );
}

function keyOf(row: AttentionRow): string {
  switch (row.kind) {
    case 'jam':
      return `jam/${row.jam.department}`;
    case 'idle':
      return `idle/${row.idle.employeeId}`;
    case 'issue':
      return `issue/${row.issue}`;
  }
}

type RowProps = { row: AttentionRow; isToday: boolean; timeZone: string; onIssues(): void };

function Row({ row, isToday, timeZone, onIssues }: RowProps) {
  const href = useHref();
  const { user } = useHub();
  switch (row.kind) {
    case 'jam':
      return (
        <Link href={href('/flow')} prefetch={false} className={LINE}>
          <Line icon={Waypoints} severity={row.severity} title={row.jam.department} text={row.jam.cause}>
            {row.jam.forecast?.isSoon === true && (
              <span className="block text-sm text-warn">
                {row.jam.forecast.hours === 0
                  ? 'The queue has reached its limit.'
                  : `The queue reaches its limit in ${formatNumber(row.jam.forecast.hours * 60)} min.`}
              </span>
            )}
          </Line>
        </Link>
      );
    case 'idle':
      return (
        <Link href={href(`/employees/${row.idle.employeeId}`)} prefetch={false} className={LINE}>
          <Line
            icon={Hourglass}
            severity={row.severity}
            title={row.idle.name}
            text={`${row.idle.phrase}, longer than normal since ${formatClock(fromIsoInstant(row.idle.since), timeZone)}`}
          />
        </Link>
      );
    case 'issue': {
      const line = (
        <Line
          icon={DatabaseZap}
          severity={row.severity}
          title={issueCountText(row.issue, row.count)}
          text={isToday ? ofTodayText(row) : null}
        />
      );
      // The list names people and is for those who may settle it.
      if (user.role === 'viewer') return <div className={cn(LINE, 'hover:bg-transparent')}>{line}</div>;
      return (
        <button type="button" aria-haspopup="dialog" onClick={onIssues} className={LINE}>
          {line}
        </button>
      );
    }
  }
}

function ofTodayText({ count, ofDay }: { count: number; ofDay: number }): string {
  if (ofDay === 0) return 'from earlier days';
  return ofDay === count ? 'from today' : `${ofDay} from today, the others from earlier days`;
}

const LINE = 'flex min-h-11 w-full rounded-lg px-2 py-2 text-left hover:bg-sunken/60 focus-visible:-outline-offset-2';
const LOOKS = {
  critical: { word: 'Critical', classes: 'text-bad' },
  warning: { word: 'Warning', classes: 'text-warn' },
  info: { word: null, classes: 'text-ink-muted' },
} as const;

type LineProps = {
  icon: LucideIcon;
  severity: AttentionRow['severity'];
  title: string;
  text: string | null;
  children?: ReactNode;
};

function Line({ icon: Icon, severity, title, text, children }: LineProps) {
  const { word, classes } = LOOKS[severity];
  return (
    <span className="flex min-w-0 flex-1 gap-3">
      <Icon className={cn('mt-0.5 size-4 shrink-0', classes)} aria-hidden />
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline justify-between gap-3">
          <span className="min-w-0 font-medium">{title}</span>
          {word !== null && <span className={cn('shrink-0 text-xs font-medium', classes)}>{word}</span>}
        </span>
        {text !== null && <span className="block text-sm text-ink-muted">{text}</span>}
        {children}
      </span>
    </span>
  );
}
