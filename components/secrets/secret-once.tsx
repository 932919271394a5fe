'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';

type SecretOnceProps = {
  /** What it is, e.g. `One-time password`. */
  label: string;
  secret: string;
  /** What to do with it. */
  note: string;
};

/** A secret that is shown this one time, to be copied. */
export function SecretOnce({ label, secret, note }: SecretOnceProps) {
  const [state, setState] = useState<'shown' | 'copied' | 'refused'>('shown');
  const text = useRef<HTMLElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(secret);
      setState('copied');
    } catch {
      // Browsers copy on safe addresses only: mark it, so that the person can.
      if (text.current !== null) window.getSelection()?.selectAllChildren(text.current);
      setState('refused');
    }
  };
  return (
    <div className="grid gap-2.5 rounded-lg bg-sunken p-3.5">
      <p className="text-sm font-medium">{label}</p>
      <code
        ref={text}
        className="rounded-md border bg-surface px-3 py-2.5 font-mono text-[0.9375rem] leading-relaxed break-all whitespace-pre-wrap select-all"
      >
        {secret}
      </code>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Button ref={button} onClick={copy}>
          {state === 'copied' ? <Check aria-hidden /> : <Copy aria-hidden />}
          {state === 'copied' ? 'Copied' : 'Copy'}
        </Button>
        <p role="status" className="min-w-0 flex-1 text-sm text-ink-muted">
          {state === 'refused' ? 'It is marked: copy it with the keyboard.' : 'It is shown only now.'}
        </p>
      </div>
      <p className="text-sm text-ink-muted">{note}</p>
    </div>
  );
}
