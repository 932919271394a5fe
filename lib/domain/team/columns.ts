/** Tables that can be had as CSV. */
export const TEAM_TABLES = ['days', 'departments', 'capacity', 'bottlenecks', 'health'] as const;
