'use client';

import { useQuery } from '@tanstack/react-query';
import { CircleCheckBig, LoaderCircle, Undo2, X } from 'lucide-react';
import { useSite } from '@/components/layout/hub-context';
import { addressOf, fetchJson, type RequestError } from '@/components/query/fetch-json';
import { Button } from '@/components/ui/button';
import type { ProgressAnswer } from '@/lib/domain/identity/schema';
import { formatNumber } from '@/lib/platform/format/number';
import { type DoneChange, undoOf, useDecide } from './use-decide';

const LOOK_MILLIS = 1_000;

type ChangeBarProps = { change: DoneChange; onUndone(change: DoneChange): void; onClose(): void };

/** What was just changed, how far its days are rescored, and the way back. */
export function ChangeBar({ change, onUndone, onClose }: ChangeBarProps) {
  const { send, busy, problem } = useDecide(onUndone);
  const { waiting: asked } = change;
  const progress = useProgress(change);
  const waiting = progress?.waiting ?? asked;
  const failed = progress?.failed ?? 0;
  const total = Math.max(asked, waiting);
  const isScoring = waiting > 0;
  return (
    <section
      aria-label="Last change"
      className="grid gap-2 rounded-xl border bg-surface px-4 py-2.5 text-sm shadow-card print:hidden"
    >
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div role="status" className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-0.5">
          <span className="flex min-w-0 items-center gap-2 font-medium">
            <CircleCheckBig className="size-4 shrink-0 text-good" aria-hidden />
            <span className="[overflow-wrap:anywhere]">{change.text}</span>
          </span>
          <span data-testid="rescoring" className="flex items-center gap-1.5 text-ink-muted">
            {isScoring && <LoaderCircle className="size-3.5 animate-spin motion-reduce:animate-none" aria-hidden />}
            {scoringText(asked, total, waiting)}
          </span>
          {failed > 0 && (
            <span className="text-bad">
              {failed === 1 ? '1 day' : `${formatNumber(failed)} days`} could not be scored
            </span>
          )}
        </div>
        <div className="flex items-center gap-1">
          {change.changeIds.length > 0 && (
            <Button disabled={busy !== null} onClick={() => void send(undoOf(change))}>
              <Undo2 aria-hidden />
              {busy === 'undo' ? 'Taking back' : change.isUndo ? 'Redo' : 'Undo'}
            </Button>
          )}
          <Button variant="ghost" size="icon" aria-label="Close this message" onClick={onClose}>
            <X aria-hidden />
          </Button>
        </div>
      </div>
      {isScoring && (
        <progress
          aria-label="Days rescored"
          max={total}
          value={total - waiting}
          className="h-1.5 w-full overflow-hidden rounded-full bg-sunken [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent [&::-moz-progress-bar]:bg-accent"
        />
      )}
      {problem !== null && (
        <p role="alert" className="text-warn">
          {problem.message}
        </p>
      )}
    </section>
  );
}

/** How much is still to be scored, asked every second until nothing is. */
function useProgress({ changeIds, employeeIds, waiting }: DoneChange): ProgressAnswer | undefined {
  const site = useSite();
  const { data } = useQuery<ProgressAnswer, RequestError>({
    queryKey: ['rescoring', site.code, ...changeIds],
    queryFn: async ({ signal }) => {
      const params = { site: site.code, employeeIds: employeeIds.join(',') };
      const schema = () => import('@/lib/domain/identity/schema').then(({ progressAnswer }) => progressAnswer);
      return (await fetchJson(addressOf('/api/admin/mappings/progress', params), schema, signal)).data;
    },
    enabled: waiting > 0,
    refetchInterval: ({ state }) => (state.data?.waiting === 0 ? false : LOOK_MILLIS),
    retry: false,
  });
  return data;
}

function scoringText(asked: number, total: number, waiting: number): string {
  if (asked === 0) return 'No day had to be rescored.';
  const days = (count: number) => (count === 1 ? '1 day' : `${formatNumber(count)} days`);
  if (waiting > 0) return `Rescoring: ${formatNumber(total - waiting)} of ${days(total)} of these people`;
  return `All numbers are up to date: ${days(asked)} rescored.`;
}
