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
