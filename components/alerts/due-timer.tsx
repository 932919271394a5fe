'use client';

import { Timer, TimerOff } from 'lucide-react';
import { useNow } from '@/components/live/live-provider';
import { cn } from '@/components/ui/class-names';
import { dueIn, settledText } from '@/lib/domain/alerts/prepare-view';
import type { Alert } from '@/lib/domain/alerts/schema';
import { fromIsoInstant } from '@/lib/platform/time/instant';

type DueTimerProps = { alert: Pick<Alert, 'dueAt' | 'resolvedAt' | 'isBreached'>; className?: string };

/** How long until somebody must have settled it, second by second; of a settled one whether that was in time. */
export function DueTimer({ alert, className }: DueTimerProps) {
  const classes = cn('inline-flex items-center gap-1.5 text-sm whitespace-nowrap', className);
  if (alert.resolvedAt !== null) {
    return <span className={cn(classes, alert.isBreached ? 'text-warn' : 'text-ink-muted')}>{settledText(alert)}</span>;
  }
  return <Ticking dueAt={alert.dueAt} className={classes} />;
}

function Ticking({ dueAt, className }: { dueAt: string; className: string }) {
  const { text, isOver } = dueIn(fromIsoInstant(dueAt), useNow());
  const Icon = isOver ? TimerOff : Timer;
  return (
    <span data-testid="due" className={cn(className, isOver ? 'font-medium text-bad' : 'text-ink-muted')}>
      <Icon className="size-4 shrink-0" aria-hidden />
      {isOver ? `overdue ${text}` : `due in ${text}`}
    </span>
  );
}
