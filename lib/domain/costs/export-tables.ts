import type { XlsxSheet } from '@/lib/platform/xlsx/xlsx';
import type {
  CostAnalysis,
  CostPeriod,
  CostTotals,
  DepartmentCost,
  PersonCost,
  PersonCostDay,
  RoleCost,
} from './schema';

type Kind = 'text' | 'count' | 'money' | 'money-per-unit' | 'seconds' | 'share';

/** A column of an exported table. Money is in cents, as everywhere; it is written in units of the currency. */
export type ExportColumn<Row> = {
  /** Header in CSV. */
  id: string;
  /** Header in a workbook. */
  label: string;
  kind: Kind;
  value(row: Row): string | number | null;
};

/** A person in one department, for the workbook. */
export type PersonInDepartment = { person: PersonCost; role: RoleCost };

type Parts = { labourCents: number; activeCents: number; idleCents: number; breakCents: number };
type Time = Pick<
  PersonCost,
  'paidSeconds' | 'clockedSeconds' | 'breakSeconds' | 'activeSeconds' | 'utilization' | 'chip'
>;

const UNASSIGNED = 'unassigned';
const FORMATS: Record<Kind, string | undefined> = {
  text: undefined,
  count: '#,##0',
  money: '#,##0.00',
  'money-per-unit': '#,##0.000',
  seconds: '0.00',
  share: '0.0%',
};

function partColumns<Row extends Parts>(): ExportColumn<Row>[] {
  return [
    { id: 'labour', label: 'Labour', kind: 'money', value: (row) => row.labourCents },
    { id: 'active', label: 'Active work', kind: 'money', value: (row) => row.activeCents },
    { id: 'waiting_and_gaps', label: 'Waiting and gaps', kind: 'money', value: (row) => row.idleCents },
    { id: 'paid_breaks', label: 'Paid breaks', kind: 'money', value: (row) => row.breakCents },
  ];
}

function timeColumns<Row extends Time>(): ExportColumn<Row>[] {
  return [
    { id: 'paid_seconds', label: 'Paid hours', kind: 'seconds', value: (row) => row.paidSeconds },
    { id: 'clocked_seconds', label: 'Clocked hours', kind: 'seconds', value: (row) => row.clockedSeconds },
    { id: 'break_seconds', label: 'Break hours', kind: 'seconds', value: (row) => row.breakSeconds },
    { id: 'active_seconds', label: 'Active hours', kind: 'seconds', value: (row) => row.activeSeconds },
    { id: 'utilization', label: 'Active share', kind: 'share', value: (row) => row.utilization },
    { id: 'chip', label: 'Mark', kind: 'text', value: (row) => row.chip },
  ];
}

const costPerItem = <Row extends { costPerItemCents: number | null }>(): ExportColumn<Row> => ({
  id: 'cost_per_item',
  label: 'Labour per item',
  kind: 'money-per-unit',
  value: (row) => row.costPerItemCents,
});

/** Everybody, with items and labour in each of the departments of the answer. */
export function peopleColumns(departments: readonly DepartmentCost[]): ExportColumn<PersonCost>[] {
  const named = departments.flatMap(({ department }) => (department === null ? [] : [department]));
  const inDepartment = (row: PersonCost, department: string) => row.roles.find((one) => one.department === department);
  return [
    { id: 'employee_id', label: 'Person no.', kind: 'count', value: (row) => row.employeeId },
    { id: 'name', label: 'Name', kind: 'text', value: (row) => row.name },
    { id: 'days', label: 'Days', kind: 'count', value: (row) => row.days },
    { id: 'days_without_clock', label: 'Days without clock', kind: 'count', value: (row) => row.estimatedDays },
    { id: 'items', label: 'Items', kind: 'count', value: (row) => row.items },
    { id: 'finished_items', label: 'Finished items', kind: 'count', value: (row) => row.finishedItems },
    ...timeColumns<PersonCost>(),
    ...partColumns<PersonCost>(),
    costPerItem(),
    {
      id: 'labour_per_paid_hour',
      label: 'Labour per paid hour',
      kind: 'money-per-unit',
      value: (row) => row.averageHourlyCents,
    },
    { id: 'default_rate', label: 'On default rate', kind: 'text', value: (row) => (row.hasDefaultRate ? 'yes' : 'no') },
    ...named.flatMap((department): ExportColumn<PersonCost>[] => [
      {
        id: `${department} items`,
        label: `${department} items`,
        kind: 'count',
        value: (row) => inDepartment(row, department)?.items ?? null,
      },
      {
        id: `${department} labour`,
        label: `${department} labour`,
        kind: 'money',
        value: (row) => inDepartment(row, department)?.labourCents ?? null,
      },
    ]),
  ];
}

export const DEPARTMENT_COLUMNS: readonly ExportColumn<DepartmentCost>[] = [
  { id: 'department', label: 'Department', kind: 'text', value: (row) => row.department ?? UNASSIGNED },
  { id: 'people', label: 'People', kind: 'count', value: (row) => row.people },
  { id: 'items', label: 'Items', kind: 'count', value: (row) => row.items },
  ...partColumns<DepartmentCost>(),
  costPerItem(),
];

export const PERIOD_COLUMNS: readonly ExportColumn<CostPeriod>[] = [
  { id: 'from', label: 'From', kind: 'text', value: (row) => row.from },
  { id: 'to', label: 'To', kind: 'text', value: (row) => row.to },
  { id: 'finished_items', label: 'Finished items', kind: 'count', value: (row) => row.finishedItems },
  ...partColumns<CostPeriod>(),
  {
    id: 'cost_per_finished_item',
    label: 'Labour per finished item',
    kind: 'money-per-unit',
    value: (row) => row.costPerFinishedItemCents,
  },
];

export const PERSON_DAY_COLUMNS: readonly ExportColumn<PersonCostDay>[] = [
  { id: 'date', label: 'Day', kind: 'text', value: (row) => row.date },
  { id: 'without_clock', label: 'Without clock', kind: 'text', value: (row) => (row.isEstimated ? 'yes' : 'no') },
  { id: 'items', label: 'Items', kind: 'count', value: (row) => row.items },
  { id: 'finished_items', label: 'Finished items', kind: 'count', value: (row) => row.finishedItems },
  ...timeColumns<PersonCostDay>(),
  { id: 'hourly_rate', label: 'Hourly rate', kind: 'money', value: (row) => row.hourlyCents },
  { id: 'default_rate', label: 'Default rate', kind: 'text', value: (row) => (row.isDefaultRate ? 'yes' : 'no') },
  ...partColumns<PersonCostDay>(),
  costPerItem(),
];

const PERSON_DEPARTMENT_COLUMNS: readonly ExportColumn<PersonInDepartment>[] = [
  { id: 'employee_id', label: 'Person no.', kind: 'count', value: ({ person }) => person.employeeId },
  { id: 'name', label: 'Name', kind: 'text', value: ({ person }) => person.name },
  { id: 'department', label: 'Department', kind: 'text', value: ({ role }) => role.department ?? UNASSIGNED },
  { id: 'items', label: 'Items', kind: 'count', value: ({ role }) => role.items },
  { id: 'labour', label: 'Labour', kind: 'money', value: ({ role }) => role.labourCents },
  { id: 'active', label: 'Active work', kind: 'money', value: ({ role }) => role.activeCents },
  { id: 'waiting_and_gaps', label: 'Waiting and gaps', kind: 'money', value: ({ role }) => role.idleCents },
  { id: 'paid_breaks', label: 'Paid breaks', kind: 'money', value: ({ role }) => role.breakCents },
  { id: 'cost_per_item', label: 'Labour per item', kind: 'money-per-unit', value: ({ role }) => role.costPerItemCents },
];

/** The table for CSV: header and rows, money in units of the currency, time in seconds. */
export function csvTable<Row>(columns: readonly ExportColumn<Row>[], rows: readonly Row[]) {
  return {
    header: columns.map((column) => column.id),
    rows: rows.map((row) => columns.map((column) => inUnits(column, row))),
  };
}

/** The workbook: totals, `people` as given, and every other table of the answer. */
export function costWorkbook(costs: CostAnalysis, siteName: string, people: readonly PersonCost[]): XlsxSheet[] {
  const inDepartments = people.flatMap((person) => person.roles.map((role) => ({ person, role })));
  return [
    totalsSheet(costs, siteName),
    sheetOf('People', peopleColumns(costs.departments), people),
    sheetOf('People by department', PERSON_DEPARTMENT_COLUMNS, inDepartments),
    sheetOf('Departments', DEPARTMENT_COLUMNS, costs.departments),
    sheetOf(costs.periods.by === 'day' ? 'Days' : 'Months', PERIOD_COLUMNS, costs.periods.rows),
  ];
}

/** A table as a sheet: money in units of the currency, time in hours. */
function sheetOf<Row>(name: string, columns: readonly ExportColumn<Row>[], rows: readonly Row[]): XlsxSheet {
  return {
    name,
    columns: columns.map(({ label, kind }) => ({
      header: label,
      format: FORMATS[kind],
      width: kind === 'text' ? 20 : 12,
    })),
    rows: rows.map((row) => columns.map((column) => inHours(column.kind, inUnits(column, row)))),
  };
}

const TOTALS: readonly ExportColumn<CostTotals>[] = [
  { id: 'people', label: 'People', kind: 'count', value: (row) => row.people },
  { id: 'person_days', label: 'Person-days', kind: 'count', value: (row) => row.personDays },
  { id: 'days_without_clock', label: 'Person-days without clock', kind: 'count', value: (row) => row.estimatedDays },
  { id: 'default_rate', label: 'People on default rate', kind: 'count', value: (row) => row.peopleWithDefaultRate },
  { id: 'items', label: 'Items', kind: 'count', value: (row) => row.items },
  { id: 'finished_items', label: 'Finished items', kind: 'count', value: (row) => row.finishedItems },
  ...timeColumns<CostTotals>(),
  ...partColumns<CostTotals>(),
  {
    id: 'cost_per_finished_item',
    label: 'Labour per finished item',
    kind: 'money-per-unit',
    value: (row) => row.costPerFinishedItemCents,
  },
  {
    id: 'active_per_finished_item',
    label: 'Active work per finished item',
    kind: 'money-per-unit',
    value: (row) => row.activeCostPerFinishedItemCents,
  },
];

function totalsSheet(costs: CostAnalysis, siteName: string): XlsxSheet {
  const { compared } = costs;
  const facts: [string, string | null, string | null][] = [
    ['Site', siteName, null],
    ['From', costs.from, compared?.from ?? null],
    ['To', costs.to, compared?.to ?? null],
    ['Currency', costs.currency, null],
    ['As of', costs.asOf, null],
    ['Live day', costs.liveDay, null],
  ];
  return {
    name: 'Summary',
    columns: [
      { header: 'Figure', width: 30 },
      { header: 'This range', width: 24 },
      { header: 'Compared with', width: 24 },
    ],
    rows: [
      ...facts,
      ...TOTALS.map((column) => {
        const shown = (totals: CostTotals) => inHours(column.kind, inUnits(column, totals));
        return [column.label, shown(costs.totals), compared === null ? null : shown(compared.totals)];
      }),
    ],
  };
}

function inUnits<Row>({ kind, value }: ExportColumn<Row>, row: Row): string | number | null {
  const raw = value(row);
  if (typeof raw !== 'number' || !kind.startsWith('money')) return raw;
  // At most thousandths of a cent, so that the quotient is the decimal number it is written as.
  return Math.round(raw * 1_000) / 100_000;
}

function inHours(kind: Kind, value: string | number | null): string | number | null {
  return kind === 'seconds' && typeof value === 'number' ? value / 3_600 : value;
}
