'use client';

import { useState } from 'react';
import { useSite } from '@/components/layout/hub-context';
import { Panel } from '@/components/layout/panel';
import { sendJson } from '@/components/query/fetch-json';
import { useEdit } from '@/components/query/use-edit';
import { Button } from '@/components/ui/button';
import type { Recalculation } from '@/lib/domain/recalculation/schema';
import { formatNumber, formatPercent } from '@/lib/platform/format/number';
import { formatDays, formatSpan } from '@/lib/platform/time/format';
import { stagesOf } from './stages';

/** A recalculation that waits or runs: how far each stage is, and a way to stop it. */
export function RunCard({ run, onChanged }: { run: Recalculation; onChanged(): void }) {
  const { code } = useSite();
  const [isAsked, setAsked] = useState(false);
  const edit = useEdit(onChanged);
  const cancel = () =>
    edit.send(
      () =>
        sendJson('POST', `/api/admin/recalculations/${run.id}/cancel?site=${encodeURIComponent(code)}`, {}, () =>
          import('@/lib/domain/recalculation/schema').then(({ recalculation }) => recalculation),
        ),
      () => 'Stopped. What it has scored stays.',
    );
  return (
    <Panel
      title={`${formatDays(run.from, run.to)}`}
      note={`${run.reason} (${run.requestedBy})`}
      action={
        isAsked ? (
          <span className="flex gap-2">
            <Button className="text-bad" disabled={edit.isSending} onClick={cancel}>
              Yes, stop it
            </Button>
            <Button variant="ghost" onClick={() => setAsked(false)}>
              Go on
            </Button>
          </span>
        ) : (
          <Button onClick={() => setAsked(true)}>Stop</Button>
        )
      }
    >
      <p className="mb-3 text-sm" role="status">
        <b className="font-medium">{run.status === 'queued' ? 'Waits for its turn' : formatPercent(run.progress)}</b>
        {run.secondsLeft !== null && `, about ${formatSpan(run.secondsLeft)} left`}
        {run.stages.drain.failed > 0 && (
          <span className="text-bad">, {formatNumber(run.stages.drain.failed)} person-days could not be scored</span>
        )}
      </p>
      <ul className="grid gap-3 sm:grid-cols-3">
        {stagesOf(run).map(({ label, done, total, unit }) => {
          const share = total === 0 ? 0 : Math.min(1, done / total);
          return (
            <li key={label} className="min-w-0">
              <p className="flex justify-between gap-2 text-sm">
                <span className="text-ink-muted">{label}</span>
                <span className="tabular-nums">
                  {total === 0 ? '–' : `${formatNumber(done)} of ${formatNumber(total)} ${unit}`}
                </span>
              </p>
              <div
                role="progressbar"
                aria-label={label}
                aria-valuemin={0}
                aria-valuemax={100}
                aria-valuenow={Math.floor(share * 100)}
                className="mt-1.5 h-2 overflow-hidden rounded-full bg-sunken"
              >
                <div
                  className="h-full rounded-full bg-accent transition-[width] duration-500 motion-reduce:transition-none"
                  style={{ width: `${share * 100}%` }}
                />
              </div>
            </li>
          );
        })}
      </ul>
      {edit.message !== null && (
        <p role="alert" className="mt-3 text-sm text-bad">
          {edit.message}
        </p>
      )}
    </Panel>
  );
}
