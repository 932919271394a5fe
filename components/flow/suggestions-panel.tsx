import { ArrowRight, Clock } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { useHref, useHub, useSite } from '@/components/layout/hub-context';
import { Panel } from '@/components/layout/panel';
import { toast } from '@/components/layout/toast';
import { RequestError, sendJson } from '@/components/query/fetch-json';
import { Button } from '@/components/ui/button';
import { expectedText, measuredFrom, pendingMove } from '@/lib/domain/flow/prepare-view';
import type { FlowNow, MoveSuggestion } from '@/lib/domain/flow/schema';
import { formatClock } from '@/lib/platform/time/format';
import { fromIsoInstant } from '@/lib/platform/time/instant';

const SHOWN_FIRST = 3;

/** Who could help at the bottleneck, why, and what it should bring; managers note the move with one click. */
export function SuggestionsPanel({ flow, onMoved }: { flow: FlowNow; onMoved(): void }) {
  const [isWhole, setWhole] = useState(false);
  const { suggestions, primary } = flow;
  const shown = isWhole ? suggestions : suggestions.slice(0, SHOWN_FIRST);
  return (
    <Panel title="Recommended moves" note={`To ${primary}, the best first`} className="flex flex-col">
      {suggestions.length === 0 ? (
        <p className="text-ink-muted">
          Nobody can move there now: everybody else is in a department that has trouble itself or would be left empty.
        </p>
      ) : (
        <ol aria-label="Recommended moves" className="-my-2">
          {shown.map((one) => (
            <Suggestion key={one.employeeId} suggestion={one} flow={flow} onMoved={onMoved} />
          ))}
        </ol>
      )}
      {suggestions.length > SHOWN_FIRST && (
        <Button
          variant="ghost"
          onClick={() => setWhole(!isWhole)}
          aria-expanded={isWhole}
          className="mt-2 self-start px-2 text-ink-muted print:hidden"
        >
          {isWhole ? 'Show fewer' : `Show ${suggestions.length - SHOWN_FIRST} more`}
        </Button>
      )}
    </Panel>
  );
}

function Suggestion({ suggestion, flow, onMoved }: { suggestion: MoveSuggestion; flow: FlowNow; onMoved(): void }) {
  const href = useHref();
  const { timeZone } = useSite();
  const { user } = useHub();
  const pending = pendingMove(flow.moves, suggestion);
  const growth = flow.departments.find((one) => one.department === suggestion.to)?.growth ?? null;
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 border-b py-3 last:border-b-0">
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex flex-wrap items-center gap-x-2">
          <Link
            href={href(`/employees/${suggestion.employeeId}`)}
            prefetch={false}
            className="font-medium hover:underline"
          >
            {suggestion.name}
          </Link>
          <span className="flex items-center gap-1 text-sm text-ink-muted">
            {suggestion.from}
            <ArrowRight className="size-3.5" aria-label="to" />
            {suggestion.to}
          </span>
        </p>
        <p className="text-sm text-ink-muted">{suggestion.reason}</p>
        <p className="text-sm">{expectedText(suggestion, growth, flow.queueLimit)}</p>
      </div>
      {pending !== undefined ? (
        <p className="flex min-h-9 items-center gap-1.5 text-sm text-ink-muted">
          <Clock className="size-4" aria-hidden />
          Moved, effect at {formatClock(measuredFrom(pending), timeZone)}
        </p>
      ) : (
        user.role !== 'viewer' && <MoveButton suggestion={suggestion} onMoved={onMoved} />
      )}
    </li>
  );
}

function MoveButton({ suggestion, onMoved }: { suggestion: MoveSuggestion; onMoved(): void }) {
  const site = useSite();
  const [isSending, setSending] = useState(false);
  const { employeeId, name, to } = suggestion;
  const move = async () => {
    setSending(true);
    try {
      const address = `/api/dashboard/bottleneck/moves?site=${encodeURIComponent(site.code)}`;
      const stored = await sendJson('POST', address, { employeeId, to }, () =>
        import('@/lib/domain/flow/schema').then((schema) => schema.moveStored),
      );
      const at = formatClock(fromIsoInstant(stored.measuredFrom), site.timeZone);
      toast.success(`${name} moves to ${to}`, { description: `The effect is measured at ${at}.` });
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      toast.error(`${name} was not moved.`, { description: error.message });
    } finally {
      setSending(false);
      onMoved();
    }
  };
  return (
    <Button onClick={move} disabled={isSending} aria-label={`Move ${name} to ${to}`} className="print:hidden">
      {isSending ? 'Moving' : 'Move'}
    </Button>
  );
}
