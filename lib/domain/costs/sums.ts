import { ratioForShow } from '@/lib/domain/scoring/fraction';
import { type CostParts, utilizationChip } from './rules';

/** Decimals of a cent in a cost per item or hour. */
export const CENT_PLACES = 3;

export const NO_COST: CostParts = { labourCents: 0, activeCents: 0, idleCents: 0, breakCents: 0 };

/** A role's labour is the sum of its parts (domain.md 9). */
export function partsOf(row: { active_cents: number; idle_cents: number; break_cents: number }): CostParts {
  const { active_cents: activeCents, idle_cents: idleCents, break_cents: breakCents } = row;
  return { labourCents: activeCents + idleCents + breakCents, activeCents, idleCents, breakCents };
}

export function sumParts(all: readonly CostParts[]): CostParts {
  return sumOf(all, ['labourCents', 'activeCents', 'idleCents', 'breakCents']);
}

/** Each of the keys added up over the rows. */
export function sumOf<Key extends string>(
  rows: readonly Record<Key, number>[],
  keys: readonly Key[],
): Record<Key, number> {
  const entries = keys.map((key) => [key, rows.reduce((sum, row) => sum + row[key], 0)] as const);
  return Object.fromEntries(entries) as Record<Key, number>;
}

/** active / clocked with its chip; the seconds are those of clocked days. */
export function utilizationOf(time: { activeSeconds: number; clockedSeconds: number }) {
  return {
    utilization: ratioForShow(time.activeSeconds, time.clockedSeconds, 4),
    chip: utilizationChip(time.activeSeconds, time.clockedSeconds),
  };
}
