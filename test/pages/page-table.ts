/** Who opens a page, as the tests play them; `elsewhere`: the address names a site that is not theirs. */
export const VISITORS = [
  'nobody',
  'viewer',
  'manager',
  'manager with pay',
  'admin',
  'admin with pay',
  'admin of this site',
  'manager elsewhere',
  'admin elsewhere',
] as const;
export type Visitor = (typeof VISITORS)[number];

const MANAGERS: Visitor[] = ['manager', 'manager with pay', 'admin', 'admin with pay', 'admin of this site'];
const PEOPLE: Visitor[] = ['viewer', ...MANAGERS];
const ADMINS_OF_ALL: Visitor[] = ['admin', 'admin with pay'];
const ADMINS: Visitor[] = [...ADMINS_OF_ALL, 'admin of this site'];
const ANYBODY: Visitor[] = [...VISITORS];
const SIGNED_IN = ANYBODY.filter((visitor) => visitor !== 'nobody');

/** The one table of who may open what: every page by its file, and nobody else than those named. */
export const PAGE_ACCESS: Readonly<Record<string, readonly Visitor[]>> = {
  'app/(admin)/admin/api-keys/page.tsx': ADMINS,
  'app/(admin)/admin/audit/page.tsx': ADMINS,
  'app/(admin)/admin/departments/page.tsx': ADMINS,
  'app/(admin)/admin/employees/page.tsx': ADMINS,
  'app/(admin)/admin/jobs/page.tsx': ADMINS,
  'app/(admin)/admin/mappings/page.tsx': ADMINS,
  'app/(admin)/admin/page.tsx': ANYBODY, // Leads to another page, which asks.
  'app/(admin)/admin/pay-rates/page.tsx': ['admin with pay'],
  'app/(admin)/admin/recalculate/page.tsx': ADMINS,
  'app/(admin)/admin/screens/page.tsx': ADMINS,
  'app/(admin)/admin/settings/page.tsx': ADMINS,
  'app/(admin)/admin/system/page.tsx': ADMINS_OF_ALL,
  'app/(admin)/admin/users/page.tsx': ADMINS_OF_ALL,
  'app/(manager)/(dashboard)/page.tsx': PEOPLE,
  'app/(manager)/account/page.tsx': SIGNED_IN, // About oneself.
  'app/(manager)/alerts/page.tsx': MANAGERS,
  'app/(manager)/costs/page.tsx': ['manager with pay', 'admin with pay'],
  'app/(manager)/employees/(list)/page.tsx': PEOPLE,
  'app/(manager)/employees/[id]/page.tsx': PEOPLE,
  'app/(manager)/flow/page.tsx': PEOPLE,
  'app/(manager)/heatmap/page.tsx': PEOPLE,
  'app/(manager)/leaderboard/page.tsx': PEOPLE,
  'app/(manager)/no-access/page.tsx': SIGNED_IN,
  'app/(manager)/reports/[date]/page.tsx': MANAGERS,
  'app/(manager)/reports/page.tsx': MANAGERS,
  'app/(manager)/team/page.tsx': PEOPLE,
  'app/api/docs/page.tsx': ANYBODY,
  'app/login/page.tsx': ANYBODY,
  'app/tv/page.tsx': ANYBODY,
};
