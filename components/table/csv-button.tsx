'use client';

import { Download } from 'lucide-react';
import { useSite } from '@/components/layout/hub-context';
import { Button } from '@/components/ui/button';
import { toCsv } from '@/lib/platform/csv/csv';

export type CsvColumns<Row> = Readonly<Record<string, (row: Row) => string | number | null>>;

type CsvButtonProps<Row> = {
  /** What the rows are: begins the file's name, which goes on with site and day. */
  file: string;
  /** What is shown; undefined while that is not known. */
  rows: readonly Row[] | undefined;
  columns: CsvColumns<Row>;
  /** Where a page has several tables. */
  of?: string;
};

/** Downloads a table that the page holds whole, exactly as filtered. Longer ones, and those of people's work, come from the server. */
export function CsvButton<Row>({ file, rows, columns, of }: CsvButtonProps<Row>) {
  const site = useSite();
  const download = (shown: readonly Row[]) => {
    const names = Object.keys(columns);
    const read = Object.values(columns);
    const text = toCsv(
      names,
      shown.map((row) => read.map((cell) => cell(row))),
    );
    const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = `${file}-${site.code}-${site.today}.csv`;
    link.click();
    URL.revokeObjectURL(address);
  };
  return (
    <Button
      disabled={rows === undefined || rows.length === 0}
      aria-label={of === undefined ? 'Download as CSV' : `Download as CSV: ${of}`}
      className="print:hidden"
      onClick={() => rows !== undefined && download(rows)}
    >
      <Download aria-hidden />
      CSV
    </Button>
  );
}
