'use client';

import { useState } from 'react';
import { useSite } from '@/components/layout/hub-context';
import { toast } from '@/components/layout/toast';
import { useNow } from '@/components/live/live-provider';
import { useSend } from '@/components/query/use-send';
import { SecretOnce } from '@/components/secrets/secret-once';
import { Button } from '@/components/ui/button';
import { ConfirmButton } from '@/components/ui/confirm-button';
import { Dialog, DialogContent, DialogTitle } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import type { ApiKeyAnswer } from '@/lib/platform/auth/api-key-schema';
import { formatMoment } from '@/lib/platform/time/format';
import { fromIsoInstant } from '@/lib/platform/time/instant';
import { keyState, OVERLAPS, SCOPE_TEXTS } from './key-texts';

type KeyDialogProps = { apiKey: ApiKeyAnswer; onClose(): void };

/** What a key is, its successor, and its end. */
export default function KeyDialog({ apiKey, onClose }: KeyDialogProps) {
  const { timeZone } = useSite();
  const now = useNow();
  const [overlap, setOverlap] = useState<(typeof OVERLAPS)[number]>(OVERLAPS[2]);
  const [successor, setSuccessor] = useState<{ key: string; oldKeyEndsAt: string } | null>(null);
  const { send, busy, problem } = useSend('/api/admin/api-keys');
  const path = `/api/admin/api-keys/${apiKey.id}`;
  const state = keyState(apiKey, now, timeZone);
  const isGood = state.kind === 'active' || state.kind === 'ending';
  const momentOf = (moment: string) => formatMoment(fromIsoInstant(moment), timeZone);
  const rotate = async () => {
    const made = await send({
      name: 'rotate',
      path: `${path}/rotate`,
      body: { overlapSeconds: overlap.seconds },
      schema: () => import('@/lib/platform/auth/api-key-schema').then(({ rotatedApiKey }) => rotatedApiKey),
    });
    if (made !== undefined) setSuccessor(made);
  };
  const revoke = async () => {
    const done = await send({
      name: 'revoke',
      path: `${path}/revoke`,
      schema: () => import('@/lib/domain/screens/schema').then(({ doneAnswer }) => doneAnswer),
    });
    if (done === undefined) return;
    toast.success(`${apiKey.name} is revoked`, { description: 'Programs that still use it are refused.' });
    onClose();
  };
  const facts = [
    ['Begins with', `${apiKey.prefix}…`],
    ['May', apiKey.scopes.map((scope) => SCOPE_TEXTS[scope].label).join(', ')],
    ['State', state.text],
    ['Last used', apiKey.lastUsedAt === null ? 'never' : momentOf(apiKey.lastUsedAt)],
    ['Made', `${momentOf(apiKey.createdAt)} by ${apiKey.createdBy}`],
  ] as const;
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent aria-describedby={undefined} className="max-w-lg gap-5">
        <DialogTitle className="break-words">{apiKey.name}</DialogTitle>
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-5 gap-y-1.5 text-sm">
          {facts.map(([label, value]) => (
            <div key={label} className="contents">
              <dt className="text-ink-muted">{label}</dt>
              <dd className="break-words">{value}</dd>
            </div>
          ))}
        </dl>
        {problem !== null && (
          <p role="alert" className="rounded-lg bg-bad-soft px-3 py-2 text-sm text-bad">
            {problem.message}
          </p>
        )}
        {successor !== null ? (
          <>
            <SecretOnce
              label="The new key"
              secret={successor.key}
              note={
                fromIsoInstant(successor.oldKeyEndsAt) <= now
                  ? 'The old one is good no more.'
                  : `The old one stays good until ${momentOf(successor.oldKeyEndsAt)}.`
              }
            />
            <Button variant="primary" onClick={onClose} className="justify-self-end">
              Done
            </Button>
          </>
        ) : (
          isGood && (
            <>
              <section aria-label="Rotate" className="grid gap-3 border-t pt-4">
                <h3 className="text-sm font-semibold">Rotate</h3>
                <p className="text-sm text-ink-muted">
                  Makes a new key of the same name and scopes. Put it where the old one is used before that one ends.
                </p>
                <Field label="The old key">
                  {(field) => (
                    <Select
                      {...field}
                      value={overlap.value}
                      onChange={({ target }) =>
                        setOverlap(OVERLAPS.find(({ value }) => value === target.value) ?? overlap)
                      }
                    >
                      {OVERLAPS.map(({ value, label }) => (
                        <option key={value} value={value}>
                          {label}
                        </option>
                      ))}
                    </Select>
                  )}
                </Field>
                <Button
                  variant="primary"
                  disabled={busy !== null}
                  onClick={() => void rotate()}
                  className="justify-self-start"
                >
                  {busy === 'rotate' ? 'Making' : 'Make the new key'}
                </Button>
              </section>
              <section aria-label="Revoke" className="border-t pt-4">
                <ConfirmButton
                  question="Yes, refuse it from now on"
                  disabled={busy !== null}
                  className="-ml-3.5"
                  onConfirm={revoke}
                >
                  Revoke the key
                </ConfirmButton>
              </section>
            </>
          )
        )}
      </DialogContent>
    </Dialog>
  );
}
