import { createParser } from 'nuqs/server';

export type SortState = { column: string; direction: 'asc' | 'desc' };

/** `points.desc` in the URL. */
export const parseAsSort = createParser<SortState>({
  parse: (text) => {
    const [column, direction] = text.split('.');
    if (column === undefined || column === '' || (direction !== 'asc' && direction !== 'desc')) return null;
    return { column, direction };
  },
  serialize: ({ column, direction }) => `${column}.${direction}`,
  eq: (a, b) => a.column === b.column && a.direction === b.direction,
});
