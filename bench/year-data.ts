import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import mysql from 'mysql2/promise';
import * as z from 'zod';
import { seedYear } from '@/demo/seed/year';
import { type Database, openDatabase } from '@/lib/db/client';
import { migrateDatabase } from '@/lib/db/migrate';
import { column, selectRows } from '@/lib/db/rows';
import { getSite } from '@/lib/domain/sites/queries/get-sites';
import type { Site } from '@/lib/domain/sites/schema';
import { businessDayInterval } from '@/lib/platform/time/business-day';
import type { IsoDay } from '@/lib/platform/time/instant';

/** The year's data, and a ninth of it to see what grows with the number of rows stored. */
export const BENCH_DATABASE = 'hub_bench';
export const YEAR: YearSize = { people: 100, days: 365 };

/** To be raised when the year's people or plans change. */
const DATA_VERSION = 1;

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
  const server = new URL(databaseUrl);
  const name = server.pathname.slice(1);
  server.pathname = '';
  const version = versionOf(size);
  if ((await storedVersion(server.href, name)) !== version) {
    say(`Making the year's data: ${size.people} people, ${size.days} days. This takes a minute or two, once.`);
    const admin = await mysql.createConnection(server.href);
    await admin.query(`DROP DATABASE IF EXISTS ${name}`);
    await admin.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
    await admin.end();
    await fill(databaseUrl, size, version);
  }
  const db = openDatabase({ url: databaseUrl, poolSize: 4 });
  const site = await getSite(db, SITE_CODE);
  const [count] = await selectRows(
    db,
    sql`SELECT COUNT(*) AS activities FROM activity_logs WHERE site_id = ${site.id}`,
    z.object({ activities: column.integer }),
  );
  return { db, databaseUrl, site, lastDay: LAST_DAY, ...size, activities: count?.activities ?? 0 };
}

async function fill(databaseUrl: string, size: YearSize, version: string): Promise<void> {
  const db = openDatabase({ url: databaseUrl, poolSize: 2 });
  try {
    await migrateDatabase(db);
    const asOf = businessDayInterval({ timeZone: TIME_ZONE, dayStart: '00:00' }, LAST_DAY).end + 12 * 3600;
    await seedYear({ db, databaseUrl, siteCode: SITE_CODE, timeZone: TIME_ZONE, ...size, to: LAST_DAY, asOf });
    await db.execute(sql`ANALYZE TABLE activity_logs, clock_times, daily_scores, daily_role_totals, employees`);
    await db.execute(sql`CREATE TABLE bench_version (version varchar(64) NOT NULL)`);
    await db.execute(sql`INSERT INTO bench_version VALUES (${version})`);
  } finally {
    await db.close();
  }
}

async function storedVersion(serverUrl: string, name: string): Promise<string | null> {
  const admin = await mysql.createConnection(serverUrl);
  try {
    const [tables] = await admin.query(
      `SELECT 1 FROM information_schema.tables WHERE table_schema = '${name}' AND table_name = 'bench_version'`,
    );
    if (!Array.isArray(tables) || tables.length === 0) return null;
    const [rows] = await admin.query(`SELECT version FROM ${name}.bench_version`);
    return z.array(versionRow).parse(rows)[0]?.version ?? null;
  } finally {
    await admin.end();
  }
}

/** Everything that decides what the database must look like. */
function versionOf(size: YearSize): string {
  const hash = createHash('sha256').update(JSON.stringify([DATA_VERSION, LAST_DAY, size]));
  for (const file of readdirSync('drizzle')
    .filter((name) => name.endsWith('.sql'))
    .sort()) {
    hash.update(readFileSync(join('drizzle', file)));
  }
  return hash.digest('hex');
}
