import { AppError } from '../errors/errors';

/** More than a spreadsheet is pleasant with, and than a request should hold in memory. */
export const MAX_EXPORTED_ROWS = 20_000;

/** All rows of a read that takes a limit. Throws UNPROCESSABLE when they are too many for a file. */
export async function requireExportable<Row>(read: (limit: number) => Promise<Row[]>): Promise<Row[]> {
  const rows = await read(MAX_EXPORTED_ROWS + 1);
  if (rows.length <= MAX_EXPORTED_ROWS) return rows;
  throw new AppError('UNPROCESSABLE', `These are more than ${MAX_EXPORTED_ROWS} rows. Narrow the filter.`);
}

/** Texts that a spreadsheet would run as a formula start so. */
const FORMULA_START = /^[\s]*[=+\-@\t\r\n|]/;

/**
 * A table as CSV (RFC 4180, CRLF) that spreadsheets read as UTF-8. Numbers are written bare, null as nothing. Text that
 * a spreadsheet could take for a formula gets an apostrophe in front, which makes it text.
 */
export function toCsv(header: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  return `\uFEFF${[header, ...rows].map((row) => `${row.map(cellText).join(',')}\r\n`).join('')}`;
}

function cellText(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const harmless = FORMULA_START.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
