'use client';

import { LoaderCircle } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import { postAuth } from '@/components/account/auth-answer';
import { CodeField } from '@/components/account/code-field';
import { Button } from '@/components/ui/button';

type CodeFormProps = {
  /** A path of this site. */
  nextPath: string;
  /** Back to email and password, with the reason or without. */
  onStartAgain(why: string | null): void;
};

/** The second step of signing in: a code of the phone, or a backup code. */
export function CodeForm({ nextPath, onStartAgain }: CodeFormProps) {
  const [isBackup, setBackup] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const problemRef = useRef<HTMLParagraphElement>(null);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget).get('code')).replace(/\s/g, '');
    setBusy(true);
    setProblem(null);
    const sent = await postAuth(isBackup ? '/two-factor/verify-backup-code' : '/two-factor/verify-totp', { code });
    if (sent?.response.ok === true) {
      window.location.assign(nextPath);
      return; // stays busy until the next page is there
    }
    setBusy(false);
    if (sent !== undefined && hasEnded(sent.answer.code)) {
      onStartAgain('This took too long or too many attempts. Sign in again.');
      return;
    }
    setProblem(problemOf(sent, isBackup));
    problemRef.current?.focus();
  };

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
      <CodeField key={String(isBackup)} isBackup={isBackup} isInvalid={problem !== null} />
      <Button type="submit" variant="primary" size="large" disabled={isBusy} className="w-full">
        {isBusy && <LoaderCircle className="animate-spin" aria-hidden />}
        {isBusy ? 'Signing in' : 'Go on'}
      </Button>
      <div className="grid justify-items-center gap-1">
        <Button
          variant="ghost"
          onClick={() => {
            setBackup(!isBackup);
            setProblem(null);
          }}
        >
          {isBackup ? 'Use the code of the phone' : 'Use a backup code'}
        </Button>
        <Button variant="ghost" onClick={() => onStartAgain(null)} className="text-ink-muted">
          Sign in as somebody else
        </Button>
      </div>
    </form>
  );
}

const ENDED = new Set(['INVALID_TWO_FACTOR_COOKIE', 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE']);
const hasEnded = (code: string | undefined) => code !== undefined && ENDED.has(code);

function problemOf(sent: Awaited<ReturnType<typeof postAuth>>, isBackup: boolean): string {
  if (sent === undefined) return 'The server did not answer. Check your connection and try again.';
  const { status } = sent.response;
  if (status === 429) return 'Too many wrong codes. Wait a quarter of an hour, or ask an admin of your hub.';
  if (status >= 500) return 'Signing in does not work right now. Try again in a moment.';
  return isBackup
    ? 'This backup code is wrong or was used before.'
    : 'This code is not right. Codes change every 30 s.';
}
