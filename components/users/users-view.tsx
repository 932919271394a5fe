'use client';

import { UserPlus } from 'lucide-react';
import { parseAsString, useQueryState } from 'nuqs';
import { lazy, Suspense, useMemo, useState } from 'react';
import { PageFrame } from '@/components/layout/page-frame';
import { useShortcuts } from '@/components/layout/use-shortcuts';
import { useNow } from '@/components/live/live-provider';
import { type Initial, useSiteQuery } from '@/components/query/use-site-query';
import { DataPart } from '@/components/state/data-part';
import { CsvButton } from '@/components/table/csv-button';
import { DataTable } from '@/components/table/data-table';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import type { UserList } from '@/lib/platform/auth/user-schema';
import { userColumns } from './user-columns';
import { userFile } from './user-file';
import { UsersSkeleton } from './users-skeleton';

const InviteDialog = lazy(() => import('./invite-dialog'));
const UserDialog = lazy(() => import('./user-dialog'));

/** Everybody who can sign in: rights, sites, sign-in and sessions. */
export function UsersView({ initial }: { initial: Initial<UserList> }) {
  const now = useNow();
  const [search, setSearch] = useQueryState('q', parseAsString.withDefault(''));
  const [openId, setOpenId] = useQueryState('user', parseAsString.withOptions({ history: 'push' }));
  const [isInviting, setInviting] = useState(false);
  const users = useSiteQuery<UserList>({
    path: '/api/admin/users',
    params: {},
    schema: () => import('@/lib/platform/auth/user-schema').then(({ userList }) => userList),
    initial,
  });
  useShortcuts(
    useMemo(
      () => [
        { keys: 'n', label: 'Invite somebody', run: () => setInviting(true) },
        { keys: '/', label: 'Search users', run: () => document.getElementById('user-search')?.focus() },
      ],
      [],
    ),
  );
  const wanted = search.trim().toLowerCase();
  const shown = users.data?.rows.filter(({ name, email }) => `${name} ${email}`.toLowerCase().includes(wanted)) ?? [];
  const opened = users.data?.rows.find(({ id }) => id === openId);
  return (
    <PageFrame
      title="Users"
      subtitle="Who can sign in to this hub"
      queries={[users]}
      actions={
        <>
          <Input
            id="user-search"
            type="search"
            aria-label="Search users"
            placeholder="Name or email"
            value={search}
            onChange={({ target }) => void setSearch(target.value === '' ? null : target.value)}
            className="w-48 max-sm:flex-1"
          />
          <CsvButton file="users" rows={shown} columns={userFile(users.data?.sites ?? [])} />
          <Button variant="primary" onClick={() => setInviting(true)}>
            <UserPlus aria-hidden />
            Invite
          </Button>
        </>
      }
    >
      <DataPart query={users} errorTitle="The users could not be loaded" skeleton={<UsersSkeleton />}>
        {({ sites }) =>
          shown.length === 0 ? (
            <p className="rounded-xl border bg-surface px-4 py-10 text-center text-ink-muted shadow-card">
              Nobody is called “{search.trim()}”.
            </p>
          ) : (
            <DataTable
              label="Users"
              rows={shown}
              columns={userColumns(sites, now, (id) => void setOpenId(id))}
              rowKey={({ id }) => id}
              onOpen={({ id }) => void setOpenId(id)}
            />
          )
        }
      </DataPart>
      {isInviting && users.data !== undefined && (
        <Suspense fallback={null}>
          <InviteDialog sites={users.data.sites} onClose={() => setInviting(false)} />
        </Suspense>
      )}
      {opened !== undefined && users.data !== undefined && (
        <Suspense fallback={null}>
          <UserDialog key={opened.id} user={opened} sites={users.data.sites} onClose={() => void setOpenId(null)} />
        </Suspense>
      )}
    </PageFrame>
  );
}
