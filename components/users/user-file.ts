import type { CsvColumns } from '@/components/table/csv-button';
import type { ListedUser, UserList } from '@/lib/platform/auth/user-schema';

/** The table of users as a file. */
export function userFile(sites: UserList['sites']): CsvColumns<ListedUser> {
  return {
    name: ({ name }) => name,
    email: ({ email }) => email,
    role: ({ role }) => role,
    sites: ({ siteIds }) =>
      siteIds === null ? 'all' : siteIds.map((id) => sites.find((site) => site.id === id)?.code ?? id).join(' '),
    sees_pay: ({ canSeePay }) => (canSeePay ? 'yes' : 'no'),
    second_factor: ({ hasTwoFactor }) => (hasTwoFactor ? 'yes' : 'no'),
    one_time_password: ({ mustChangePassword }) => (mustChangePassword ? 'yes' : 'no'),
    deactivated: ({ isDeactivated }) => (isDeactivated ? 'yes' : 'no'),
    created_at: ({ createdAt }) => createdAt,
    sessions: ({ sessions }) => sessions,
    last_seen_at: ({ lastSeenAt }) => lastSeenAt,
  };
}
