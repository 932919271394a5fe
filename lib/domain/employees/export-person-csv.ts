import { type Database, inTransaction } from '@/lib/db/client';
import { loadClockTimesOfPerson } from '@/lib/domain/clock/loaders';
import { type ClockFact, clockFactsOf } from '@/lib/domain/clock/prepare-facts';
import type { Site } from '@/lib/domain/sites/schema';
import { type Actor, writeAudit } from '@/lib/platform/audit/write-audit';
import { toCsv } from '@/lib/platform/csv/csv';
import { addDays, businessDayOf } from '@/lib/platform/time/business-day';
import { type EpochSeconds, type IsoDay, toIsoInstant } from '@/lib/platform/time/instant';
import { loadEmployeeStats, loadPersonDay } from './loaders';
import { piecesOf, prepareTimeline } from './prepare-timeline';
import { CLOCK_DAYS, TREND_DAYS } from './rules';
import type { PersonExportQuery } from './schema';

type Cell = string | number | null;
type Table = { from: IsoDay; to: IsoDay; header: string[]; rows: Cell[][] };

/**
 * A table of the person's page as CSV, numbers unformatted, instants in UTC. Exports of personal data are audited. Throws
 * NOT_FOUND, VALIDATION on a day in the future.
 */
export async function exportPerson(
  db: Database,
  site: Site,
  employeeId: number,
  query: PersonExportQuery,
  actor: Actor,
  now: EpochSeconds,
): Promise<{ name: string; text: string }> {
  const read = { day: readDay, clock: readClock, days: readDays }[query.table];
  const { from, to, header, rows } = await read(site, employeeId, query.date, now);
  const after = { table: query.table, from, to, rows: rows.length };
  await inTransaction(db, (tx) =>
    writeAudit(tx, [
      { siteId: site.id, at: now, actor, action: 'employee.export', entity: 'employee', entityId: employeeId, after },
    ]),
  );
  const days = from === to ? from : `${from}-to-${to}`;
  return { name: `person-${employeeId}-${query.table}-${site.code}-${days}.csv`, text: toCsv(header, rows) };
}

/** The pieces of the timeline, as in its table. */
async function readDay(site: Site, employeeId: number, date: IsoDay | undefined, now: EpochSeconds): Promise<Table> {
  const day = await loadPersonDay(site, employeeId, { date }, now);
  const timeline = prepareTimeline(day, { timeZone: site.timeZone, now });
  const laneOf = new Map(
    (timeline?.lanes ?? []).flatMap((lane) => lane.rows.flat().map((piece) => [piece.id, lane.label] as const)),
  );
  return {
    from: day.date,
    to: day.date,
    header: ['date', 'employee_id', 'name', 'lane', 'from', 'to', 'seconds', 'kind', 'department', 'what', 'why'],
    rows: piecesOf(timeline?.lanes ?? []).map((piece) => [
      day.date,
      employeeId,
      day.employee.name,
      laneOf.get(piece.id) ?? '',
      toIsoInstant(piece.start),
      toIsoInstant(piece.end),
      piece.end - piece.start,
      piece.kind,
      piece.departments.join(' + '),
      piece.what,
      piece.why,
    ]),
  };
}

/** The in and out pairs and the breaks. */
async function readClock(site: Site, employeeId: number, date: IsoDay | undefined, now: EpochSeconds): Promise<Table> {
  const to = date ?? businessDayOf(site, now);
  const clock = await loadClockTimesOfPerson(site, employeeId, { from: addDays(to, 1 - CLOCK_DAYS), to }, now);
  const facts = clock.rows.flatMap((day) => clockFactsOf(day, now));
  return {
    from: clock.from,
    to: clock.to,
    header: ['date', 'employee_id', 'name', 'kind', 'in', 'out', 'counts_until', 'seconds', 'remark'],
    rows: facts.map((fact) => [fact.date, employeeId, clock.name, ...clockCells(fact)]),
  };
}

function clockCells(fact: ClockFact): Cell[] {
  return [fact.kind, fact.start, fact.end, fact.countsUntil, fact.seconds, fact.remark];
}

/** The scored days of the trend. */
async function readDays(site: Site, employeeId: number, date: IsoDay | undefined, now: EpochSeconds): Promise<Table> {
  const stats = await loadEmployeeStats(site, employeeId, { date }, now);
  return {
    from: addDays(stats.date, 1 - TREND_DAYS),
    to: stats.date,
    header: [
      'date',
      'employee_id',
      'name',
      'points',
      'target_points',
      'items',
      'finished_items',
      'items_per_hour',
      'clocked_seconds',
      'paid_seconds',
      'break_seconds',
      'active_seconds',
      'idle_seconds',
      'efficiency',
      'estimated',
      'final',
    ],
    rows: stats.trend.map((day) => [
      day.date,
      employeeId,
      stats.employee.name,
      day.points,
      day.targetPoints,
      day.items,
      day.finishedItems,
      day.itemsPerHour,
      day.clockedSeconds,
      day.paidSeconds,
      day.breakSeconds,
      day.activeSeconds,
      day.idleSeconds,
      day.efficiency,
      day.isEstimated ? 'yes' : 'no',
      day.isFinal ? 'yes' : 'no',
    ]),
  };
}
