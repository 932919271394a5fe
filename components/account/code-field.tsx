'use client';

import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';

type CodeFieldProps = { isBackup?: boolean; isInvalid: boolean };

/** A code of six digits from an authenticator app, or a backup code. */
export function CodeField({ isBackup = false, isInvalid }: CodeFieldProps) {
  return (
    <Field
      label={isBackup ? 'Backup code' : 'Code'}
      note={
        isBackup ? 'One of those that you kept when you switched it on.' : 'Six digits, from the app on your phone.'
      }
    >
      {(field) => (
        <Input
          {...field}
          name="code"
          required
          autoFocus
          autoComplete={isBackup ? 'off' : 'one-time-code'}
          inputMode={isBackup ? 'text' : 'numeric'}
          pattern={isBackup ? undefined : '[0-9 ]{6,7}'}
          maxLength={isBackup ? 20 : 7}
          autoCapitalize="none"
          spellCheck={false}
          aria-invalid={isInvalid || undefined}
          className="text-lg tracking-[0.15em] tabular-nums lg:min-h-11"
        />
      )}
    </Field>
  );
}
