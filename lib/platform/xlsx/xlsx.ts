import writeExcelFile, { type Cell } from 'write-excel-file/node';

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export type XlsxColumn = {
  header: string;
  /** How numbers of the column look, e.g. `#,##0.00`; the value itself is not rounded. */
  format?: string;
  /** In characters. */
  width: number;
};

/** A sheet of a workbook; a name has at most 31 characters. null is an empty cell. */
export type XlsxSheet = {
  name: string;
  columns: readonly XlsxColumn[];
  rows: readonly (readonly (string | number | null)[])[];
};

/**
 * Tables as an Excel workbook: numbers as numbers, text as text. A text that begins like a formula is not one: it is
 * stored and formatted as text, so that it stays one when somebody edits the cell.
 */
export async function toXlsx(sheets: readonly XlsxSheet[]): Promise<Buffer> {
  return writeExcelFile(
    sheets.map(({ name, columns, rows }) => ({
      sheet: name,
      stickyRowsCount: 1,
      columns: columns.map(({ width }) => ({ width })),
      data: [
        columns.map(({ header }): Cell => ({ value: header, type: String, fontWeight: 'bold', wrap: true })),
        ...rows.map((row) => row.map((value, index) => cellOf(value, columns[index]?.format))),
      ],
    })),
  ).toBuffer();
}

function cellOf(value: string | number | null, format: string | undefined): Cell {
  if (value === null) return null;
  if (typeof value === 'number') return { value, type: Number, format };
  return { value, type: String, format: '@' };
}
