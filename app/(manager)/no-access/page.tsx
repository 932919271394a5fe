import { LockKeyhole } from 'lucide-react';
import type { Metadata } from 'next';
import { EmptyState } from '@/components/state/empty-state';
import { requirePageUser } from '@/lib/platform/auth/page-guard';

export const metadata: Metadata = { title: 'No access' };

type NoAccessPageProps = { searchParams: Promise<{ right?: string | string[] }> };

const NO_ACCESS = {
  admin: { title: 'This page is for admins', remedy: 'another role' },
  manager: { title: 'This page is for managers', remedy: 'another role' },
  hub: { title: 'This page is for admins of all sites', remedy: 'every site' },
  site: { title: 'This site is not one of yours', remedy: 'this site' },
  pay: { title: 'You do not have the pay right', remedy: 'the pay right' },
} as const;

const rights = ['pay', 'manager', 'site', 'hub'] as const;

/** Where somebody lands who opened a page that is not for them. */
export default async function NoAccessPage({ searchParams }: NoAccessPageProps) {
  const user = await requirePageUser();
  const { right } = await searchParams;
  const { title, remedy } = NO_ACCESS[rights.find((one) => one === right) ?? 'admin'];
  return (
    <div className="pt-6">
      <h1 className="sr-only">No access</h1>
      <EmptyState icon={LockKeyhole} title={title}>
        You are signed in as {user.name} ({user.role}). An admin of your hub can give you {remedy}.
      </EmptyState>
    </div>
  );
}
