'use client';

import { useState } from 'react';
import { toast } from '@/components/layout/toast';
import { RequestError, sendJson } from '@/components/query/fetch-json';
import { Button } from '@/components/ui/button';
import { Dialog, DialogContent, DialogTitle } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';

type PairDialogProps = { siteCode: string; code: string; onClose(isPaired: boolean): void };

/** Types the code of a screen; everything else can be set later. */
export default function PairDialog({ siteCode, code: firstCode, onClose }: PairDialogProps) {
  const [code, setCode] = useState(firstCode);
  const [name, setName] = useState('');
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const [isSending, setSending] = useState(false);
  const pair = async () => {
    setSending(true);
    try {
      await sendJson('POST', `/api/admin/screens?site=${encodeURIComponent(siteCode)}`, { code, name }, () =>
        import('@/lib/domain/screens/schema').then(({ newScreenAnswer }) => newScreenAnswer),
      );
      toast.success(`${name} is paired`, { description: 'It goes on within a few seconds.' });
      onClose(true);
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      const { code: ofCode, name: ofName } = error.fields;
      setProblems(ofCode === undefined && ofName === undefined ? { code: error.message } : error.fields);
      setSending(false);
    }
  };
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose(false)}>
      <DialogContent aria-describedby={undefined}>
        <DialogTitle>Pair a screen</DialogTitle>
        <form
          className="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            void pair();
          }}
        >
          <Field label="Code" problem={problems.code} note="The six characters that the screen shows.">
            {(field) => (
              <Input
                {...field}
                value={code}
                onChange={({ target }) => setCode(target.value.toUpperCase())}
                autoFocus
                autoComplete="off"
                spellCheck={false}
                maxLength={8}
                className="text-xl font-semibold tracking-[0.2em]"
              />
            )}
          </Field>
          <Field label="Name" problem={problems.name} note="Where it hangs, e.g. Packing hall.">
            {(field) => (
              <Input
                {...field}
                value={name}
                onChange={({ target }) => setName(target.value)}
                autoComplete="off"
                maxLength={120}
              />
            )}
          </Field>
          <div className="flex justify-end gap-2">
            <Button onClick={() => onClose(false)}>Cancel</Button>
            <Button variant="primary" type="submit" disabled={isSending || code.trim() === '' || name.trim() === ''}>
              {isSending ? 'Pairing' : 'Pair'}
            </Button>
          </div>
        </form>
      </DialogContent>
    </Dialog>
  );
}
