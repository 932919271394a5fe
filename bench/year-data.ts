import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import mysql, { type Connection } from 'mysql2/promise';
import * as z from 'zod';
import { seedYear } from '@/demo/seed/year';
import { type Database, openDatabase } from '@/lib/db/client';
import { migrateDatabase } from '@/lib/db/migrate';
import { column, selectRows } from '@/lib/db/rows';
import { getSite } from '@/lib/domain/sites/queries/get-sites';
import type { Site } from '@/lib/domain/sites/schema';
import { businessDayInterval } from '@/lib/platform/time/business-day';
import type { IsoDay } from '@/lib/platform/time/instant';

export const BENCH_DATABASE = 'hub_bench';
export const YEAR: YearSize = { people: 100, days: 365 };
/** The last days of the same people, a ninth of the year's rows, to see what grows with their number. */
export const SHORT: YearSize = { people: 100, days: 38 };

/** To be raised when the year's people or plans change. */
const DATA_VERSION = 2;

export type YearData = {
  db: Database;
  databaseUrl: string;
  site: Site;
  lastDay: IsoDay;
  people: number;
  days: number;
  activities: number;
};
export type YearSize = { people: number; days: number };

const SITE_CODE = 'year';
const TIME_ZONE = 'America/Chicago';
const LAST_DAY: IsoDay = '2025-12-31';

const versionRow = z.object({ version: z.string() });

/**
 * Opens the benchmark's own database beside the hub's, filled with the year's data; what an earlier run left is used again
 * unless schema, data or size are of another version.
 */
export async function openYearData(
  databaseUrl: string,
  size: YearSize,
  say: (line: string) => void,
): Promise<YearData> {
  await keepDatabase(databaseUrl, versionOf(size), async () => {
    say(`Making the data of ${size.people} people over ${size.days} days. A year takes a minute or two, once.`);
    await fill(databaseUrl, size);
  });
  return reopenData(databaseUrl, size);
}

/** Opens data that are there, on a server that knows how they are spread, as one does that has had them for a while. */
export async function reopenData(databaseUrl: string, size: YearSize): Promise<YearData> {
  const db = openDatabase({ url: databaseUrl, poolSize: 4 });
  const tables = await selectRows(
    db,
    sql`SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()`,
    z.object({ name: z.string() }),
  );
  await db.execute(
    sql`ANALYZE TABLE ${sql.join(
      tables.map(({ name }) => sql.identifier(name)),
      sql`, `,
    )}`,
  );
  const site = await getSite(db, SITE_CODE);
  const [count] = await selectRows(
    db,
    sql`SELECT COUNT(*) AS activities FROM activity_logs WHERE site_id = ${site.id}`,
    z.object({ activities: column.integer }),
  );
  return { db, databaseUrl, site, lastDay: LAST_DAY, ...size, activities: count?.activities ?? 0 };
}

/** Leaves a database of that version alone; else empties it and lets `make` fill it anew. */
export async function keepDatabase(databaseUrl: string, version: string, make: () => Promise<void>): Promise<void> {
  const server = new URL(databaseUrl);
  const name = server.pathname.slice(1);
  server.pathname = '';
  const admin = await mysql.createConnection(server.href);
  try {
    if ((await storedVersion(admin, name)) === version) return;
    await admin.query(`DROP DATABASE IF EXISTS ${name}`);
    await admin.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
    await make();
    await admin.query(`CREATE TABLE ${name}.bench_version (version varchar(64) NOT NULL)`);
    await admin.query(`INSERT INTO ${name}.bench_version VALUES (?)`, [version]);
  } finally {
    await admin.end();
  }
}

async function fill(databaseUrl: string, size: YearSize): Promise<void> {
  const db = openDatabase({ url: databaseUrl, poolSize: 2 });
  try {
    await migrateDatabase(db);
    const asOf = businessDayInterval({ timeZone: TIME_ZONE, dayStart: '00:00' }, LAST_DAY).end + 12 * 3600;
    await seedYear({ db, databaseUrl, siteCode: SITE_CODE, timeZone: TIME_ZONE, ...size, to: LAST_DAY, asOf });
    // A worker that a section starts must not set about the flags of a whole year.
    await db.execute(sql`DELETE FROM flag_days`);
  } finally {
    await db.close();
  }
}

async function storedVersion(admin: Connection, name: string): Promise<string | null> {
  const [tables] = await admin.query(
    `SELECT 1 FROM information_schema.tables WHERE table_schema = '${name}' AND table_name = 'bench_version'`,
  );
  if (!Array.isArray(tables) || tables.length === 0) return null;
  const [rows] = await admin.query(`SELECT version FROM ${name}.bench_version`);
  return z.array(versionRow).parse(rows)[0]?.version ?? null;
}

/** Everything that decides what the database must look like. */
export function versionOf(size: YearSize, ...more: readonly number[]): string {
  const hash = createHash('sha256').update(JSON.stringify([DATA_VERSION, LAST_DAY, size, ...more]));
  for (const file of readdirSync('drizzle')
    .filter((name) => name.endsWith('.sql'))
    .sort()) {
    hash.update(readFileSync(join('drizzle', file)));
  }
  return hash.digest('hex');
}
