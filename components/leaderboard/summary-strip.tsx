import type { ReactNode } from 'react';
import type { Leaderboard } from '@/lib/domain/leaderboard/schema';
import type { DateRange } from '@/lib/domain/ranges/schema';
import { formatNumber } from '@/lib/platform/format/number';
import { formatHours } from '@/lib/platform/time/format';
import { ChangeText } from './cells';

/** The board in four numbers, of the department when one is chosen. */
export function SummaryStrip({ board, isToday }: { board: Leaderboard; isToday: boolean }) {
  const counted = board.departments.filter((one) => board.department === null || one.department === board.department);
  const items = counted.reduce((sum, one) => sum + one.items, 0);
  const points = counted.reduce((sum, one) => sum + one.points, 0);
  const clockedIn = board.rows.filter((row) => row.isClockedIn).length;
  return (
    <Strip>
      <Figure label="People">{formatNumber(board.total)}</Figure>
      <Figure label={isToday ? 'Clocked in now' : 'Still clocked in'}>{formatNumber(clockedIn)}</Figure>
      <Figure label="Items" warning={unmappedText(board.unmappedItems)}>
        {formatNumber(items)}
      </Figure>
      <Figure label="Points">{formatNumber(points, 2)}</Figure>
    </Strip>
  );
}

/** A range in four numbers and, with a comparison, how they changed. */
export function RangeStrip({ range }: { range: DateRange }) {
  const { totals, compared } = range;
  const change = (percent: number | null, before: string) =>
    compared === null ? undefined : percent === null ? (
      `${before} before`
    ) : (
      <>
        <ChangeText percent={percent} className="font-medium" /> vs {before}
      </>
    );
  return (
    <Strip>
      <Figure
        label="People"
        note={compared === null ? `on ${dayCount(totals.days)}` : `${formatNumber(compared.totals.people)} before`}
      >
        {formatNumber(totals.people)}
      </Figure>
      <Figure
        label={range.department === null ? 'Clocked hours' : 'Clocked hours, whole days'}
        note={change(
          compared?.clockedSecondsChangePercent ?? null,
          compared === null ? '' : formatHours(compared.totals.clockedSeconds),
        )}
      >
        {formatHours(totals.clockedSeconds)}
      </Figure>
      <Figure
        label="Items"
        warning={unmappedText(totals.unmappedItems)}
        note={change(compared?.itemsChangePercent ?? null, formatNumber(compared?.totals.items ?? null))}
      >
        {formatNumber(totals.items)}
      </Figure>
      <Figure
        label="Points"
        note={change(compared?.pointsChangePercent ?? null, formatNumber(compared?.totals.points ?? null, 2))}
      >
        {formatNumber(totals.points, 2)}
      </Figure>
    </Strip>
  );
}

function Strip({ children }: { children: ReactNode }) {
  return (
    <dl className="grid grid-cols-2 overflow-hidden rounded-xl border bg-surface shadow-card sm:grid-cols-4 print:shadow-none">
      {children}
    </dl>
  );
}

type FigureProps = { label: string; note?: ReactNode; warning?: string; children: ReactNode };

function Figure({ label, note, warning, children }: FigureProps) {
  return (
    <div className="-mt-px -ml-px border-t border-l px-4 py-3 sm:px-5 sm:py-4">
      <dt className="text-sm text-ink-muted">{label}</dt>
      <dd className="mt-0.5 text-xl font-semibold tracking-tight sm:text-2xl">{children}</dd>
      {note !== undefined && <dd className="text-sm text-ink-muted">{note}</dd>}
      {warning !== undefined && <dd className="text-sm text-warn">{warning}</dd>}
    </div>
  );
}

function unmappedText(items: number): string | undefined {
  return items > 0 ? `of which unmapped ${formatNumber(items)}` : undefined;
}

function dayCount(days: number): string {
  return days === 1 ? '1 day' : `${formatNumber(days)} days`;
}
