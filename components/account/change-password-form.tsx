'use client';

import { CircleCheck } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { PasswordField } from './password-field';

type ChangePasswordFormProps = { minLength: number; maxLength: number };
type Outcome = { isDone: boolean; text: string };

export function ChangePasswordForm({ minLength, maxLength }: ChangePasswordFormProps) {
  const router = useRouter();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [isBusy, setBusy] = useState(false);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const formElement = event.currentTarget;
    const form = new FormData(formElement);
    const wanted = String(form.get('newPassword'));
    if (wanted !== String(form.get('repeated'))) {
      setOutcome({ isDone: false, text: 'The new password and its repetition differ.' });
      return;
    }
    setBusy(true);
    setOutcome(null);
    const result = await changePassword(String(form.get('currentPassword')), wanted);
    setBusy(false);
    setOutcome(result);
    if (result.isDone) {
      formElement.reset();
      router.refresh();
    }
  };

  return (
    <form onSubmit={submit} className="grid max-w-sm gap-5" method="post">
      <PasswordField name="currentPassword" label="Current password" autoComplete="current-password" />
      <PasswordField
        name="newPassword"
        label="New password"
        autoComplete="new-password"
        minLength={minLength}
        maxLength={maxLength}
        hint={`At least ${minLength} characters. A few words in a row make a good one.`}
      />
      <PasswordField
        name="repeated"
        label="New password again"
        autoComplete="new-password"
        minLength={minLength}
        maxLength={maxLength}
      />
      <div role="status">
        {outcome !== null && (
          <p
            className={
              outcome.isDone
                ? 'flex items-center gap-2 rounded-lg bg-good-soft px-3 py-2.5 text-sm text-good'
                : 'rounded-lg bg-bad-soft px-3 py-2.5 text-sm text-bad'
            }
          >
            {outcome.isDone && <CircleCheck className="size-4 shrink-0" aria-hidden />}
            {outcome.text}
          </p>
        )}
      </div>
      <Button type="submit" variant="primary" size="large" disabled={isBusy} className="justify-self-start">
        {isBusy ? 'Changing' : 'Change password'}
      </Button>
    </form>
  );
}

async function changePassword(currentPassword: string, newPassword: string): Promise<Outcome> {
  const response = await fetch('/api/auth/change-password', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ currentPassword, newPassword, revokeOtherSessions: true }),
  }).catch(() => undefined);
  if (response?.ok === true) {
    return { isDone: true, text: 'Your password is changed. Other devices are signed out.' };
  }
  const body: unknown = await response?.json().catch(() => null);
  const code = body !== null && typeof body === 'object' && 'code' in body ? body.code : undefined;
  if (code === 'INVALID_PASSWORD') return { isDone: false, text: 'The current password is not right.' };
  if (response?.status === 429) return { isDone: false, text: 'Too many attempts. Wait a minute and try again.' };
  return { isDone: false, text: 'The password was not changed: the server did not answer as expected. Try again.' };
}
