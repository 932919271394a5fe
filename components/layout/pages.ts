/** What the time control of a page offers: one day, one day or a range, a range, or nothing but now. */
export type PageTime = 'day' | 'day-or-range' | 'range' | 'now';

export type PageEntry = {
  path: string;
  name: string;
  /** Opens the page after `g`. */
  letter: string;
  time: PageTime;
  /** Days of the range that is shown unless another is asked for; of `range` pages. */
  rangeDays?: number;
  needsPay?: true;
  /** Not for viewers. */
  isManager?: true;
  /** Only admins see it. */
  isAdmin?: true;
  /** Only who sees every site: the page is of no site in particular. */
  needsAllSites?: true;
  /** In the bar at the bottom of a phone; the others are behind "More". */
  isOnPhoneBar?: true;
};

/** Pages of the navigation, in its order. */
export const PAGES: readonly PageEntry[] = [
  { path: '/', name: 'Dashboard', letter: 'd', time: 'day', isOnPhoneBar: true },
  { path: '/leaderboard', name: 'Leaderboard', letter: 'l', time: 'day-or-range', isOnPhoneBar: true },
  { path: '/employees', name: 'People', letter: 'p', time: 'day' },
  { path: '/heatmap', name: 'Heat map', letter: 'h', time: 'range', rangeDays: 1 },
  { path: '/flow', name: 'Flow', letter: 'f', time: 'now', isOnPhoneBar: true },
  { path: '/costs', name: 'Cost', letter: 'c', time: 'range', rangeDays: 7, needsPay: true },
  { path: '/team', name: 'Team', letter: 't', time: 'range', rangeDays: 28 },
  { path: '/alerts', name: 'Alerts', letter: 'a', time: 'now', isManager: true, isOnPhoneBar: true },
  { path: '/reports', name: 'Reports', letter: 'r', time: 'now', isManager: true },
  { path: '/admin/mappings', name: 'Mappings', letter: 'm', time: 'now', isAdmin: true },
  { path: '/admin/employees', name: 'Employees', letter: 'e', time: 'now', isAdmin: true },
  { path: '/admin/departments', name: 'Departments', letter: 'o', time: 'now', isAdmin: true },
  { path: '/admin/pay-rates', name: 'Pay rates', letter: 'y', time: 'now', isAdmin: true, needsPay: true },
  { path: '/admin/screens', name: 'Screens', letter: 's', time: 'now', isAdmin: true },
  { path: '/admin/api-keys', name: 'API keys', letter: 'k', time: 'now', isAdmin: true },
  { path: '/admin/users', name: 'Users', letter: 'u', time: 'now', isAdmin: true, needsAllSites: true },
  { path: '/admin/jobs', name: 'Jobs', letter: 'j', time: 'now', isAdmin: true },
  { path: '/admin/recalculate', name: 'Recalculate', letter: 'q', time: 'now', isAdmin: true },
  { path: '/admin/system', name: 'System', letter: 'x', time: 'now', isAdmin: true, needsAllSites: true },
  { path: '/admin/audit', name: 'Audit', letter: 'i', time: 'now', isAdmin: true },
  { path: '/admin/settings', name: 'Settings', letter: 'n', time: 'now', isAdmin: true },
];

/** The entry that `pathname` belongs to; undefined for pages outside of the navigation. */
export function pageOf(pathname: string): PageEntry | undefined {
  return PAGES.find(({ path }) =>
    path === '/' ? pathname === '/' : pathname === path || pathname.startsWith(`${path}/`),
  );
}
