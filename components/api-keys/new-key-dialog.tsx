'use client';

import { useState } from 'react';
import { useSite } from '@/components/layout/hub-context';
import { useNow } from '@/components/live/live-provider';
import { useSend } from '@/components/query/use-send';
import { SecretOnce } from '@/components/secrets/secret-once';
import { Button } from '@/components/ui/button';
import { Check } from '@/components/ui/check';
import { Dialog, DialogContent, DialogTitle } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { API_SCOPES, type ApiScope } from '@/lib/platform/auth/rights';
import { toIsoInstant } from '@/lib/platform/time/instant';
import { EXPIRIES, SCOPE_TEXTS } from './key-texts';

/** Makes a key of the site and shows it once. */
export default function NewKeyDialog({ onClose }: { onClose(): void }) {
  const site = useSite();
  const now = useNow();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<readonly ApiScope[]>(['read']);
  const [expiry, setExpiry] = useState<(typeof EXPIRIES)[number]>(EXPIRIES[0]);
  const [key, setKey] = useState<string | null>(null);
  const { send, busy, problem } = useSend('/api/admin/api-keys');
  const make = async () => {
    const expiresAt = expiry.seconds === null ? null : toIsoInstant(now + expiry.seconds);
    const made = await send({
      name: 'make',
      path: '/api/admin/api-keys',
      body: { name: name.trim(), scopes, expiresAt },
      schema: () => import('@/lib/platform/auth/api-key-schema').then(({ createdApiKey }) => createdApiKey),
    });
    if (made !== undefined) setKey(made.key);
  };
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent aria-describedby={undefined}>
        <DialogTitle>{key === null ? 'New API key' : `${name.trim()} has a key`}</DialogTitle>
        {key === null ? (
          <form
            className="grid gap-4"
            onSubmit={(event) => {
              event.preventDefault();
              void make();
            }}
          >
            <Field label="Name" note="What uses it, e.g. Pack line scanner." problem={problem?.fields.name}>
              {(field) => (
                <Input
                  {...field}
                  value={name}
                  onChange={({ target }) => setName(target.value)}
                  autoComplete="off"
                  maxLength={120}
                  autoFocus
                />
              )}
            </Field>
            <fieldset>
              <legend className="text-sm font-medium">It may, at {site.name}</legend>
              {API_SCOPES.map((scope) => (
                <Check
                  key={scope}
                  label={SCOPE_TEXTS[scope].label}
                  note={SCOPE_TEXTS[scope].note}
                  isOn={scopes.includes(scope)}
                  onChange={(isOn) => setScopes(isOn ? [...scopes, scope] : scopes.filter((one) => one !== scope))}
                />
              ))}
            </fieldset>
            <Field label="It ends" problem={problem?.fields.expiresAt}>
              {(field) => (
                <Select
                  {...field}
                  value={expiry.value}
                  onChange={({ target }) => setExpiry(EXPIRIES.find(({ value }) => value === target.value) ?? expiry)}
                >
                  {EXPIRIES.map(({ value, label }) => (
                    <option key={value} value={value}>
                      {label}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
            {problem !== null && Object.keys(problem.fields).length === 0 && (
              <p role="alert" className="text-sm text-bad">
                {problem.message}
              </p>
            )}
            <div className="flex justify-end gap-2">
              <Button onClick={onClose}>Cancel</Button>
              <Button
                variant="primary"
                type="submit"
                disabled={busy !== null || name.trim() === '' || scopes.length === 0}
              >
                {busy === null ? 'Make the key' : 'Making'}
              </Button>
            </div>
          </form>
        ) : (
          <>
            <SecretOnce label="API key" secret={key} note="Programs send it as the header X-API-Key." />
            <Button variant="primary" onClick={onClose} className="justify-self-end">
              Done
            </Button>
          </>
        )}
      </DialogContent>
    </Dialog>
  );
}
