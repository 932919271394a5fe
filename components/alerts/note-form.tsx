'use client';

import { type FormEvent, useState } from 'react';
import type { RequestError } from '@/components/query/fetch-json';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';

const NOTE = 'textarea[name="note"]';

/** Where the page's key `r` leads. */
export function focusNote(): void {
  document.querySelector<HTMLTextAreaElement>(NOTE)?.focus();
}

const MAX_NOTE = 1000;

export type NoteAction = { name: string; label: string; busyLabel: string };

type NoteFormProps = {
  /** What the note should say. */
  label: string;
  /** The first one is what Enter with Ctrl does. */
  actions: readonly [NoteAction, ...NoteAction[]];
  busy: string | null;
  problem: RequestError | null;
  /** Returns whether it was done; the note is kept otherwise. */
  onAct(name: string, note: string): Promise<boolean>;
};

/** A note and what to do with it; nothing goes without one. */
export function NoteForm({ label, actions, busy, problem, onAct }: NoteFormProps) {
  const [note, setNote] = useState('');
  const [isMissing, setMissing] = useState(false);
  const act = async (name: string) => {
    const text = note.trim();
    setMissing(text === '');
    if (text === '') {
      focusNote();
      return;
    }
    if (await onAct(name, text)) setNote('');
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void act(actions[0].name);
  };
  return (
    <form onSubmit={submit} className="grid gap-3">
      <Field label={label} problem={isMissing ? 'Say in a few words what was done.' : problem?.fields.note}>
        {(field) => (
          <textarea
            {...field}
            name="note"
            value={note}
            rows={3}
            maxLength={MAX_NOTE}
            onChange={(event) => setNote(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void act(actions[0].name);
              if (event.key === 'Escape') event.currentTarget.blur();
            }}
            className="w-full rounded-lg border border-control bg-surface px-3 py-2 text-[0.9375rem] aria-invalid:border-bad"
          />
        )}
      </Field>
      <div className="flex flex-wrap gap-2">
        {actions.map(({ name, label: text, busyLabel }, index) => (
          <Button
            key={name}
            type={index === 0 ? 'submit' : 'button'}
            variant={index === 0 ? 'primary' : 'outline'}
            disabled={busy !== null}
            onClick={index === 0 ? undefined : () => void act(name)}
          >
            {busy === name ? busyLabel : text}
          </Button>
        ))}
      </div>
    </form>
  );
}
