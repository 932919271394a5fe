'use client';

import { type FormEvent, useMemo, useState } from 'react';
import { encode } from 'uqr';
import { qrPath } from '@/components/qr/qr-path';
import { Button } from '@/components/ui/button';
import { postAuth } from './auth-answer';
import { CodeField } from './code-field';

type ScanStepProps = { totpUri: string; onCancel(): void; onDone(): void };

/** Shows the secret as a QR code and as text, and takes the first code of it. */
export default function ScanStep({ totpUri, onCancel, onDone }: ScanStepProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const path = useMemo(() => qrPath(encode(totpUri).data), [totpUri]);
  const secret = new URL(totpUri).searchParams.get('secret') ?? '';
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget).get('code')).replace(/\s/g, '');
    setBusy(true);
    setProblem(null);
    const sent = await postAuth('/two-factor/verify-totp', { code });
    setBusy(false);
    if (sent?.response.ok === true) onDone();
    else if (sent === undefined) setProblem('The server did not answer. Check your connection and try again.');
    else if (sent.response.status === 429) setProblem('Too many attempts. Wait a minute and try again.');
    else setProblem('This code is not right. Is the clock of your phone right? Codes change every 30 s.');
  };
  return (
    <div className="grid gap-6 sm:grid-cols-[auto_minmax(0,1fr)]">
      <svg
        viewBox="0 0 100 100"
        role="img"
        aria-label="QR code for your authenticator app"
        className="size-48 rounded-lg border bg-white"
      >
        <path d={path} className="fill-black" />
      </svg>
      <form onSubmit={submit} method="post" className="grid content-start gap-4">
        <p className="text-sm text-ink-muted">
          Scan this with an authenticator app, or type the secret into it:{' '}
          <code className="font-mono text-ink break-all select-all">{secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
        </p>
        <CodeField isInvalid={problem !== null} />
        {problem !== null && (
          <p role="alert" className="rounded-lg bg-bad-soft px-3 py-2.5 text-sm text-bad">
            {problem}
          </p>
        )}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" variant="primary" size="large" disabled={isBusy}>
            {isBusy ? 'Checking' : 'Switch it on'}
          </Button>
          <Button size="large" variant="ghost" onClick={onCancel}>
            Cancel
          </Button>
        </div>
      </form>
    </div>
  );
}
