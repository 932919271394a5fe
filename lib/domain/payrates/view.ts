import { searchable } from '@/lib/platform/format/searchable';
import type { PaidRow } from './schema';

export type PayFilter = { rates: 'all' | 'unset'; q: string };

/** The people that a filter shows, on the page and in its export. */
export function filterPay(rows: readonly PaidRow[], { rates, q }: PayFilter): PaidRow[] {
  const wanted = searchable(q);
  return rows.filter(
    ({ name, email, current }) =>
      (rates === 'all' || current === null) &&
      (wanted === '' || searchable(name).includes(wanted) || searchable(email ?? '').includes(wanted)),
  );
}
