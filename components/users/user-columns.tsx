import type { TableColumn } from '@/components/table/data-table';
import { cn } from '@/components/ui/class-names';
import type { ListedUser, UserList } from '@/lib/platform/auth/user-schema';
import { formatAge } from '@/lib/platform/time/format';
import { type EpochSeconds, fromIsoInstant } from '@/lib/platform/time/instant';
import { ROLE_TEXTS } from './role-texts';

const ROLE_ORDER = { admin: 0, manager: 1, viewer: 2 };

export function userColumns(
  sites: UserList['sites'],
  now: EpochSeconds,
  onOpen: (id: string) => void,
): TableColumn<ListedUser>[] {
  return [
    {
      id: 'name',
      label: 'Person',
      first: 'asc',
      className: 'min-w-48',
      sortBy: ({ name }) => name.toLowerCase(),
      cell: (user) => (
        <button
          type="button"
          onClick={() => onOpen(user.id)}
          className="grid min-h-11 max-w-40 content-center text-left sm:max-w-72"
        >
          <span className="truncate font-medium underline-offset-4 group-hover:underline">
            {user.name}
            {user.isYou && <span className="ml-1.5 font-normal text-ink-muted">(you)</span>}
          </span>
          <span className="truncate text-xs text-ink-muted">{user.email}</span>
        </button>
      ),
    },
    {
      id: 'role',
      label: 'Role',
      first: 'asc',
      sortBy: ({ role }) => ROLE_ORDER[role],
      cell: ({ role }) => ROLE_TEXTS[role].label,
    },
    {
      id: 'sites',
      label: 'Sites',
      cell: ({ siteIds }) => <span className="block max-w-56 truncate">{sitesText(siteIds, sites)}</span>,
    },
    { id: 'pay', label: 'Sees pay', cell: ({ canSeePay }) => (canSeePay ? 'Yes' : 'No') },
    {
      id: 'factor',
      label: 'Second factor',
      cell: ({ hasTwoFactor }) => (hasTwoFactor ? <span className="text-good">On</span> : 'Off'),
    },
    {
      id: 'state',
      label: 'Account',
      first: 'asc',
      sortBy: (user) => stateOf(user).order,
      cell: (user) => {
        const { text, look } = stateOf(user);
        return <span className={cn('whitespace-nowrap', look)}>{text}</span>;
      },
    },
    {
      id: 'sessions',
      label: 'Sessions',
      title: 'Where the person is signed in',
      align: 'right',
      sortBy: ({ sessions }) => sessions,
      cell: ({ sessions }) => sessions,
    },
    {
      id: 'seen',
      label: 'Last seen',
      title: 'At most a day late',
      align: 'right',
      sortBy: ({ lastSeenAt }) => lastSeenAt,
      cell: ({ lastSeenAt }) => (lastSeenAt === null ? '–' : `${formatAge(now - fromIsoInstant(lastSeenAt))} ago`),
    },
  ];
}

function stateOf({ isDeactivated, mustChangePassword }: ListedUser) {
  if (isDeactivated) return { text: 'Closed', look: 'text-ink-muted', order: 2 };
  if (mustChangePassword) return { text: 'One-time password', look: 'text-warn', order: 1 };
  return { text: 'Active', look: 'text-good', order: 0 };
}

function sitesText(siteIds: readonly number[] | null, sites: UserList['sites']): string {
  if (siteIds === null) return 'All';
  const names = sites.filter(({ id }) => siteIds.includes(id)).map(({ name }) => name);
  return names.length === 0 ? 'None' : names.join(', ');
}
