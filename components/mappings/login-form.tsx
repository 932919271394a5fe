'use client';

import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';

/** A person who is yet to be added. */
export type Draft = { name: string; email: string; isContractor: boolean };

type LoginFormProps = {
  draft: Draft;
  onChange(draft: Draft): void;
  /** What the server said of the fields. */
  fields: Readonly<Record<string, string>>;
};

/** The person that a login is of, when the hub does not know them yet. */
export function LoginForm({ draft, onChange, fields }: LoginFormProps) {
  return (
    <div className="grid gap-3">
      <Field label="Name" problem={fields['decisions.0.name'] ?? fields.name}>
        {(field) => (
          <Input
            {...field}
            value={draft.name}
            maxLength={191}
            autoComplete="off"
            onChange={({ target }) => onChange({ ...draft, name: target.value })}
          />
        )}
      </Field>
      <Field label="Email" problem={fields['decisions.0.email'] ?? fields.email}>
        {(field) => (
          <Input
            {...field}
            type="email"
            value={draft.email}
            maxLength={191}
            autoComplete="off"
            onChange={({ target }) => onChange({ ...draft, email: target.value })}
          />
        )}
      </Field>
      <label className="flex min-h-11 items-center gap-2.5 text-sm lg:min-h-8">
        <input
          type="checkbox"
          checked={draft.isContractor}
          onChange={({ target }) => onChange({ ...draft, isContractor: target.checked })}
          className="size-4 accent-accent"
        />
        Contractor: has no clock
      </label>
    </div>
  );
}
