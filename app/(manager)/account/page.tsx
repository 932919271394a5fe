import type { Metadata } from 'next';
import { ChangePasswordForm } from '@/components/account/change-password-form';
import { TwoFactorPanel } from '@/components/account/two-factor-panel';
import { SessionList } from '@/components/users/session-list';
import { getDatabase } from '@/lib/db/handles';
import { listSessions } from '@/lib/platform/auth/list-users';
import { requirePageUser } from '@/lib/platform/auth/page-guard';
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from '@/lib/platform/auth/users';
import { loadPart } from '@/lib/platform/http/page-part';
import { currentInstant } from '@/lib/platform/time/clock';

export const metadata: Metadata = { title: 'Account' };

export default async function AccountPage() {
  const user = await requirePageUser();
  const own = { userId: user.id, currentId: user.sessionId, now: currentInstant() };
  const sessions = await loadPart('sessions', listSessions(getDatabase(), own));
  return (
    <div className="max-w-2xl pt-4">
      <h1 className="text-2xl font-semibold tracking-tight">Account</h1>
      <dl className="mt-5 grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5 text-sm">
        <dt className="text-ink-muted">Name</dt>
        <dd>{user.name}</dd>
        <dt className="text-ink-muted">Email</dt>
        <dd className="break-all">{user.email}</dd>
        <dt className="text-ink-muted">Role</dt>
        <dd className="capitalize">{user.role}</dd>
      </dl>
      <section aria-label="Change password" className="mt-8 rounded-xl border bg-surface p-5 shadow-card sm:p-7">
        <h2 className="mb-5 text-lg font-semibold">Change password</h2>
        <ChangePasswordForm minLength={MIN_PASSWORD_LENGTH} maxLength={MAX_PASSWORD_LENGTH} />
      </section>
      <section aria-label="Second factor" className="mt-8 rounded-xl border bg-surface p-5 shadow-card sm:p-7">
        <h2 className="mb-4 text-lg font-semibold">Second factor</h2>
        <TwoFactorPanel isOn={user.twoFactorEnabled} />
      </section>
      <section aria-label="Signed in" className="mt-8 rounded-xl border bg-surface p-5 shadow-card sm:p-7">
        <h2 className="text-lg font-semibold">Where you are signed in</h2>
        <p className="mt-1 mb-5 text-sm text-ink-muted">
          End what you do not know or need no more. Whoever sits there has to sign in again.
        </p>
        <SessionList
          path="/api/account/sessions"
          initial={{ params: {}, data: sessions }}
          allLabel="End all others"
          emptyText="You are signed in nowhere."
        />
      </section>
    </div>
  );
}
