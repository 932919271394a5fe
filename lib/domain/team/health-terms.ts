/** What the health score is made of (domain.md 7), in the order it is shown. */
export const HEALTH_TERMS = ['attendance', 'efficiency', 'criticalDepartments', 'utilization'] as const;
export type HealthTerm = (typeof HEALTH_TERMS)[number];
export const HEALTH_LABELS = ['excellent', 'good', 'needs_attention', 'critical'] as const;
export type HealthLabel = (typeof HEALTH_LABELS)[number];

/** Each percentage point below `from` takes `tenths` tenths of a point. */
export const SHORTFALLS = {
  attendance: { from: 90, tenths: 5 },
  efficiency: { from: 70, tenths: 3 },
  utilization: { from: 70, tenths: 2 },
} as const;
export const PER_CRITICAL_DEPARTMENT = 5;
