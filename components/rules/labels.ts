export const ROLE_TYPE_LABELS = { batch: 'batch', continuous: 'continuous' } as const;

/** What the type of a department decides. */
export const ROLE_TYPE_NOTES = {
  batch: 'How long a pause is normal follows from the size of the batch.',
  continuous: 'Idle after a fixed number of minutes.',
} as const;

/** Names of values in the history of a department. */
export const VALUE_LABELS: Record<string, string> = {
  validFrom: 'from',
  multiplier: 'points an item',
  expectedPerHour: 'expected/h',
  idleThresholdMinutes: 'idle after (min)',
  monthlyTargetPoints: 'target/month',
  roleName: 'role',
  departmentName: 'department',
  roleType: 'type',
  flowOrder: 'place in the flow',
  isFinishing: 'finishing',
  isActive: 'active',
  activityType: 'scans arrive as',
  windows: 'scans that waited',
};

/** What was done to a department. */
export const ROLE_ACTION_LABELS: Record<string, string> = {
  'role.create': 'created the department',
  'role.set-version': 'set dated values',
  'role.remove-version': 'took dated values away',
  'role.change': 'changed the department',
};
