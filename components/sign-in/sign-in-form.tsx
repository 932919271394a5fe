'use client';

import { LoaderCircle } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import { authAnswer } from '@/components/account/auth-answer';
import { PasswordField } from '@/components/account/password-field';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { CodeForm } from './code-form';

type SignInFormProps = {
  /** A path of this site. */
  nextPath: string;
};

export function SignInForm({ nextPath }: SignInFormProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const [needsCode, setNeedsCode] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const problemRef = useRef<HTMLParagraphElement>(null);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setProblem(null);
    const found = await signIn(String(form.get('email')), String(form.get('password')));
    if (found === 'signed-in') {
      window.location.assign(nextPath);
      return; // stays busy until the next page is there
    }
    setBusy(false);
    if (found === 'needs-code') {
      setNeedsCode(true);
      return;
    }
    setProblem(found.problem);
    problemRef.current?.focus();
  };

  if (needsCode) {
    return (
      <CodeForm
        nextPath={nextPath}
        onStartAgain={(why) => {
          setNeedsCode(false);
          setProblem(why);
        }}
      />
    );
  }
  return (
    <form onSubmit={submit} className="grid gap-5" method="post">
      <p
        ref={problemRef}
        role="alert"
        tabIndex={-1}
        className={problem === null ? 'sr-only' : 'rounded-lg bg-bad-soft px-3 py-2.5 text-sm text-bad outline-none'}
      >
        {problem}
      </p>
      <div className="grid gap-1.5">
        <label htmlFor="email" className="text-sm font-medium">
          Email
        </label>
        <Input
          id="email"
          name="email"
          type="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          autoFocus
          aria-invalid={problem !== null}
          className="lg:min-h-11"
        />
      </div>
      <PasswordField name="password" label="Password" autoComplete="current-password" isInvalid={problem !== null} />
      <Button type="submit" variant="primary" size="large" disabled={isBusy} className="mt-1 w-full">
        {isBusy && <LoaderCircle className="animate-spin" aria-hidden />}
        {isBusy ? 'Signing in' : 'Sign in'}
      </Button>
    </form>
  );
}

/** Whether the person is in, has to show the second factor, or what to tell. */
async function signIn(email: string, password: string): Promise<'signed-in' | 'needs-code' | { problem: string }> {
  const response = await fetch('/api/auth/sign-in/email', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password, rememberMe: true }),
  }).catch(() => undefined);
  if (response === undefined) return { problem: 'The server did not answer. Check your connection and try again.' };
  const body = await authAnswer(response);
  if (response.ok) return body.twoFactorRedirect === true ? 'needs-code' : 'signed-in';
  if (response.status === 429) return { problem: body.message ?? 'Too many attempts. Wait a minute and try again.' };
  if (body.code === 'ACCOUNT_DEACTIVATED') return { problem: body.message ?? 'This account is closed.' };
  if (response.status < 500) return { problem: 'This email and password do not fit together.' };
  return { problem: 'Signing in does not work right now. Try again in a moment.' };
}
