import type { IsoDay } from '@/lib/platform/time/instant';

/** Days from `from` (null: from the beginning) to the day before `before` (null: for ever). */
export type DaySpan = { from: IsoDay | null; before: IsoDay | null };

/** Stands before every day in the order of texts. */
const BEGINNING: IsoDay = '';

/**
 * The days on which something dated changes its value, ascending and merged: `edges` are all days on which either state
 * begins to count, `isSame` compares the two states of a day. Exactly the days an edit decides about (domain.md 1, 9).
 */
export function changedSpans(edges: Iterable<IsoDay>, isSame: (day: IsoDay) => boolean): DaySpan[] {
  const starts = [BEGINNING, ...[...new Set(edges)].sort()];
  const spans: DaySpan[] = [];
  for (const [index, start] of starts.entries()) {
    if (isSame(start)) continue;
    const from = start === BEGINNING ? null : start;
    const before = starts[index + 1] ?? null;
    const last = spans.at(-1);
    if (last !== undefined && last.before === from) last.before = before;
    else spans.push({ from, before });
  }
  return spans;
}
