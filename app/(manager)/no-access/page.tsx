import { LockKeyhole } from 'lucide-react';
import type { Metadata } from 'next';
import { EmptyState } from '@/components/state/empty-state';
import { requirePageUser } from '@/lib/platform/auth/page-guard';

export const metadata: Metadata = { title: 'No access' };

type NoAccessPageProps = { searchParams: Promise<{ right?: string | string[] }> };

/** Where somebody lands who opened a page that is not for them. */
export default async function NoAccessPage({ searchParams }: NoAccessPageProps) {
  const user = await requirePageUser();
  const isPay = (await searchParams).right === 'pay';
  return (
    <div className="pt-6">
      <h1 className="sr-only">No access</h1>
      <EmptyState icon={LockKeyhole} title={isPay ? 'You do not have the pay right' : 'This page is for admins'}>
        You are signed in as {user.name} ({user.role}). An admin of your hub can give you{' '}
        {isPay ? 'the pay right under Users' : 'another role under Users'}.
      </EmptyState>
    </div>
  );
}
