import type { ReactNode } from 'react';
import type { Leaderboard } from '@/lib/domain/leaderboard/schema';
import { formatNumber } from '@/lib/platform/format/number';

/** The board in four numbers, of the department when one is chosen. */
export function SummaryStrip({ board, isToday }: { board: Leaderboard; isToday: boolean }) {
  const counted = board.departments.filter((one) => board.department === null || one.department === board.department);
  const items = counted.reduce((sum, one) => sum + one.items, 0);
  const points = counted.reduce((sum, one) => sum + one.points, 0);
  const clockedIn = board.rows.filter((row) => row.isClockedIn).length;
  return (
    <dl className="grid grid-cols-2 overflow-hidden rounded-xl border bg-surface shadow-card sm:grid-cols-4 print:shadow-none">
      <Figure label="People">{formatNumber(board.total)}</Figure>
      <Figure label={isToday ? 'Clocked in now' : 'Still clocked in'}>{formatNumber(clockedIn)}</Figure>
      <Figure
        label="Items"
        note={board.unmappedItems > 0 ? `of which unmapped ${formatNumber(board.unmappedItems)}` : undefined}
      >
        {formatNumber(items)}
      </Figure>
      <Figure label="Points">{formatNumber(points, 2)}</Figure>
    </dl>
  );
}

function Figure({ label, note, children }: { label: string; note?: string; children: ReactNode }) {
  return (
    <div className="-mt-px -ml-px border-t border-l px-4 py-3 sm:px-5 sm:py-4">
      <dt className="text-sm text-ink-muted">{label}</dt>
      <dd className="mt-0.5 text-xl font-semibold tracking-tight sm:text-2xl">{children}</dd>
      {note !== undefined && <dd className="text-sm text-warn">{note}</dd>}
    </div>
  );
}
