import { type Database, inTransaction } from '@/lib/db/client';
import type { Site } from '@/lib/domain/sites/schema';
import { type Actor, writeAudit } from '@/lib/platform/audit/write-audit';
import { toCsv } from '@/lib/platform/csv/csv';
import { rangeFileName } from '@/lib/platform/format/file-name';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { toXlsx, XLSX_TYPE } from '@/lib/platform/xlsx/xlsx';
import {
  costWorkbook,
  csvTable,
  DEPARTMENT_COLUMNS,
  PERIOD_COLUMNS,
  PERSON_DAY_COLUMNS,
  peopleColumns,
} from './export-tables';
import { loadCosts, loadPersonCosts } from './loaders';
import { preparePeopleView } from './people-view';
import type { CostAnalysis, CostExportQuery } from './schema';

export type ExportedFile = { name: string; type: string; body: string | Buffer<ArrayBuffer> };

/**
 * A table of the cost page as CSV, or all of them as a workbook: exactly the people that the page shows with the same
 * filter, numbers unformatted. Pay leaves the hub here, so that it does is audited. To be given to nobody without the
 * pay right. Throws NOT_FOUND, VALIDATION on a bad range.
 */
export async function exportCosts(
  db: Database,
  site: Site,
  query: CostExportQuery,
  actor: Actor,
  now: EpochSeconds,
): Promise<ExportedFile> {
  const { from, to, rows, file } =
    query.format === 'csv' && query.table === 'person' && query.employeeId !== undefined
      ? await personTable(site, { ...query, employeeId: query.employeeId }, now)
      : await siteTables(site, query, now);
  await inTransaction(db, (tx) =>
    writeAudit(tx, [
      {
        siteId: site.id,
        at: now,
        actor,
        action: 'cost.export',
        entity: 'cost',
        entityId: `${from}..${to}`,
        after: { file: file.name, rates: query.rates, department: query.department, q: query.q, rows },
      },
    ]),
  );
  return file;
}

type Exported = { from: string; to: string; rows: number; file: ExportedFile };

async function siteTables(site: Site, query: CostExportQuery, now: EpochSeconds): Promise<Exported> {
  const { from, to, compare } = query;
  const costs = await loadCosts(site, { from, to, compare }, now);
  const people = preparePeopleView(costs.people, query);
  const range = { from: costs.from, to: costs.to };
  if (query.format === 'xlsx') {
    const body = await toXlsx(costWorkbook(costs, site.name, people));
    const file = { name: rangeFileName('cost', site.code, range, 'xlsx'), type: XLSX_TYPE, body: Buffer.from(body) };
    return { ...range, rows: people.length, file };
  }
  const { header, rows } = siteTable(costs, people, query.table);
  return { ...range, rows: rows.length, file: csvFile(`cost-${query.table}`, site, range, header, rows) };
}

function siteTable(costs: CostAnalysis, people: CostAnalysis['people'], table: CostExportQuery['table']) {
  if (table === 'departments') return csvTable(DEPARTMENT_COLUMNS, costs.departments);
  if (table === 'periods') return csvTable(PERIOD_COLUMNS, costs.periods.rows);
  return csvTable(peopleColumns(costs.departments), people);
}

async function personTable(
  site: Site,
  query: CostExportQuery & { employeeId: number },
  now: EpochSeconds,
): Promise<Exported> {
  const { from, to, days } = await loadPersonCosts(site, query.employeeId, { from: query.from, to: query.to }, now);
  const { header, rows } = csvTable(PERSON_DAY_COLUMNS, days);
  return {
    from,
    to,
    rows: rows.length,
    file: csvFile(`cost-person-${query.employeeId}`, site, { from, to }, header, rows),
  };
}

function csvFile(
  name: string,
  site: Site,
  range: { from: string; to: string },
  header: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
): ExportedFile {
  const type = 'text/csv; charset=utf-8';
  return { name: rangeFileName(name, site.code, range, 'csv'), type, body: toCsv(header, rows) };
}
