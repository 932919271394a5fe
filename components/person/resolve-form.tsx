'use client';

import { useState } from 'react';
import { useSite } from '@/components/layout/hub-context';
import { toast } from '@/components/layout/toast';
import { addressOf, RequestError, sendJson } from '@/components/query/fetch-json';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import type { DataIssue } from '@/lib/domain/issues/schema';

type ResolveFormProps = { issue: DataIssue; onSettled(): void; onCancel(): void };

/** Closes an issue with a note: it stays closed until its facts change. */
export default function ResolveForm({ issue, onSettled, onCancel }: ResolveFormProps) {
  const site = useSite();
  const [note, setNote] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [isSending, setSending] = useState(false);
  const send = async () => {
    setSending(true);
    setProblem(null);
    try {
      const address = addressOf(`/api/dashboard/issues/${issue.id}/resolve`, { site: site.code });
      await sendJson('POST', address, { note }, () =>
        import('@/lib/domain/issues/schema').then(({ issueDecision }) => issueDecision),
      );
      toast.success('The issue is resolved.');
      onSettled();
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      setProblem(error.fields.note ?? error.message);
    } finally {
      setSending(false);
    }
  };
  return (
    <form
      className="mt-2 grid max-w-xl gap-2 print:hidden"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Field label="Why it is settled" problem={problem ?? undefined}>
        {(field) => (
          <textarea
            {...field}
            value={note}
            onChange={(event) => setNote(event.target.value)}
            maxLength={1000}
            rows={2}
            // biome-ignore lint/a11y/noAutofocus: it appears because somebody just asked for it
            autoFocus
            className="w-full rounded-lg border border-control bg-surface px-3 py-2 text-[0.9375rem] aria-invalid:border-bad"
          />
        )}
      </Field>
      <div className="flex gap-2">
        <Button type="submit" variant="primary" disabled={isSending}>
          {isSending ? 'Resolving' : 'Resolve'}
        </Button>
        <Button variant="ghost" onClick={onCancel} disabled={isSending}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
