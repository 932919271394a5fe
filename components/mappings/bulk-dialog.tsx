'use client';

import { useState } from 'react';
import { PanelProblem } from '@/components/alerts/panel-frame';
import { Button } from '@/components/ui/button';
import { Dialog, DialogContent, DialogTitle } from '@/components/ui/dialog';
import type { MappedIdentity } from '@/lib/domain/identity/schema';
import { formatNumber } from '@/lib/platform/format/number';
import { nameOf } from './login-panel';
import { SimilarityMark } from './person-choice';
import type { useDecide } from './use-decide';

type BulkDialogProps = {
  /** Link each to its best suggestion, or add a person for each. */
  mode: 'link' | 'create';
  logins: readonly MappedIdentity[];
  decide: ReturnType<typeof useDecide>;
  onClose(isDone: boolean): void;
};

/** Many decisions at once, each in sight and each to be left out; they are carried out together or not at all. */
export default function BulkDialog({ mode, logins, decide, onClose }: BulkDialogProps) {
  const { send, busy, problem } = decide;
  const [leftOut, setLeftOut] = useState<ReadonlySet<number>>(new Set());
  const chosen = logins.filter(({ id }) => !leftOut.has(id));
  const isLink = mode === 'link';
  const links = chosen.length === 1 ? '1 login' : `${formatNumber(chosen.length)} logins`;
  const people = chosen.length === 1 ? '1 person' : `${formatNumber(chosen.length)} people`;
  const are = chosen.length === 1 ? 'is' : 'are';
  const items = chosen.reduce((sum, one) => sum + one.items, 0);
  const punches = chosen.reduce((sum, one) => sum + one.punches.count, 0);
  const confirm = async () => {
    const decisions = chosen.map(({ id: identityId, revision, suggestions, connecteam }) =>
      isLink
        ? { action: 'link', identityId, revision, employeeId: suggestions[0]?.employeeId ?? 0 }
        : { action: 'create', identityId, revision, name: connecteam?.name ?? '', email: connecteam?.email ?? null },
    );
    const done = isLink ? `${links} ${are} linked` : `${people} ${are} added and linked`;
    if (await send({ name: 'bulk', path: '/api/admin/mappings/decisions', body: { decisions }, done })) onClose(true);
  };
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose(false)}>
      <DialogContent aria-describedby={undefined} className="max-w-2xl">
        <DialogTitle>{isLink ? 'Confirm these links' : 'Add these people'}</DialogTitle>
        <p className="text-sm text-ink-muted">
          {isLink
            ? 'All past scans and punches of these logins go to their people, whose days are rescored.'
            : 'A person is added for each of these users of the time clock, and their punches go to them.'}
        </p>
        <ul aria-label="Chosen logins" className="grid max-h-[45dvh] overflow-y-auto rounded-lg border">
          {logins.map((login) => (
            <li key={login.id} className="border-b last:border-b-0">
              <label className="grid min-h-11 cursor-pointer grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-3 px-3 py-2 text-sm">
                <input
                  type="checkbox"
                  checked={!leftOut.has(login.id)}
                  onChange={() =>
                    setLeftOut((known) =>
                      known.has(login.id)
                        ? new Set([...known].filter((one) => one !== login.id))
                        : new Set([...known, login.id]),
                    )
                  }
                  className="size-4 accent-accent"
                />
                <span className="min-w-0 [overflow-wrap:anywhere]">
                  <span className="font-medium">{nameOf(login)}</span>
                  {isLink && <span className="text-ink-muted"> to {login.suggestions[0]?.name}</span>}
                  <span className="block text-xs text-ink-muted">
                    {formatNumber(login.items)} items, {formatNumber(login.punches.count)} punches
                    {isLink && `; ${login.suggestions[0]?.reason}`}
                  </span>
                </span>
                {isLink && login.suggestions[0] !== undefined && <SimilarityMark {...login.suggestions[0]} />}
              </label>
            </li>
          ))}
        </ul>
        <p className="text-sm">
          <b className="font-medium">{formatNumber(items)}</b> items and{' '}
          <b className="font-medium">{formatNumber(punches)}</b> punches move.
        </p>
        {problem !== null && <PanelProblem message={problem.message} />}
        <div className="flex justify-end gap-2">
          <Button onClick={() => onClose(false)}>Cancel</Button>
          <Button variant="primary" disabled={busy !== null || chosen.length === 0} onClick={() => void confirm()}>
            {busy === 'bulk' ? 'Saving' : isLink ? `Link ${links}` : `Add ${people}`}
          </Button>
        </div>
      </DialogContent>
    </Dialog>
  );
}
