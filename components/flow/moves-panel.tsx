import { ArrowRight } from 'lucide-react';
import Link from 'next/link';
import { useHref } from '@/components/layout/hub-context';
import { Panel } from '@/components/layout/panel';
import { effectParts, measuredFrom } from '@/lib/domain/flow/prepare-view';
import type { FlowNow, StoredMove } from '@/lib/domain/flow/schema';
import { formatClock } from '@/lib/platform/time/format';
import { fromIsoInstant } from '@/lib/platform/time/instant';

/** Today's moves, newest first, and what each brought once it is measured. */
export function MovesPanel({ flow, timeZone }: { flow: FlowNow; timeZone: string }) {
  if (flow.moves.length === 0) return null;
  return (
    <Panel
      title="Moves today"
      note="Measured over the 30 minutes after a move against the 30 before. Other things change meanwhile, too."
    >
      <ul aria-label="Moves today" className="-my-1 max-h-96 overflow-y-auto print:max-h-none">
        {flow.moves.map((move) => (
          <Move key={move.id} move={move} now={fromIsoInstant(flow.asOf)} timeZone={timeZone} />
        ))}
      </ul>
    </Panel>
  );
}

function Move({ move, now, timeZone }: { move: StoredMove; now: number; timeZone: string }) {
  const href = useHref();
  const due = measuredFrom(move);
  const at = formatClock(due, timeZone);
  const effect = effectParts(move);
  return (
    <li className="grid gap-x-4 gap-y-0.5 border-b py-2.5 last:border-b-0 sm:grid-cols-[3.5rem_minmax(0,1fr)] lg:grid-cols-[3.5rem_minmax(0,2fr)_minmax(0,3fr)]">
      <span className="text-ink-muted">{formatClock(fromIsoInstant(move.movedAt), timeZone)}</span>
      <p className="flex flex-wrap items-center gap-x-2">
        <Link href={href(`/employees/${move.employeeId}`)} prefetch={false} className="font-medium hover:underline">
          {move.name}
        </Link>
        <span className="flex items-center gap-1 text-sm">
          {move.from ?? 'No department'}
          <ArrowRight className="size-3.5" aria-label="to" />
          {move.to}
        </span>
        <span className="text-sm text-ink-muted">by {move.movedBy}</span>
      </p>
      <p className="text-sm text-ink-muted sm:col-start-2 lg:col-start-3">
        {move.measuredAt === null
          ? now < due
            ? `Effect measured at ${at}`
            : `Being measured since ${at}`
          : `${effect.join('; ')}.`}
      </p>
    </li>
  );
}
