'use client';

import { Pencil, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useSite } from '@/components/layout/hub-context';
import { EffectPanel } from '@/components/previews/effect-panel';
import { usePreview } from '@/components/previews/use-preview';
import { sendJson } from '@/components/query/fetch-json';
import { useEdit } from '@/components/query/use-edit';
import { Button } from '@/components/ui/button';
import { Dialog, DialogContent, DialogTitle } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import type { PaidRow } from '@/lib/domain/payrates/schema';
import { formatNumber } from '@/lib/platform/format/number';
import { NO_REVISION } from '@/lib/platform/revision/no-revision';
import { formatDay } from '@/lib/platform/time/format';
import type { IsoDay } from '@/lib/platform/time/instant';
import { centsOf, draftOf, firstDraft, type RateDraft } from './draft';
import { rateText } from './rate-text';

type RateDialogProps = {
  person: PaidRow;
  /** Typed in the row: its effect is shown at once. Null: opened for the list of rates. */
  draft: RateDraft | null;
  today: IsoDay;
  onChanged(): void;
  onClose(isSaved: boolean): void;
};

const answerSchema = () => import('@/lib/domain/payrates/schema').then(({ payRateAnswer }) => payRateAnswer);

/** All rates of a person; one is set or taken away once its effect on cost was seen. */
export default function RateDialog({ person, draft: typed, today, onChanged, onClose }: RateDialogProps) {
  const { code, currency } = useSite();
  const site = `?site=${encodeURIComponent(code)}`;
  const [draft, setDraft] = useState(() => typed ?? firstDraft(person, today));
  const [removing, setRemoving] = useState<IsoDay | null>(null);
  const edit = useEdit(onChanged);
  const { employeeId, rates, name } = person;
  const effectiveFrom = removing ?? draft.effectiveFrom;
  const amountCents = centsOf(draft.amount);
  const revision = rates.find((one) => one.effectiveFrom === effectiveFrom)?.revision ?? NO_REVISION;
  const rate = removing === null ? { payType: draft.payType, amountCents } : null;
  const order = { employeeId, effectiveFrom, rate, revision };
  const preview = usePreview(`/api/admin/pay-rates/preview${site}`, order, edit.refuse);
  const firstLook = useRef(typed === null ? null : preview.ask);
  useEffect(() => {
    void firstLook.current?.();
    firstLook.current = null;
  }, []);
  const address = `/api/admin/pay-rates/${employeeId}/${effectiveFrom}${site}`;
  const save = () =>
    edit.send(
      () =>
        removing === null
          ? sendJson('PUT', address, { payType: draft.payType, amountCents, revision }, answerSchema)
          : sendJson('DELETE', address, { revision }, answerSchema),
      ({ requested }) => `Saved. ${formatNumber(requested)} ${requested === 1 ? 'day is' : 'days are'} scored again.`,
    );
  const change = (changes: Partial<RateDraft>) => {
    edit.clear();
    setRemoving(null);
    setDraft((known) => ({ ...known, ...changes }));
  };
  const hasAmount = removing !== null || amountCents !== null;
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose(false)}>
      <DialogContent aria-describedby={undefined} className="max-w-2xl grid-cols-[minmax(0,1fr)] max-sm:p-4">
        <DialogTitle>Pay of {name}</DialogTitle>
        {rates.length === 0 ? (
          <p className="text-sm text-ink-muted">No rate yet: all days count at the default of the site.</p>
        ) : (
          <ul aria-label="Rates" className="divide-y rounded-xl border text-sm">
            {rates.map((one) => (
              <li key={one.effectiveFrom} className="flex items-center justify-between gap-3 px-3 py-1.5">
                <span className="tabular-nums">
                  <b className="font-medium">{rateText(one, currency)}</b>{' '}
                  <span className="text-ink-muted">
                    from {formatDay(one.effectiveFrom)}
                    {one.effectiveFrom === person.current?.effectiveFrom && ', counts today'}
                  </span>
                </span>
                <span className="flex gap-1">
                  <Button
                    variant="ghost"
                    size="icon"
                    aria-label={`Edit the rate from ${one.effectiveFrom}`}
                    onClick={() => change(draftOf(one, one.effectiveFrom))}
                  >
                    <Pencil aria-hidden />
                  </Button>
                  <Button
                    variant="ghost"
                    size="icon"
                    aria-label={`Take the rate from ${one.effectiveFrom} away`}
                    onClick={() => {
                      edit.clear();
                      setRemoving(one.effectiveFrom);
                    }}
                  >
                    <Trash2 aria-hidden />
                  </Button>
                </span>
              </li>
            ))}
          </ul>
        )}
        <form
          noValidate
          className="grid grid-cols-[minmax(0,1fr)] gap-4"
          onSubmit={async (event) => {
            event.preventDefault();
            if (preview.effect === null) await preview.ask();
            else if (await save()) onClose(true);
          }}
        >
          {removing === null ? (
            <div className="grid items-start gap-3 sm:grid-cols-3">
              <Field
                label="Amount"
                problem={
                  draft.amount !== '' && amountCents === null ? 'A number such as 13.50' : edit.problems.amountCents
                }
              >
                {(props) => (
                  <Input
                    {...props}
                    inputMode="decimal"
                    value={draft.amount}
                    onChange={({ target }) => change({ amount: target.value })}
                  />
                )}
              </Field>
              <Field label="Paid">
                {(props) => (
                  <Select
                    {...props}
                    value={draft.payType}
                    onChange={({ target }) => change({ payType: target.value === 'salary' ? 'salary' : 'hourly' })}
                  >
                    <option value="hourly">an hour</option>
                    <option value="salary">a month</option>
                  </Select>
                )}
              </Field>
              <Field label="From" problem={edit.problems.effectiveFrom}>
                {(props) => (
                  <Input
                    {...props}
                    type="date"
                    value={draft.effectiveFrom}
                    onChange={({ target }) => change({ effectiveFrom: target.value })}
                  />
                )}
              </Field>
            </div>
          ) : (
            <p>
              Take the rate from <b>{formatDay(removing)}</b> away: its days get the rate before, else the default.{' '}
              <Button variant="ghost" onClick={() => setRemoving(null)}>
                Keep it
              </Button>
            </p>
          )}
          {edit.message !== null && (
            <p role="alert" className="text-sm text-bad">
              {edit.message}
            </p>
          )}
          {preview.effect !== null && <EffectPanel effect={preview.effect} which={`of ${name}`} isOfPay />}
          <div className="flex justify-end">
            {preview.effect === null ? (
              <Button variant="primary" type="submit" disabled={!hasAmount || preview.isAsking}>
                {preview.isAsking ? 'Scoring both ways' : 'Show the effect'}
              </Button>
            ) : (
              <Button variant="primary" type="submit" disabled={edit.isSending}>
                {edit.isSending ? 'Saving' : removing === null ? `Save from ${effectiveFrom}` : 'Take away'}
              </Button>
            )}
          </div>
        </form>
      </DialogContent>
    </Dialog>
  );
}
