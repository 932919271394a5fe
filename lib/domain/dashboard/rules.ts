/** Figures of a day that are sums over its people. */
export const PEOPLE_VIEWS = ['finished', 'clocked'] as const;
export type PeopleView = (typeof PEOPLE_VIEWS)[number];
