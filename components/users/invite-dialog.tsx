'use client';

import { useState } from 'react';
import { useSend } from '@/components/query/use-send';
import { SecretOnce } from '@/components/secrets/secret-once';
import { Button } from '@/components/ui/button';
import { Dialog, DialogContent, DialogTitle } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { UserList } from '@/lib/platform/auth/user-schema';
import { type Rights, RightsFields } from './rights-fields';

type InviteDialogProps = { sites: UserList['sites']; onClose(): void };

/** Adds somebody who can sign in, and shows the password for the first time once. */
export default function InviteDialog({ sites, onClose }: InviteDialogProps) {
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  const [rights, setRights] = useState<Rights>({ role: 'manager', canSeePay: false, siteIds: null });
  const [password, setPassword] = useState<string | null>(null);
  const { send, busy, problem } = useSend('/api/admin/users');
  const fields = problem?.fields ?? {};
  const invite = async () => {
    const made = await send({
      name: 'invite',
      path: '/api/admin/users',
      body: { email: email.trim(), name: name.trim(), ...rights },
      schema: () => import('@/lib/platform/auth/user-schema').then(({ createdUser }) => createdUser),
    });
    if (made !== undefined) setPassword(made.password);
  };
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent aria-describedby={undefined}>
        <DialogTitle>{password === null ? 'Invite somebody' : `${name.trim()} can sign in`}</DialogTitle>
        {password === null ? (
          <form
            className="grid gap-4"
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              void invite();
            }}
          >
            <Field label="Email" problem={fields.email}>
              {(field) => (
                <Input
                  {...field}
                  type="email"
                  value={email}
                  onChange={({ target }) => setEmail(target.value)}
                  autoComplete="off"
                  autoCapitalize="none"
                  spellCheck={false}
                  maxLength={191}
                  autoFocus
                />
              )}
            </Field>
            <Field label="Name" problem={fields.name}>
              {(field) => (
                <Input
                  {...field}
                  value={name}
                  onChange={({ target }) => setName(target.value)}
                  autoComplete="off"
                  maxLength={191}
                />
              )}
            </Field>
            <RightsFields rights={rights} sites={sites} problems={fields} onChange={setRights} />
            {problem !== null && Object.keys(fields).length === 0 && (
              <p role="alert" className="text-sm text-bad">
                {problem.message}
              </p>
            )}
            <div className="flex justify-end gap-2">
              <Button onClick={onClose}>Cancel</Button>
              <Button
                variant="primary"
                type="submit"
                disabled={busy !== null || email.trim() === '' || name.trim() === ''}
              >
                {busy === null ? 'Invite' : 'Inviting'}
              </Button>
            </div>
          </form>
        ) : (
          <>
            <SecretOnce
              label={`One-time password of ${email.trim()}`}
              secret={password}
              note="Give it to the person: the hub asks for one of their own at the first sign-in."
            />
            <Button variant="primary" onClick={onClose} className="justify-self-end">
              Done
            </Button>
          </>
        )}
      </DialogContent>
    </Dialog>
  );
}
