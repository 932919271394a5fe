import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCsv } from './csv';

describe('toCsv', () => {
  it('writes numbers bare and a missing one as nothing', () => {
    expect(
      toCsv(
        ['name', 'n'],
        [
          ['Ada', 12.5],
          ['Bo', null],
        ],
      ),
    ).toBe('\uFEFFname,n\r\nAda,12.5\r\nBo,\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '\r=1', '|cmd'])('takes the force out of %j', (text) => {
    const [[cell = ''] = []] = parse(toCsv(['x'], [[text]]), { bom: true, from_line: 2 }) as string[][];
    expect(cell).toBe(`'${text}`);
  });

  it('gives back every text that is no formula', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({ unit: 'grapheme' }), fc.string()), { minLength: 1 }), (rows) => {
        const parsed = parse(toCsv(['a', 'b'], rows), {
          bom: true,
          from_line: 1,
          relax_column_count: true,
        }) as string[][];
        const read = parsed.slice(1).map((row) => row.map((cell) => cell.replace(/^'/, '')));
        expect(read).toEqual(rows.map((row) => row.map((cell) => cell.replace(/^'/, ''))));
      }),
    );
  });
});
