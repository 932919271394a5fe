/** A cell as it is drawn; `detail` says everything it knows. */
export type GridCell = {
  text: string;
  /** 0: nothing, 1..5: shades of the scale */
  level: number;
  detail: string;
  /** Leads there; without it the cell opens what is behind it. */
  href: string | null;
  /** Why the cell stands out, beyond its value. */
  mark: string | null;
};

/** A number at the end of a row. */
export type GridEnd = { text: string; note: string | null };

export type GridRow = {
  key: string;
  label: string;
  /** Small, below the label. */
  note: string | null;
  /** 1..8 of a department */
  colour: number | null;
  href: string | null;
  /** By hour; null: no one there. */
  cells: readonly (GridCell | null)[];
  ends: readonly GridEnd[];
};

export type GridHour = { label: string; note: string | null };

/** What an hour is called: two hours of a day can have the same wall clock. */
export function hourName(hour: GridHour | undefined): string {
  if (hour === undefined) return '';
  return hour.note === null ? hour.label : `${hour.label} ${hour.note}`;
}

export type GridEndColumn = { label: string; note: string | null; title: string };

/** The place of a cell: its row, the footer last, and its hour. */
export type Place = { row: number; hour: number };

/** What {@link walk} has to know of a grid. */
export type WalkedGrid = {
  rows: number;
  /** The hours that are drawn, in order. */
  hours: readonly number[];
  isFilled(place: Place): boolean;
};

const PAGE_ROWS = 10;

/** Where a key leads from a cell: always to a cell with something in it; null for other keys and at the edge. */
export function walk(from: Place, key: string, isWhole: boolean, grid: WalkedGrid): Place | null {
  const { rows, hours, isFilled } = grid;
  const at = hours.indexOf(from.hour);
  const inRow = (row: number, order: readonly number[]) => {
    const hour = order.find((one) => isFilled({ row, hour: one }));
    return hour === undefined ? null : { row, hour };
  };
  const inColumn = (order: readonly number[]) => {
    const row = order.find((one) => isFilled({ row: one, hour: from.hour }));
    return row === undefined ? null : { row, hour: from.hour };
  };
  const below = Array.from({ length: Math.max(0, rows - from.row - 1) }, (_, index) => from.row + 1 + index);
  const above = Array.from({ length: from.row }, (_, index) => from.row - 1 - index);
  const backwards = [...hours].reverse();
  switch (key) {
    case 'ArrowRight':
      return inRow(from.row, hours.slice(at + 1));
    case 'ArrowLeft':
      return inRow(from.row, backwards.slice(hours.length - at));
    case 'ArrowDown':
      return inColumn(below);
    case 'ArrowUp':
      return inColumn(above);
    case 'PageDown':
      return inColumn([...below.slice(PAGE_ROWS - 1), ...below.slice(0, PAGE_ROWS - 1).reverse()]);
    case 'PageUp':
      return inColumn([...above.slice(PAGE_ROWS - 1), ...above.slice(0, PAGE_ROWS - 1).reverse()]);
    case 'Home':
      return isWhole ? firstOf([from.row, ...above].reverse(), hours, inRow) : inRow(from.row, hours);
    case 'End':
      return isWhole ? firstOf([from.row, ...below].reverse(), backwards, inRow) : inRow(from.row, backwards);
    default:
      return null;
  }
}

function firstOf(
  rows: readonly number[],
  order: readonly number[],
  inRow: (row: number, order: readonly number[]) => Place | null,
): Place | null {
  for (const row of rows) {
    const place = inRow(row, order);
    if (place !== null) return place;
  }
  return null;
}
