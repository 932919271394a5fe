'use client';

import { useState } from 'react';
import { toast } from '@/components/layout/toast';
import { useSend } from '@/components/query/use-send';
import { SecretOnce } from '@/components/secrets/secret-once';
import { Button } from '@/components/ui/button';
import { ConfirmButton } from '@/components/ui/confirm-button';
import { Dialog, DialogContent, DialogTitle } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { ListedUser, UserList } from '@/lib/platform/auth/user-schema';
import { type Rights, RightsFields } from './rights-fields';
import { SessionList } from './session-list';

type UserDialogProps = { user: ListedUser; sites: UserList['sites']; onClose(): void };

const doneAnswer = () => import('@/lib/domain/screens/schema').then(({ doneAnswer: schema }) => schema);
const passwordAnswer = () => import('@/lib/platform/auth/user-schema').then(({ newPassword }) => newPassword);

/** Rights, sign-in and sessions of a person. */
export default function UserDialog({ user, sites, onClose }: UserDialogProps) {
  const [name, setName] = useState(user.name);
  const [rights, setRights] = useState<Rights>({ role: user.role, canSeePay: user.canSeePay, siteIds: user.siteIds });
  const [password, setPassword] = useState<string | null>(null);
  const { send, busy, problem } = useSend('/api/admin/users');
  const path = `/api/admin/users/${user.id}`;
  const fields = problem?.fields ?? {};
  const change = async (action: string, body: object, said: string) => {
    const done = await send({ name: action, method: 'PATCH', path, body, schema: doneAnswer });
    if (done === undefined) return;
    toast.success(said);
    onClose();
  };
  const takeFactorOff = async () => {
    const done = await send({ name: 'factor', path: `${path}/two-factor-off`, schema: doneAnswer });
    if (done !== undefined) toast.success(`${user.name} signs in with the password alone now`);
  };
  const resetPassword = async () => {
    const made = await send({ name: 'reset', path: `${path}/reset-password`, schema: passwordAnswer });
    if (made !== undefined) setPassword(made.password);
  };
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent aria-describedby={undefined} className="max-w-lg gap-5">
        <div className="min-w-0">
          <DialogTitle className="break-words">{user.name}</DialogTitle>
          <p className="break-all text-ink-muted">{user.email}</p>
        </div>
        {problem !== null && Object.keys(fields).length === 0 && (
          <p role="alert" className="rounded-lg bg-bad-soft px-3 py-2 text-sm text-bad">
            {problem.message}
          </p>
        )}
        {user.isDeactivated ? (
          <div className="grid justify-items-start gap-3">
            <p className="text-sm text-ink-muted">
              This account is closed: nobody can sign in with it. What the person did stays in the records.
            </p>
            <Button
              disabled={busy !== null}
              onClick={() => void change('open', { isDeactivated: false }, `${user.name} can sign in again`)}
            >
              Open the account again
            </Button>
          </div>
        ) : (
          <>
            <form
              className="grid gap-4"
              onSubmit={(event) => {
                event.preventDefault();
                void change('save', { name: name.trim(), ...rights }, `${name.trim()} is changed`);
              }}
            >
              <Field label="Name" problem={fields.name}>
                {(field) => (
                  <Input {...field} value={name} maxLength={191} onChange={({ target }) => setName(target.value)} />
                )}
              </Field>
              <RightsFields rights={rights} sites={sites} problems={fields} onChange={setRights} />
              <Button
                variant="primary"
                type="submit"
                disabled={busy !== null || name.trim() === ''}
                className="justify-self-end"
              >
                {busy === 'save' ? 'Saving' : 'Save'}
              </Button>
            </form>
            <section aria-label="Password" className="grid gap-2.5 border-t pt-4">
              <h3 className="text-sm font-semibold">Password</h3>
              {password === null ? (
                <>
                  <p className="text-sm text-ink-muted">
                    {user.mustChangePassword
                      ? 'Still the one that was made for the person.'
                      : 'The person chose it. A new one signs the person out everywhere.'}
                  </p>
                  <ConfirmButton
                    question="Yes, make a new password"
                    disabled={busy !== null}
                    className="-ml-3.5 justify-self-start"
                    onConfirm={resetPassword}
                  >
                    Make a one-time password
                  </ConfirmButton>
                </>
              ) : (
                <SecretOnce
                  label="One-time password"
                  secret={password}
                  note="The person is signed out everywhere, and is asked for one of their own at the next sign-in."
                />
              )}
            </section>
            <section aria-label="Second factor" className="grid gap-2.5 border-t pt-4">
              <h3 className="text-sm font-semibold">Second factor</h3>
              {user.hasTwoFactor ? (
                <>
                  <p className="text-sm text-ink-muted">On: signing in also takes a code from the person's phone.</p>
                  <ConfirmButton
                    question="Yes, the phone is lost: switch it off"
                    disabled={busy !== null}
                    className="-ml-3.5 justify-self-start"
                    onConfirm={takeFactorOff}
                  >
                    Switch it off
                  </ConfirmButton>
                </>
              ) : (
                <p className="text-sm text-ink-muted">Off. Everybody can switch it on under "Account and password".</p>
              )}
            </section>
            <section aria-label="Signed in" className="grid gap-2.5 border-t pt-4">
              <h3 className="text-sm font-semibold">Signed in</h3>
              <SessionList
                path={`${path}/sessions`}
                allLabel="End all sessions"
                emptyText="The person is signed in nowhere."
              />
            </section>
            {!user.isYou && (
              <section aria-label="Close the account" className="grid gap-2 border-t pt-4">
                <ConfirmButton
                  question={`Yes, sign ${user.name} out and close the account`}
                  disabled={busy !== null}
                  className="-ml-3.5 justify-self-start"
                  onConfirm={() => change('close', { isDeactivated: true }, `The account of ${user.name} is closed`)}
                >
                  Close the account
                </ConfirmButton>
              </section>
            )}
          </>
        )}
      </DialogContent>
    </Dialog>
  );
}
