'use client';

import { CircleAlert, CircleCheck, Equal } from 'lucide-react';
import { useState } from 'react';
import { useSite } from '@/components/layout/hub-context';
import { RequestError, sendJson } from '@/components/query/fetch-json';
import { useEdit } from '@/components/query/use-edit';
import { ScrollBox } from '@/components/table/scroll-box';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { Dialog, DialogContent, DialogTitle } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import type { ImportedRow, PayImportAnswer } from '@/lib/domain/payrates/schema';
import { formatMoney } from '@/lib/platform/format/money';
import { formatNumber } from '@/lib/platform/format/number';
import { rateText } from './rate-text';

type ImportDialogProps = { onChanged(): void; onClose(): void };

const answerSchema = () => import('@/lib/domain/payrates/schema').then(({ payImportAnswer }) => payImportAnswer);

/** Rates from a file: read row by row first, written all at once when a person has seen that. */
export default function ImportDialog({ onChanged, onClose }: ImportDialogProps) {
  const { code, currency } = useSite();
  const address = `/api/admin/pay-rates/import?site=${encodeURIComponent(code)}`;
  const [csv, setCsv] = useState('');
  const [seen, setSeen] = useState<{ csv: string; answer: PayImportAnswer } | null>(null);
  const [isReading, setReading] = useState(false);
  const edit = useEdit(onChanged);
  const answer = seen?.csv === csv ? seen.answer : null;
  const change = (text: string) => {
    edit.clear();
    setCsv(text);
  };
  const read = async () => {
    setReading(true);
    edit.clear();
    try {
      setSeen({ csv, answer: await sendJson('POST', address, { csv }, answerSchema) });
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      edit.refuse(error);
    } finally {
      setReading(false);
    }
  };
  const write = async (confirmed: string) => {
    const isWritten = await edit.send(
      () => sendJson('POST', address, { csv, confirmed }, answerSchema),
      ({ changed, requested }) =>
        `${formatNumber(changed)} ${changed === 1 ? 'rate is' : 'rates are'} written, ${formatNumber(requested)} days are scored again.`,
    );
    if (isWritten) onClose();
    else setSeen(null);
  };
  const confirmation = answer?.confirmation ?? null;
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent aria-describedby={undefined} className="max-w-3xl grid-cols-[minmax(0,1fr)] max-sm:p-4">
        <DialogTitle>Import pay rates</DialogTitle>
        <p className="text-sm text-ink-muted">
          A CSV file with the columns <code>employee_id</code>, <code>email</code> or <code>name</code>, and{' '}
          <code>effective_from</code> (2026-03-01), <code>pay_type</code> (hourly or salary), <code>amount</code>{' '}
          (13.50). The export of this page can be edited and imported. Nothing is written before you confirm.
        </p>
        <form
          className="grid grid-cols-[minmax(0,1fr)] gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            void (confirmation === null ? read() : write(confirmation));
          }}
        >
          <Field label="File" problem={edit.problems.csv}>
            {(props) => (
              <input
                {...props}
                type="file"
                accept=".csv,text/csv"
                onChange={async ({ target }) => {
                  const file = target.files?.[0];
                  if (file !== undefined) change(await file.text());
                }}
                className="block w-full min-w-0 text-sm file:mr-3 file:min-h-11 file:rounded-lg file:border file:border-solid file:border-line file:bg-surface file:px-4 file:text-ink lg:file:min-h-9"
              />
            )}
          </Field>
          <Field label="Or paste it here">
            {(props) => (
              <textarea
                {...props}
                rows={answer === null ? 7 : 3}
                value={csv}
                spellCheck={false}
                onChange={({ target }) => change(target.value)}
                placeholder={'email,effective_from,pay_type,amount\nada@example.com,2026-03-01,hourly,13.50'}
                className="w-full min-w-0 rounded-lg border border-control bg-surface px-3 py-2 font-mono text-sm placeholder:text-ink-muted"
              />
            )}
          </Field>
          {edit.message !== null && (
            <p role="alert" className="text-sm text-bad">
              {edit.message}
            </p>
          )}
          {answer !== null && <Rows answer={answer} currency={currency} />}
          <div className="flex justify-end">
            {confirmation === null ? (
              <Button variant="primary" type="submit" disabled={csv.trim() === '' || isReading || answer !== null}>
                {isReading ? 'Reading' : 'Read row by row'}
              </Button>
            ) : (
              <Button variant="primary" type="submit" disabled={edit.isSending}>
                {edit.isSending ? 'Writing' : `Write ${formatNumber(answer?.changed ?? 0)} rates`}
              </Button>
            )}
          </div>
        </form>
      </DialogContent>
    </Dialog>
  );
}

function Rows({ answer, currency }: { answer: PayImportAnswer; currency: string }) {
  const { rows, changed, same, refused, requested, labourCents } = answer;
  const ordered = [...rows].sort((a, b) => Number(a.problem === null) - Number(b.problem === null) || a.line - b.line);
  return (
    <section aria-label="What the file says" className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <p role="status" className="text-sm">
        <b className="font-medium">{formatNumber(changed)}</b> to write,{' '}
        <b className="font-medium">{formatNumber(same)}</b> without a change,{' '}
        <b className={cn('font-medium', refused > 0 && 'text-bad')}>{formatNumber(refused)}</b> that cannot be read.{' '}
        {refused > 0
          ? 'Mend those rows and read the file again: it is written as a whole or not at all.'
          : `${formatNumber(requested)} days would be scored again.`}
      </p>
      {labourCents !== null && changed > 0 && (
        <p className="text-sm">
          Labour of these people in the last 30 days:{' '}
          <span className="text-ink-muted">{formatMoney(labourCents.before, currency)} → </span>
          <b className="font-medium">{formatMoney(labourCents.after, currency)}</b>
        </p>
      )}
      <ScrollBox label="Rows of the file, to scroll" className="max-h-72 rounded-lg border">
        <table className="w-full border-collapse text-sm tabular-nums" aria-label="Rows of the file">
          <thead>
            <tr className="border-b text-left text-[0.8125rem] text-ink-muted">
              {['Line', 'Person', 'Rate', ''].map((label) => (
                <th key={label} scope="col" className="px-3 py-2 font-normal">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ordered.map((row) => (
              <tr key={row.line} className="border-b last:border-b-0">
                <td className="px-3 py-1.5">{row.line}</td>
                <td className="px-3 py-1.5">{row.name ?? row.person}</td>
                <td className="px-3 py-1.5">{rateOf(row, currency)}</td>
                <td className="px-3 py-1.5">
                  <Verdict row={row} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  );
}

function rateOf({ rate, before }: ImportedRow, currency: string): string {
  if (rate === null) return '–';
  const text = `${rateText(rate, currency)} from ${rate.effectiveFrom}`;
  return before === null ? text : `${text}, was ${rateText(before, currency)}`;
}

function Verdict({ row: { problem, rate, before } }: { row: ImportedRow }) {
  const isSame =
    rate === null || (before !== null && before.amountCents === rate.amountCents && before.payType === rate.payType);
  const [Icon, text, look] =
    problem !== null
      ? [CircleAlert, problem, 'text-bad']
      : isSame
        ? [Equal, 'no change', 'text-ink-muted']
        : [CircleCheck, before === null ? 'new' : 'changed', 'text-good'];
  return (
    <span className={cn('flex items-start gap-1.5', look)}>
      <Icon className="mt-0.5 size-4 shrink-0" aria-hidden />
      {text}
    </span>
  );
}
