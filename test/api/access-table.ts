/** Who may ask, as the tests play them. Those `elsewhere` belong to another site than the one they ask about. */
export const ASKERS = [
  'nobody',
  'viewer',
  'manager',
  'manager with pay',
  'admin',
  'admin with pay',
  'admin of this site',
  'manager elsewhere',
  'admin elsewhere',
  'read key',
  'ingest key',
  'admin key',
  'admin key elsewhere',
  'screen',
  'screen elsewhere',
] as const;
export type Asker = (typeof ASKERS)[number];

const MANAGERS: Asker[] = ['manager', 'manager with pay', 'admin', 'admin with pay', 'admin of this site'];
const PEOPLE: Asker[] = ['viewer', ...MANAGERS];
const ADMINS: Asker[] = ['admin', 'admin with pay', 'admin of this site'];
const ADMINS_OF_ALL: Asker[] = ['admin', 'admin with pay'];
const READERS: Asker[] = [...PEOPLE, 'read key', 'admin key'];
const MANAGERS_AND_READ_KEYS: Asker[] = [...MANAGERS, 'read key', 'admin key'];
const MANAGERS_AND_ADMIN_KEYS: Asker[] = [...MANAGERS, 'admin key'];
const ADMINS_AND_KEYS: Asker[] = [...ADMINS, 'admin key'];
const PAY: Asker[] = ['manager with pay', 'admin with pay'];
const SENDERS: Asker[] = [...ADMINS, 'ingest key', 'admin key'];
const LOOK_AFTER: Asker[] = [...ADMINS_OF_ALL, 'admin key', 'admin key elsewhere'];
const SCREENS: Asker[] = ['screen'];
const ANYBODY: Asker[] = [...ASKERS];

/**
 * The one table of who may do what: every route of the API, and nobody else than those named. A route that is not in it
 * fails the test. People elsewhere, keys elsewhere and screens elsewhere may only what is of no site.
 */
export const API_ACCESS: Readonly<Record<string, readonly Asker[]>> = {
  // About oneself, whatever the site: those elsewhere name a site that is not theirs, and are refused for that.
  'GET /api/account/sessions': PEOPLE,
  'POST /api/account/sessions/revoke': PEOPLE,

  'POST /api/activities': SENDERS,
  'POST /api/activities/batch': SENDERS,

  'GET /api/admin/api-keys': ADMINS,
  'POST /api/admin/api-keys': ADMINS,
  'POST /api/admin/api-keys/:id/revoke': ADMINS,
  'POST /api/admin/api-keys/:id/rotate': ADMINS,
  'GET /api/admin/audit': ADMINS,
  'GET /api/admin/audit/export': ADMINS,
  'GET /api/admin/recalculations': ADMINS_AND_KEYS,
  'POST /api/admin/recalculations': ADMINS_AND_KEYS,
  'GET /api/admin/recalculations/:id': ADMINS_AND_KEYS,
  'POST /api/admin/recalculations/:id/cancel': ADMINS_AND_KEYS,
  'GET /api/admin/screens': ADMINS_AND_KEYS,
  'POST /api/admin/screens': ADMINS_AND_KEYS,
  'PATCH /api/admin/screens/:id': ADMINS_AND_KEYS,
  'POST /api/admin/screens/:id/revoke': ADMINS_AND_KEYS,
  'GET /api/admin/users': ADMINS_OF_ALL,
  'POST /api/admin/users': ADMINS_OF_ALL,
  'PATCH /api/admin/users/:id': ADMINS_OF_ALL,
  'POST /api/admin/users/:id/reset-password': ADMINS_OF_ALL,
  'GET /api/admin/users/:id/sessions': ADMINS_OF_ALL,
  'POST /api/admin/users/:id/sessions/revoke': ADMINS_OF_ALL,
  'POST /api/admin/users/:id/two-factor-off': ADMINS_OF_ALL,

  'GET /api/dashboard/activities/recent': READERS,
  'GET /api/dashboard/activity-flags': MANAGERS_AND_READ_KEYS,
  'GET /api/dashboard/activity-flags/export': MANAGERS,
  'POST /api/dashboard/activity-flags/:id/review': MANAGERS,
  'GET /api/dashboard/alerts': MANAGERS_AND_READ_KEYS,
  'GET /api/dashboard/alerts/:id': MANAGERS_AND_READ_KEYS,
  'GET /api/dashboard/alerts/assignees': MANAGERS,
  'GET /api/dashboard/alerts/counts': MANAGERS_AND_READ_KEYS,
  'GET /api/dashboard/alerts/export': MANAGERS,
  'POST /api/dashboard/alerts/:id/acknowledge': MANAGERS,
  'POST /api/dashboard/alerts/:id/assign': MANAGERS,
  'POST /api/dashboard/alerts/:id/note': MANAGERS,
  'POST /api/dashboard/alerts/:id/resolve': MANAGERS,
  'GET /api/dashboard/analytics/achievement-ticker': READERS,
  'GET /api/dashboard/analytics/date-range': READERS,
  'GET /api/dashboard/analytics/hourly-heatmap': READERS,
  'GET /api/dashboard/analytics/hourly-heatmap/export': PEOPLE,
  'GET /api/dashboard/analytics/hourly-heatmap/people': READERS,
  'GET /api/dashboard/analytics/streak-leaders': READERS,
  'GET /api/dashboard/analytics/team-metrics': READERS,
  'GET /api/dashboard/attention': READERS,
  'POST /api/dashboard/batch': READERS,
  'GET /api/dashboard/bottleneck/current': READERS,
  'GET /api/dashboard/bottleneck/history': READERS,
  'GET /api/dashboard/bottleneck/history/export': PEOPLE,
  'POST /api/dashboard/bottleneck/moves': MANAGERS,
  'GET /api/dashboard/bottleneck/people': READERS,
  'GET /api/dashboard/clock-times': READERS,
  'GET /api/dashboard/clock-times/active': READERS,
  'GET /api/dashboard/clock-times/employee/:id': READERS,
  'GET /api/dashboard/clock-times/export': PEOPLE,
  'GET /api/dashboard/clock-times/feed': READERS,
  'POST /api/dashboard/clock-times/reconcile': MANAGERS_AND_ADMIN_KEYS,
  'GET /api/dashboard/cost-analysis': PAY,
  'GET /api/dashboard/cost-analysis/employees/:id': PAY,
  'GET /api/dashboard/cost-analysis/export': PAY,
  'GET /api/dashboard/departments/battle': READERS,
  'GET /api/dashboard/departments/stats': READERS,
  'GET /api/dashboard/employees': READERS,
  'GET /api/dashboard/employees/:id/calendar': READERS,
  'GET /api/dashboard/employees/:id/day': READERS,
  'GET /api/dashboard/employees/:id/export': PEOPLE,
  'GET /api/dashboard/employees/:id/mapping': READERS,
  'PUT /api/dashboard/employees/:id/mapping': ADMINS_AND_KEYS,
  'GET /api/dashboard/employees/:id/stats': READERS,
  'GET /api/dashboard/employees/export': PEOPLE,
  'GET /api/dashboard/issues': MANAGERS_AND_READ_KEYS,
  'GET /api/dashboard/issues/export': MANAGERS,
  'POST /api/dashboard/issues/:id/reopen': MANAGERS,
  'POST /api/dashboard/issues/:id/resolve': MANAGERS,
  'GET /api/dashboard/leaderboard': READERS,
  'GET /api/dashboard/leaderboard/export': PEOPLE,
  'GET /api/dashboard/leaderboard/live': READERS,
  'GET /api/dashboard/leaderboard/trend': READERS,
  'GET /api/dashboard/pace': READERS,
  'GET /api/dashboard/people': READERS,
  'GET /api/dashboard/people/export': PEOPLE,
  'GET /api/dashboard/reports': MANAGERS_AND_READ_KEYS,
  'POST /api/dashboard/reports/:date': MANAGERS,
  'GET /api/dashboard/reports/:date': MANAGERS_AND_READ_KEYS,
  'GET /api/dashboard/reports/:date/export': MANAGERS,
  'GET /api/dashboard/reports/export': MANAGERS,
  'GET /api/dashboard/summary': READERS,
  'POST /api/dashboard/sync': MANAGERS_AND_ADMIN_KEYS,

  'GET /api/gamification/achievements/:employeeId': READERS,
  'GET /api/gamification/leaderboard': READERS,
  'GET /api/team-metrics/bottlenecks': READERS,
  'GET /api/team-metrics/capacity': READERS,
  'GET /api/team-metrics/comparison': READERS,
  'GET /api/team-metrics/export': PEOPLE,
  'GET /api/team-metrics/health-score': READERS,
  'GET /api/team-metrics/overview': READERS,
  'GET /api/team-metrics/trends': READERS,
  'GET /api/live': [...READERS, ...SCREENS],

  'GET /api/health': ANYBODY,
  'GET /api/health/liveness': ANYBODY,
  'GET /api/health/readiness': ANYBODY,
  'GET /api/health/detailed': LOOK_AFTER,
  'GET /api/metrics': LOOK_AFTER,
  'GET /api/openapi.json': ANYBODY,

  'GET /api/tv/floor': SCREENS,
  'GET /api/tv/screen': SCREENS,
  'POST /api/tv/beat': SCREENS,
  'POST /api/tv/pairings': ANYBODY,
  'GET /api/tv/pairings/current': ANYBODY,
  // Its own secret is asked for; a key that is sent along must be one of the site.
  'POST /api/webhooks/connecteam': ANYBODY.filter((asker) => asker !== 'admin key elsewhere'),
};
