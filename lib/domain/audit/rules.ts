/** What audit events are about. */
export const AUDIT_ENTITIES = {
  activity: 'Scan',
  activity_flag: 'Flag',
  activity_flags: 'Flags',
  activity_type: 'Activity type',
  alert: 'Alert',
  alerts: 'Alerts',
  api_key: 'API key',
  audit: 'Audit',
  'clock-time': 'Clock time',
  'clock-times': 'Clock times',
  cost: 'Cost',
  employee: 'Person',
  employees: 'People',
  heatmap: 'Heat map',
  identity: 'Login',
  issue: 'Data issue',
  issues: 'Data issues',
  leaderboard: 'Leaderboard',
  job: 'Job',
  move: 'Move',
  payrate: 'Pay rates',
  people: 'People',
  'person-day': 'Day of a person',
  recalculation: 'Recalculation',
  report: 'Report',
  role: 'Department',
  screen: 'Screen',
  site: 'Site',
  user: 'User',
} as const;

const isKnown = (entity: string): entity is keyof typeof AUDIT_ENTITIES => entity in AUDIT_ENTITIES;

/** `Person` for `employee`; an unknown one as words. */
export function entityLabel(entity: string): string {
  return isKnown(entity) ? AUDIT_ENTITIES[entity] : sentence(entity);
}

/** `Revoke sessions` for `user.revoke-sessions`. */
export function actionLabel(action: string): string {
  return sentence(action.split('.').slice(1).join(' ') || action);
}

/** `Daily goal items` for `dailyGoalItems`. */
export function fieldLabel(field: string): string {
  return sentence(
    field.replace(/([a-z0-9])([A-Z])/g, (_, left: string, right: string) => `${left} ${right.toLowerCase()}`),
  );
}

function sentence(text: string): string {
  const words = text.replace(/[-_.]/g, ' ').trim();
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

/** A field of a thing that changed; a value that did not exist is undefined. */
export type FieldChange = { field: string; before?: unknown; after?: unknown };

/** What differs between two states of a thing, in the order of their fields. */
export function changedFields(before: unknown, after: unknown): FieldChange[] {
  const [old, now] = [fieldsOf(before), fieldsOf(after)];
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  return names
    .filter((name) => JSON.stringify(old[name]) !== JSON.stringify(now[name]))
    .map((field) => ({ field, before: old[field], after: now[field] }));
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? { ...value } : {};
}

/** Whether a field says what somebody is paid or what work costs: only for who has the pay right (domain.md 9). */
export function isPayField(action: string, field: string): boolean {
  return action.startsWith('payrate.') || /(cents|pay_?type|rate)$/i.test(field);
}
