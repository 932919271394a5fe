import type { Metadata } from 'next';
import { UsersView } from '@/components/users/users-view';
import { getDatabase } from '@/lib/db/handles';
import { listUsers } from '@/lib/platform/auth/list-users';
import { requirePageHubAdmin } from '@/lib/platform/auth/page-guard';
import { loadPart } from '@/lib/platform/http/page-part';
import { currentInstant } from '@/lib/platform/time/clock';

export const metadata: Metadata = { title: 'Users' };

export default async function UsersPage() {
  const { id } = await requirePageHubAdmin();
  const data = await loadPart('users', listUsers(getDatabase(), id, currentInstant()));
  return <UsersView initial={{ params: {}, data }} />;
}
