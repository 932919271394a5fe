import { parse } from 'csv-parse/sync';
import { and, eq } from 'drizzle-orm';
import readWorkbook from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { auditEvents } from '@/lib/db/schema/audit-events';
import { XLSX_TYPE } from '@/lib/platform/xlsx/xlsx';
import { openTestDatabase, TEST_ACTOR } from '@/test/database';
import { exportCosts } from './export';
import { loadCosts, loadPersonCosts } from './loaders';
import { costExportQuery } from './schema';
import { NOW, paidFloor, TODAY, YESTERDAY } from './test-support';

const database = openTestDatabase();
type Floor = Awaited<ReturnType<typeof paidFloor>>;

function exported({ site }: Floor, query: Record<string, string>) {
  return exportCosts(database, site, costExportQuery.parse(query), TEST_ACTOR, NOW);
}

async function csvOf(floor: Floor, query: Record<string, string>) {
  const file = await exported(floor, query);
  const lines: Record<string, string>[] = parse(String(file.body), { bom: true, columns: true });
  return { name: file.name, lines };
}

/** Cents as the file writes them. */
const units = (cents: number | null) => (cents === null ? '' : String(Math.round(cents * 1_000) / 100_000));

describe('the people as CSV', () => {
  it('are those of the answer, money in units of the currency', async () => {
    const floor = await paidFloor(database);
    const { name, lines } = await csvOf(floor, {});
    const { people } = await loadCosts(floor.site, {}, NOW);
    expect(name).toBe(`cost-people-${floor.site.code}-${TODAY}.csv`);
    expect(
      lines.map((line) => [line.name, line.labour, line.cost_per_item, line.utilization, line.default_rate]),
    ).toEqual(
      people.map((one) => [
        one.name,
        units(one.labourCents),
        units(one.costPerItemCents),
        one.utilization === null ? '' : String(one.utilization),
        one.hasDefaultRate ? 'yes' : 'no',
      ]),
    );
    expect(lines[0]).toMatchObject({
      name: 'Sal',
      labour: '110.5',
      waiting_and_gaps: '26',
      paid_breaks: '6.5',
      paid_seconds: '30600',
      cost_per_item: '0.27625',
      'Heat Press items': '400',
      'Heat Press labour': '110.5',
      'Packing items': '',
    });
  });

  it('are exactly those that the page shows with the same filter, in its order', async () => {
    const floor = await paidFloor(database);
    const names = async (query: Record<string, string>) => (await csvOf(floor, query)).lines.map((line) => line.name);
    expect(await names({ rates: 'default' })).toEqual(['Two', 'Est']);
    expect(await names({ sort: 'name', direction: 'asc' })).toEqual(['Est', 'Sal', 'Two', 'Una']);
    expect(await names({ q: ' U', sort: 'labour', direction: 'asc' })).toEqual(['Una']);
    expect(await names({ q: 'nobody' })).toEqual([]);
    expect(await names({ department: 'Packing' })).toEqual(['Two', 'Est']);
    expect(await names({ department: '-' })).toEqual(['Una', 'Est']);
  });
});

describe('the other tables as CSV', () => {
  it('hold the departments, the days and the days of a person', async () => {
    const floor = await paidFloor(database);
    const range = { from: YESTERDAY, to: TODAY };
    const costs = await loadCosts(floor.site, range, NOW);
    const departments = await csvOf(floor, { ...range, table: 'departments' });
    expect(departments.name).toBe(`cost-departments-${floor.site.code}-${YESTERDAY}-to-${TODAY}.csv`);
    expect(departments.lines.map((line) => [line.department, line.people, line.labour])).toEqual(
      costs.departments.map((one) => [one.department ?? 'unassigned', String(one.people), units(one.labourCents)]),
    );
    const periods = await csvOf(floor, { ...range, table: 'periods' });
    expect(periods.lines.map((line) => [line.from, line.labour, line.cost_per_finished_item])).toEqual(
      costs.periods.rows.map((one) => [one.from, units(one.labourCents), units(one.costPerFinishedItemCents)]),
    );
    const person = await csvOf(floor, { ...range, table: 'person', employeeId: String(floor.una.employeeId) });
    const { days } = await loadPersonCosts(floor.site, floor.una.employeeId, range, NOW);
    expect(person.lines.map((line) => [line.date, line.hourly_rate, line.labour])).toEqual(
      days.map((one) => [one.date, units(one.hourlyCents), units(one.labourCents)]),
    );
    expect(person.lines).toHaveLength(2);
  });

  it('need to know which person', () => {
    expect(costExportQuery.safeParse({ table: 'person' }).error?.issues).toMatchObject([{ path: ['employeeId'] }]);
  });
});

describe('the workbook', () => {
  it('has every table, numbers as numbers', async () => {
    const floor = await paidFloor(database);
    const file = await exported(floor, { format: 'xlsx', compare: 'previous' });
    expect(file).toMatchObject({ name: `cost-${floor.site.code}-${TODAY}.xlsx`, type: XLSX_TYPE });
    const sheets = await readWorkbook(Buffer.from(file.body));
    expect(sheets.map((one) => one.sheet)).toEqual([
      'Summary',
      'People',
      'People by department',
      'Departments',
      'Days',
    ]);
    const rowsOf = (name: string) => sheets.find((one) => one.sheet === name)?.data ?? [];
    const [header = [], ...rows] = rowsOf('People');
    const column = (label: string) => rows.map((row) => row[header.indexOf(label)]);
    const { people, totals } = await loadCosts(floor.site, {}, NOW);
    expect(column('Name')).toEqual(people.map((one) => one.name));
    expect(column('Labour')).toEqual(people.map((one) => one.labourCents / 100));
    expect(column('Paid hours')).toEqual(people.map((one) => one.paidSeconds / 3_600));
    expect(column('Labour per item')).toEqual([0.27625, null, 0.17333, 0]);
    const summary = new Map(rowsOf('Summary').map((row) => [row[0], row.slice(1)]));
    expect(summary.get('From')).toEqual([TODAY, YESTERDAY]);
    expect(summary.get('Labour')).toEqual([totals.labourCents / 100, 20]);
    expect(summary.get('Labour per finished item')).toEqual([1.69545, null]);
  });

  it('holds the filtered people, and text that looks like a formula as text', async () => {
    const floor = await paidFloor(database);
    const evil = await floor.scene.person('=HYPERLINK("http://evil.example","x")');
    await floor.scene.scan(evil, 'Packing', 10, NOW - 3_600);
    await floor.scene.request([evil.employeeId], [TODAY]);
    await floor.scene.drain(NOW);
    const file = await exported(floor, { format: 'xlsx', q: 'hyper' });
    const [, people] = await readWorkbook(Buffer.from(file.body));
    expect(people?.data.slice(1).map((row) => row[1])).toEqual(['=HYPERLINK("http://evil.example","x")']);
    const { lines } = await csvOf(floor, { q: 'hyper' });
    expect(lines.map((line) => line.name)).toEqual([`'=HYPERLINK("http://evil.example","x")`]);
  });
});

it('leaves a record of who took what', async () => {
  const floor = await paidFloor(database);
  const { name } = await exported(floor, { rates: 'default' });
  const events = await database
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.siteId, floor.site.id), eq(auditEvents.action, 'cost.export')));
  expect(events).toMatchObject([
    {
      actorType: TEST_ACTOR.type,
      actorId: TEST_ACTOR.id,
      entity: 'cost',
      entityId: `${TODAY}..${TODAY}`,
      after: { file: name, rates: 'default', department: null, q: '', rows: 2 },
    },
  ]);
});
