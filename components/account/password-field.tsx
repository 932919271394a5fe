'use client';

import { Eye, EyeOff } from 'lucide-react';
import { useId, useState } from 'react';
import { Input } from '@/components/ui/input';

type PasswordFieldProps = {
  name: string;
  label: string;
  autoComplete: 'current-password' | 'new-password';
  hint?: string;
  minLength?: number;
  maxLength?: number;
  isInvalid?: boolean;
  hasFocus?: boolean;
};

export function PasswordField({ label, hint, isInvalid = false, hasFocus = false, ...field }: PasswordFieldProps) {
  const id = useId();
  const [isShown, setShown] = useState(false);
  const Icon = isShown ? EyeOff : Eye;
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <div className="relative">
        <Input
          id={id}
          type={isShown ? 'text' : 'password'}
          required
          autoFocus={hasFocus}
          autoCapitalize="none"
          spellCheck={false}
          aria-invalid={isInvalid}
          aria-describedby={hint === undefined ? undefined : `${id}-hint`}
          className="pr-12 lg:min-h-11"
          {...field}
        />
        <button
          type="button"
          onClick={() => setShown(!isShown)}
          aria-label={isShown ? `Hide ${label.toLowerCase()}` : `Show ${label.toLowerCase()}`}
          className="absolute inset-y-0 right-0 grid w-11 place-items-center rounded-lg text-ink-muted hover:text-ink"
        >
          <Icon className="size-4" aria-hidden />
        </button>
      </div>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-sm text-ink-muted">
          {hint}
        </p>
      )}
    </div>
  );
}
