'use client';

import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { postAuth } from './auth-answer';
import { PasswordField } from './password-field';

type PasswordStepProps = {
  purpose: 'on' | 'off' | 'codes';
  onCancel(): void;
  onBegun(begun: { totpUri: string; backupCodes: string[] }): void;
  onCodes(backupCodes: string[]): void;
  onOff(): void;
};

const TEXTS = {
  on: { path: '/two-factor/enable', label: 'Go on', look: 'primary' },
  off: { path: '/two-factor/disable', label: 'Switch it off', look: 'outline' },
  codes: { path: '/two-factor/generate-backup-codes', label: 'Make new codes', look: 'primary' },
} as const;

/** Asks for the password before anything about the second factor changes. */
export function PasswordStep({ purpose, onCancel, onBegun, onCodes, onOff }: PasswordStepProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const { path, label, look } = TEXTS[purpose];
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget).get('password'));
    setBusy(true);
    setProblem(null);
    const sent = await postAuth(path, { password });
    setBusy(false);
    const { totpURI, backupCodes } = sent?.answer ?? {};
    if (sent?.response.ok !== true) setProblem(problemOf(sent));
    else if (purpose === 'off') onOff();
    else if (purpose === 'codes' && backupCodes !== undefined) onCodes(backupCodes);
    else if (totpURI !== undefined && backupCodes !== undefined) onBegun({ totpUri: totpURI, backupCodes });
    else setProblem('The answer was not understood. Reload the page.');
  };
  return (
    <form onSubmit={submit} method="post" className="grid max-w-sm gap-5">
      <PasswordField
        name="password"
        label="Your password"
        autoComplete="current-password"
        isInvalid={problem !== null}
        hasFocus
      />
      {problem !== null && (
        <p role="alert" className="rounded-lg bg-bad-soft px-3 py-2.5 text-sm text-bad">
          {problem}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button
          type="submit"
          variant={look}
          size="large"
          disabled={isBusy}
          className={look === 'outline' ? 'text-bad' : ''}
        >
          {label}
        </Button>
        <Button size="large" variant="ghost" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

function problemOf(sent: Awaited<ReturnType<typeof postAuth>>): string {
  if (sent === undefined) return 'The server did not answer. Check your connection and try again.';
  if (sent.answer.code === 'INVALID_PASSWORD') return 'The password is not right.';
  if (sent.response.status === 429) return 'Too many attempts. Wait a minute and try again.';
  return 'Nothing was changed: the server did not answer as expected. Try again.';
}
