import Link from 'next/link';
import { memo } from 'react';
import { departmentBackground } from '@/components/departments/department-colours';
import { cn } from '@/components/ui/class-names';
import type { HourGroup } from '@/lib/domain/heatmap/prepare-view';
import type { GridCell, GridHour, GridRow } from './grid';
import { NO_ONE, shadeOf } from './heat-shades';

export type HeatRowProps = {
  row: GridRow;
  index: number;
  hours: readonly GridHour[];
  groups: readonly HourGroup[];
  /** The hour of the one cell that Tab leads to; null when it is in another row. */
  tabHour: number | null;
  /** What a cell without anything says. */
  noOne: string;
  isFooter?: boolean;
  onOpen(row: GridRow, hour: number): void;
};

/** Width of a column at the end. */
export const END_REM = 8;

/** The numbers at the end stay in view where there is room. */
export const END_CELL =
  'border-l bg-surface px-3 text-right leading-tight whitespace-nowrap lg:sticky lg:z-10 print:static print:px-1';

/** How far from the right edge the column at this place stays. */
export function endOffset(place: number, columns: number): number {
  return (columns - 1 - place) * END_REM;
}

export const LABEL_CELL =
  'sticky left-0 z-10 border-r bg-surface px-3 text-left font-normal print:static print:px-1 lg:px-4';

/** A row of the heat table; drawn anew only when it changed. */
export const HeatRow = memo(function HeatRow(props: HeatRowProps) {
  const { row, index, hours, groups, tabHour, noOne, isFooter = false, onOpen } = props;
  const edge = isFooter ? 'border-t' : 'border-b group-last/row:border-b-0';
  return (
    <tr aria-rowindex={index + 2} data-row={row.key} className="group/row">
      <th scope="row" className={cn(LABEL_CELL, edge, isFooter && 'font-medium')}>
        <RowLabel row={row} />
      </th>
      {groups.map((group) => {
        if (group.kind === 'fold') {
          return (
            <td key={group.label} className={cn('p-px', edge)}>
              <span className={cn('block h-11 lg:h-9', NO_ONE)}>
                <span className="sr-only">{noOne}</span>
              </span>
            </td>
          );
        }
        const cell = row.cells[group.index] ?? null;
        return (
          <td key={group.index} className={cn('p-px', edge)}>
            {cell === null ? (
              <span className={cn('block h-11 rounded-sm lg:h-9', NO_ONE)} data-empty>
                <span className="sr-only">{noOne}</span>
              </span>
            ) : (
              <Cell
                cell={cell}
                name={`${row.label}, ${hours[group.index]?.label ?? ''}: ${cell.detail}`}
                place={`${index}/${group.index}`}
                isPlain={isFooter}
                isTabStop={tabHour === group.index}
                onOpen={() => onOpen(row, group.index)}
              />
            )}
          </td>
        );
      })}
      {row.ends.map((end, place) => (
        <td
          // biome-ignore lint/suspicious/noArrayIndexKey: the columns at the end keep their places
          key={place}
          className={cn(END_CELL, edge)}
          style={{ right: `${endOffset(place, row.ends.length)}rem` }}
        >
          <span className={cn(place === 0 && 'font-medium')}>{end.text}</span>
          {end.note !== null && <span className="block text-xs text-ink-muted">{end.note}</span>}
        </td>
      ))}
    </tr>
  );
});

function RowLabel({ row }: { row: GridRow }) {
  const text = (
    <span className="min-w-0">
      <span className="line-clamp-2 lg:block lg:truncate" title={row.label}>
        {row.label}
      </span>
      {row.note !== null && <span className="block truncate text-xs text-ink-muted">{row.note}</span>}
    </span>
  );
  const dot = row.colour !== null && (
    <span className={cn('size-2.5 shrink-0 rounded-full', departmentBackground(row.colour))} aria-hidden />
  );
  const classes = 'flex min-h-11 items-center gap-2 leading-tight lg:min-h-9';
  if (row.href === null) {
    return (
      <span className={classes}>
        {dot}
        {text}
      </span>
    );
  }
  return (
    <Link href={row.href} prefetch={false} className={cn(classes, 'hover:underline')}>
      {dot}
      {text}
    </Link>
  );
}

type CellProps = {
  cell: GridCell;
  name: string;
  place: string;
  /** Without a shade. */
  isPlain: boolean;
  isTabStop: boolean;
  onOpen(): void;
};

function Cell({ cell, name, place, isPlain, isTabStop, onOpen }: CellProps) {
  const common = {
    'aria-label': cell.mark === null ? name : `${name}, ${cell.mark}`,
    'data-cell': place,
    'data-level': cell.level,
    tabIndex: isTabStop ? 0 : -1,
    className: cn(
      'relative flex h-11 w-full items-center justify-center rounded-sm text-[0.8125rem] hover:outline-2 hover:outline-ink focus-visible:z-10 focus-visible:outline-ink lg:h-9 print:h-6 print:text-[7pt] print:[print-color-adjust:exact]',
      isPlain ? 'font-medium' : shadeOf(cell.level),
      cell.mark !== null && 'ring-1 ring-warn ring-inset',
    ),
  };
  const content = (
    <>
      {cell.text}
      {cell.mark !== null && (
        <svg viewBox="0 0 10 10" className="absolute top-px right-px size-2" aria-hidden="true">
          <path d="M0 0h10v10z" fill="var(--warn)" />
        </svg>
      )}
    </>
  );
  if (cell.href !== null) {
    return (
      <Link href={cell.href} prefetch={false} {...common}>
        {content}
      </Link>
    );
  }
  return (
    <button type="button" aria-haspopup="dialog" onClick={onOpen} {...common}>
      {content}
    </button>
  );
}
