import { CsvError, parse } from 'csv-parse/sync';
import * as z from 'zod';
import { type Db, inTransaction } from '@/lib/db/client';
import type { PayRate } from '@/lib/domain/costs/rules';
import { comparePay } from '@/lib/domain/previews/preview-pay';
import { sumOfPeople } from '@/lib/domain/previews/rules';
import { changedSpans } from '@/lib/domain/scoring/dated-values';
import { countPersonDays } from '@/lib/domain/scoring/request-affected';
import { lockScoringRules } from '@/lib/domain/scoring/rule-lock';
import type { Site } from '@/lib/domain/sites/schema';
import type { Actor } from '@/lib/platform/audit/write-audit';
import { AppError } from '@/lib/platform/errors/errors';
import { revisionOf } from '@/lib/platform/revision/revision';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { type ImportLine, readLines } from './import-rules';
import { setPayRate } from './mutations';
import { getPaidPeople, getSitePayRates } from './queries/get-pay-list';
import { isSameRate, rateOn, withRate } from './rules';
import type { ImportedRow, PayImportAnswer, PayImportOrder } from './schema';

type PayChange = { before: PayRate[]; after: PayRate[] };
type Import = { site: Site; order: PayImportOrder; actor: Actor; now: EpochSeconds };

const MAX_ROWS = 1_000;
const COLUMNS = ['employee_id', 'email', 'name', 'effective_from', 'pay_type', 'amount'];
const REQUIRED = ['effective_from', 'pay_type', 'amount'];
const records = z.array(
  z.object({ record: z.record(z.string(), z.string()), info: z.object({ lines: z.number(), error: z.unknown() }) }),
);

/**
 * Reads pay rates from a CSV file row by row. Without a confirmation nothing is written; with that of a preview all rows
 * are, in one transaction, each audited as if it were typed. Throws VALIDATION for what is no such file, UNPROCESSABLE
 * when a row is refused, CONFLICT when something changed since the preview. The caller asks for the pay right.
 */
export async function importPayRates(db: Db, { site, order, actor, now }: Import): Promise<PayImportAnswer> {
  const siteId = site.id;
  const lines = readCsv(order.csv);
  return inTransaction(db, async (tx) => {
    const isWriting = order.confirmed !== undefined;
    if (isWriting) await lockScoringRules(tx, siteId);
    const rows = readLines(lines, await getPaidPeople(tx, siteId), await getSitePayRates(tx, siteId));
    const changed = changedRows(rows);
    const refused = rows.filter(({ problem }) => problem !== null).length;
    const confirmation = refused > 0 || changed.length === 0 ? null : confirmationOf(rows);
    const counts = { changed: changed.length, same: rows.length - changed.length - refused, refused };
    if (!isWriting) {
      const pay = await payChanges(tx, siteId, rows);
      const { effect } = await comparePay(tx, { site, pay, now });
      const [before, after] = [sumOfPeople(effect, 'before'), sumOfPeople(effect, 'after')];
      return {
        isWritten: false,
        rows,
        ...counts,
        confirmation,
        requested: await countRequested(tx, siteId, pay),
        labourCents: { before: before.labourCents, after: after.labourCents },
      };
    }
    if (refused > 0) throw new AppError('UNPROCESSABLE', `${refused} rows cannot be read. Nothing was written.`);
    if (order.confirmed !== confirmation) {
      throw new AppError('CONFLICT', 'Something changed since the preview. Look at it again. Nothing was written.');
    }
    let requested = 0;
    for (const { employeeId, rate } of changed) {
      requested += (await setPayRate(tx, { siteId, employeeId, rate, actor, now })).requested;
    }
    return { isWritten: true, rows, ...counts, confirmation, requested, labourCents: null };
  });
}

/** The rows of a file that would change something. */
export function changedRows(rows: readonly ImportedRow[]) {
  return rows.flatMap(({ employeeId, rate, before, problem }) =>
    problem === null && employeeId !== null && rate !== null && !isSameRate(rate, before) ? [{ employeeId, rate }] : [],
  );
}

/** The rates of everybody whom the file changes, before and after it. */
async function payChanges(db: Db, siteId: number, rows: readonly ImportedRow[]): Promise<Map<number, PayChange>> {
  const ratesOf = await getSitePayRates(db, siteId);
  const byPerson = Map.groupBy(changedRows(rows), (row) => row.employeeId);
  return new Map(
    [...byPerson].map(([employeeId, own]) => {
      const before = ratesOf.get(employeeId) ?? [];
      return [employeeId, { before, after: own.reduce((rates, { rate }) => withRate(rates, rate), before) }];
    }),
  );
}

async function countRequested(db: Db, siteId: number, pay: ReadonlyMap<number, PayChange>): Promise<number> {
  let requested = 0;
  for (const [employeeId, { before, after }] of pay) {
    const spans = changedSpans(
      [...before, ...after].map((one) => one.effectiveFrom),
      (day) => isSameRate(rateOn(before, day), rateOn(after, day)),
    );
    requested += await countPersonDays(db, { siteId, employeeId, spans });
  }
  return requested;
}

/** Another one as soon as a row means another person or another rate, or the person has another one by now. */
function confirmationOf(rows: readonly ImportedRow[]): string {
  return revisionOf(
    Object.fromEntries(rows.map(({ line, employeeId, rate, before }) => [line, [employeeId, rate, before]])),
  );
}

function readCsv(text: string): ImportLine[] {
  let parsed: z.infer<typeof records>;
  try {
    parsed = records.parse(
      parse(text, {
        bom: true,
        columns: (header: string[]) => header.map((name) => name.trim().toLowerCase().replaceAll(' ', '_')),
        delimiter: delimiterOf(text),
        info: true,
        relax_column_count: true,
        skip_empty_lines: true,
        trim: true,
      }),
    );
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new AppError('VALIDATION', `This is not a CSV file that can be read: ${error.message}`, { cause: error });
  }
  const [first] = parsed;
  if (first === undefined)
    throw new AppError('VALIDATION', `The file has no rows below a header: ${COLUMNS.join(', ')}.`);
  if (parsed.length > MAX_ROWS) throw new AppError('VALIDATION', `The file has more than ${MAX_ROWS} rows. Split it.`);
  const missing = REQUIRED.filter((column) => !(column in first.record));
  if (missing.length > 0) throw new AppError('VALIDATION', `The file has no column ${missing.join(', ')}.`);
  return parsed.map(({ record, info }) => ({
    line: info.lines,
    values: record,
    hasOtherLength: info.error !== undefined,
  }));
}

/** Spreadsheets of countries with a decimal comma write semicolons: the header tells. */
function delimiterOf(text: string): string {
  const [header = ''] = text.split('\n', 1);
  return header.includes(';') && !header.includes(',') ? ';' : ',';
}
