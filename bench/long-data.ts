import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import { type Database, openDatabase } from '@/lib/db/client';
import { selectRows } from '@/lib/db/rows';
import { addDays } from '@/lib/platform/time/business-day';
import { toSqlInstant } from '@/lib/platform/time/instant';
import { instantOfLocal } from '@/lib/platform/time/zone';
import { shiftedColumns } from '@/test/fill-history';
import { keepDatabase, reopenData, versionOf, type YearData } from './year-data';

/** Weeks between a year and its copy before it: a little more than it has, so that they do not fall on each other. */
const WEEKS_APART = 53;
const FACTS = ['activity_logs', 'clock_times', 'clock_breaks'];
/** To be raised when the way of copying changes. */
const COPY_VERSION = 1;

/**
 * The year's data in a database of its own, with older facts of the same people before them until there are about so many
 * activities. The older ones are copies of the year's, and their days are not scored: nobody asks for them.
 */
export async function openLongData(
  databaseUrl: string,
  year: YearData,
  activities: number,
  say: (line: string) => void,
): Promise<YearData> {
  const size = { people: year.people, days: year.days };
  await keepDatabase(databaseUrl, versionOf(size, COPY_VERSION, activities), async () => {
    say(
      `Making ${activities.toLocaleString('en')} activities out of the year's. This takes some minutes and 3 GB, once.`,
    );
    // One connection, for its settings.
    const db = openDatabase({ url: databaseUrl, poolSize: 1 });
    try {
      await db.execute(sql`SET SESSION foreign_key_checks = 0, unique_checks = 0`);
      await copyTables(db, year, activities);
    } finally {
      await db.close();
    }
  });
  return reopenData(databaseUrl, size);
}

async function copyTables(db: Database, year: YearData, activities: number): Promise<void> {
  const source = new URL(year.databaseUrl).pathname.slice(1);
  const tables = await selectRows(
    db,
    sql`SELECT TABLE_NAME AS name FROM information_schema.TABLES
         WHERE TABLE_SCHEMA = ${source} AND TABLE_NAME <> 'bench_version'`,
    z.object({ name: z.string() }),
  );
  for (const { name } of tables) {
    const [from, to] = [sql`${sql.identifier(source)}.${sql.identifier(name)}`, sql.identifier(name)];
    await db.execute(sql`CREATE TABLE ${to} LIKE ${from}`);
    if (!FACTS.includes(name)) {
      await db.execute(sql`INSERT INTO ${to} SELECT * FROM ${from}`);
      continue;
    }
    // Indexes are made of the whole in the end, which takes a third of the time of keeping them meanwhile.
    const indexes = await indexesOf(db, name);
    await db.execute(sql`ALTER TABLE ${to} ${list(indexes.map((one) => sql`DROP INDEX ${sql.identifier(one.name)}`))}`);
    const startColumn = sql.identifier(
      { activity_logs: 'window_start', clock_times: 'clock_in' }[name] ?? 'break_start',
    );
    for (const copy of copiesOf(year, activities)) {
      const { names, values } = await shiftedColumns(db, name, copy.daysEarlier);
      await db.execute(sql`
        INSERT INTO ${to} (${names}) SELECT ${values} FROM ${from}
         WHERE site_id = ${year.site.id} AND ${startColumn} >= ${toSqlInstant(copy.from)}`);
    }
    await db.execute(sql`ALTER TABLE ${to} ${list(indexes.map((one) => sql.raw(`ADD ${one.definition}`)))}`);
  }
}

/** The year and so many copies before it, the oldest first; of the oldest only as much as is wanted. */
function copiesOf(year: YearData, activities: number): { daysEarlier: number; from: number }[] {
  const count = Math.ceil(activities / year.activities);
  return Array.from({ length: count }, (_, index) => {
    const nth = count - 1 - index;
    const share = Math.min(1, activities / year.activities - nth);
    const from = addDays(year.lastDay, 1 - Math.round(year.days * share));
    return { daysEarlier: nth * WEEKS_APART * 7, from: instantOfLocal(year.site.timeZone, from, 0) };
  });
}

/** All but the primary key, as they stand in the definition of the table. */
async function indexesOf(db: Database, table: string): Promise<{ name: string; definition: string }[]> {
  const [row] = await selectRows(
    db,
    sql`SHOW CREATE TABLE ${sql.identifier(table)}`,
    z.object({ 'Create Table': z.string() }),
  );
  return (row?.['Create Table'] ?? '').split('\n').flatMap((line) => {
    const match = /^\s*((?:UNIQUE )?KEY `([^`]+)` .*?),?$/.exec(line);
    return match?.[1] !== undefined && match[2] !== undefined ? [{ name: match[2], definition: match[1] }] : [];
  });
}

function list(parts: SQL[]): SQL {
  return sql.join(parts, sql`, `);
}
