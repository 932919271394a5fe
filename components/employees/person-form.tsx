'use client';

import { useState } from 'react';
import type { RequestError } from '@/components/query/fetch-json';
import { Button } from '@/components/ui/button';
import { Check } from '@/components/ui/check';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';

/** What of a person is typed in. */
export type PersonValues = {
  name: string;
  email: string | null;
  alias: string | null;
  hiredOn: string | null;
  isContractor: boolean;
  isScanning: boolean;
};

export const NOBODY: PersonValues = {
  name: '',
  email: null,
  alias: null,
  hiredOn: null,
  isContractor: false,
  isScanning: true,
};

type PersonFormProps = {
  first: PersonValues;
  label: string;
  busy: boolean;
  problem: RequestError | null;
  /** Nothing goes while nothing differs. */
  needsChange?: boolean;
  /** Gets all values and those that differ from the first; returns whether it was done. */
  onSave(values: PersonValues, changes: Partial<PersonValues>): Promise<boolean>;
};

/**
 * Name, alias, email and marks of a person. What was typed stays when the person changes meanwhile; the other fields follow.
 */
export function PersonForm({ first, label, busy, problem, needsChange = false, onSave }: PersonFormProps) {
  const [typed, setTyped] = useState<Partial<PersonValues>>({});
  const values = { ...first, ...typed };
  const set = (changes: Partial<PersonValues>) => setTyped((known) => ({ ...known, ...changes }));
  const problemOf = (name: string) => problem?.fields[name] ?? problem?.fields[`changes.${name}`];
  const text = (value: string) => (value === '' ? null : value);
  const changes = differing(first, values);
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void onSave(values, changes).then((isDone) => {
          if (isDone) setTyped({});
        });
      }}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Name" problem={problemOf('name')}>
          {(field) => (
            <Input
              {...field}
              value={values.name}
              maxLength={191}
              autoComplete="off"
              onChange={({ target }) => set({ name: target.value })}
            />
          )}
        </Field>
        <Field label="Alias" note="Shown on screens that use aliases." problem={problemOf('alias')}>
          {(field) => (
            <Input
              {...field}
              value={values.alias ?? ''}
              maxLength={80}
              autoComplete="off"
              onChange={({ target }) => set({ alias: text(target.value) })}
            />
          )}
        </Field>
        <Field label="Email" note="Links a clock login with the same email by itself." problem={problemOf('email')}>
          {(field) => (
            <Input
              {...field}
              type="email"
              value={values.email ?? ''}
              maxLength={191}
              autoComplete="off"
              onChange={({ target }) => set({ email: text(target.value) })}
            />
          )}
        </Field>
        <Field label="Hired on" problem={problemOf('hiredOn')}>
          {(field) => (
            <Input
              {...field}
              type="date"
              value={values.hiredOn ?? ''}
              onChange={({ target }) => set({ hiredOn: text(target.value) })}
            />
          )}
        </Field>
      </div>
      <div className="grid gap-1 sm:grid-cols-2">
        <Check
          label="Contractor: has no clock"
          isOn={values.isContractor}
          onChange={(isContractor) => set({ isContractor })}
        />
        <Check
          label="Does not scan, e.g. a supervisor"
          isOn={!values.isScanning}
          onChange={(isOn) => set({ isScanning: !isOn })}
        />
      </div>
      {problem !== null && Object.keys(problem.fields).length === 0 && (
        <p role="alert" className="rounded-lg bg-warn-soft px-3 py-2 text-sm font-medium text-warn">
          {problem.message}
        </p>
      )}
      <Button
        variant="primary"
        type="submit"
        disabled={busy || values.name.trim() === '' || (needsChange && Object.keys(changes).length === 0)}
        className="justify-self-start"
      >
        {busy ? 'Saving' : label}
      </Button>
    </form>
  );
}

function differing(first: PersonValues, { name, email, alias, hiredOn, isContractor, isScanning }: PersonValues) {
  const changes: Partial<PersonValues> = {};
  if (name !== first.name) changes.name = name;
  if (email !== first.email) changes.email = email;
  if (alias !== first.alias) changes.alias = alias;
  if (hiredOn !== first.hiredOn) changes.hiredOn = hiredOn;
  if (isContractor !== first.isContractor) changes.isContractor = isContractor;
  if (isScanning !== first.isScanning) changes.isScanning = isScanning;
  return changes;
}
