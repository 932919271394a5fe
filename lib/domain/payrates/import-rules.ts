import type { PayRate } from '@/lib/domain/costs/rules';
import { scaledFromDecimal } from '@/lib/domain/scoring/exact';
import { searchable } from '@/lib/platform/format/searchable';
import type { PaidPerson } from './queries/get-pay-list';
import { type ImportedRow, type PayRateInput, payRate } from './schema';

/** A line of the file by column. */
export type ImportLine = {
  line: number;
  values: Readonly<Record<string, string>>;
  /** Another number of fields than the header. */
  hasOtherLength: boolean;
};

const AMOUNT = /^\d{1,8}(\.\d{1,2})?$/;

/**
 * Reads each line on its own: whom it is about (employee_id, email or name, whichever is there first) and the rate. A line
 * that cannot be read says why, one that says no rate changes nothing; a person and day may come once.
 */
export function readLines(
  lines: readonly ImportLine[],
  people: readonly PaidPerson[],
  ratesOf: ReadonlyMap<number, readonly PayRate[]>,
): ImportedRow[] {
  const seen = new Map<string, number>();
  return lines.map(({ line, values, hasOtherLength }) => {
    const person = [values.employee_id, values.email, values.name].find((text) => (text ?? '') !== '') ?? '';
    const found = findPerson(values, people);
    const rate = readRate(values);
    const row: ImportedRow = { line, person, employeeId: null, name: null, rate: null, before: null, problem: null };
    if (hasOtherLength) return { ...row, problem: 'has more or fewer fields than the header' };
    if (typeof found === 'string') return { ...row, problem: found };
    Object.assign(row, { employeeId: found.id, name: found.name });
    if (rate === null) return row;
    if (typeof rate === 'string') return { ...row, problem: rate };
    const key = `${found.id}/${rate.effectiveFrom}`;
    const earlier = seen.get(key);
    if (earlier !== undefined)
      return { ...row, rate, problem: `says the same day of the same person as line ${earlier}` };
    seen.set(key, line);
    const before = ratesOf.get(found.id)?.find(({ effectiveFrom }) => effectiveFrom === rate.effectiveFrom) ?? null;
    return { ...row, rate, before };
  });
}

function findPerson(values: ImportLine['values'], people: readonly PaidPerson[]): PaidPerson | string {
  const { employee_id: id = '', email = '', name = '' } = values;
  if (id !== '') return people.find((one) => String(one.id) === id) ?? `there is no active person with the id ${id}`;
  const [what, matches] =
    email !== ''
      ? [email, people.filter((one) => one.email?.toLowerCase() === email.toLowerCase())]
      : [name, people.filter((one) => searchable(one.name) === searchable(name))];
  if (what === '') return 'names nobody: employee_id, email or name is needed';
  const [only] = matches;
  if (only === undefined) return `there is no active person ${what}`;
  return matches.length === 1 ? only : `${matches.length} people are called ${what}: use employee_id`;
}

/** Null: nothing is said, as the export does of whoever has no rate. */
function readRate(values: ImportLine['values']): PayRateInput | string | null {
  if ([values.effective_from, values.pay_type, values.amount].every((text) => (text ?? '') === '')) return null;
  const amount = values.amount ?? '';
  if (!AMOUNT.test(amount)) return `the amount ${JSON.stringify(amount)} is not a number such as 13.50`;
  const parsed = payRate.safeParse({
    effectiveFrom: values.effective_from ?? '',
    payType: (values.pay_type ?? '').toLowerCase(),
    amountCents: scaledFromDecimal(amount, 2),
  });
  if (parsed.success) return parsed.data;
  const field = parsed.error.issues[0]?.path[0];
  if (field === 'effectiveFrom')
    return `effective_from ${JSON.stringify(values.effective_from ?? '')} is not a day YYYY-MM-DD`;
  if (field === 'payType') return `pay_type ${JSON.stringify(values.pay_type ?? '')} is neither hourly nor salary`;
  return 'the amount is too large';
}
