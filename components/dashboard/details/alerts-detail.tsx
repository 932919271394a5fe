import Link from 'next/link';
import { useHref } from '@/components/layout/hub-context';
import { usePages } from '@/components/layout/use-pages';
import { useNow } from '@/components/live/live-provider';
import { buttonClasses } from '@/components/ui/button-classes';
import { cn } from '@/components/ui/class-names';
import type { Alert } from '@/lib/domain/alerts/schema';
import { alertEmployeeId } from '@/lib/domain/dashboard/prepare-alerts';
import { formatNumber } from '@/lib/platform/format/number';
import { formatAge, formatClock } from '@/lib/platform/time/format';
import { fromIsoInstant } from '@/lib/platform/time/instant';
import { PanelEmpty } from '../panel-empty';
import type { DetailProps } from './detail-props';

const TONES = { critical: 'text-bad', warning: 'text-warn', info: 'text-ink-muted' } as const;

const INBOX = '/alerts';

/** The alerts that are due first; the inbox, where the reader has one, holds all of them. */
export function AlertsDetail({ summary, timeZone }: DetailProps) {
  const href = useHref();
  const hasInbox = usePages().some(({ path }) => path === INBOX);
  if (summary?.alerts.ok !== true) return <PanelEmpty>The alerts could not be loaded.</PanelEmpty>;
  const { rows, counts } = summary.alerts.data;
  const total = counts.reduce((sum, one) => sum + one.alerts, 0);
  return (
    <>
      {rows.length === 0 ? (
        <PanelEmpty>No alert is open.</PanelEmpty>
      ) : (
        <>
          <p className="text-sm text-ink-muted">
            {total > rows.length ? `The ${rows.length} of ${formatNumber(total)} that are due first` : 'By due time'}
          </p>
          <ul className="rounded-lg border">
            {rows.map((alert) => (
              <li key={alert.id} className="border-b last:border-b-0">
                <AlertLine alert={alert} timeZone={timeZone} hasInbox={hasInbox} />
              </li>
            ))}
          </ul>
        </>
      )}
      {hasInbox && (
        <Link className={buttonClasses({ className: 'justify-self-end' })} href={href(INBOX)} prefetch={false}>
          Open the alerts
        </Link>
      )}
    </>
  );
}

type AlertLineProps = { alert: Alert; timeZone: string; hasInbox: boolean };

function AlertLine({ alert, timeZone, hasInbox }: AlertLineProps) {
  const href = useHref();
  const now = useNow();
  const due = fromIsoInstant(alert.dueAt);
  const name = typeof alert.details.name === 'string' ? alert.details.name : null;
  const employeeId = alertEmployeeId(alert.subject);
  const path = employeeId === null ? (hasInbox ? INBOX : null) : `/employees/${employeeId}`;
  const content = (
    <>
      <span className="flex items-baseline justify-between gap-3">
        <span className="font-medium">{name === null ? alert.title : `${name}: ${alert.title}`}</span>
        <span className={cn('shrink-0 text-xs font-medium capitalize', TONES[alert.severity])}>{alert.severity}</span>
      </span>
      <span className="text-sm text-ink-muted">
        since {formatClock(fromIsoInstant(alert.openedAt), timeZone)},{' '}
        {due < now ? (
          <span className="text-bad">{formatAge(now - due)} past due</span>
        ) : (
          `due in ${formatAge(due - now)}`
        )}
        {alert.status !== 'open' && `, ${alert.status}`}
      </span>
    </>
  );
  const classes = 'grid min-h-11 gap-0.5 px-3 py-2';
  if (path === null) return <div className={classes}>{content}</div>;
  return (
    <Link
      href={href(path)}
      prefetch={false}
      className={cn(classes, 'hover:bg-sunken/50 focus-visible:-outline-offset-2')}
    >
      {content}
    </Link>
  );
}
