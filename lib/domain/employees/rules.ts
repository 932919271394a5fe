/** Days that a person's page looks back from the day it shows, that day included: trend, clock table, streak calendar. */
export const TREND_DAYS = 28;
export const CLOCK_DAYS = 14;
export const CALENDAR_DAYS = 56;

export const EMPLOYEE_STATUSES = ['active', 'archived', 'all'] as const;
export type EmployeeStatus = (typeof EMPLOYEE_STATUSES)[number];
