import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { sql } from 'drizzle-orm';
import * as z from 'zod';
import { closeDatabases } from '@/lib/db/handles';
import { selectRows } from '@/lib/db/rows';
import { getEnv } from '@/lib/platform/env/env';
import { currentInstant } from '@/lib/platform/time/clock';
import { toIsoInstant } from '@/lib/platform/time/instant';
import { benchGrowth } from './growth';
import { benchIngest } from './ingest';
import { benchLeaderboard } from './leaderboard';
import { benchListeners } from './listeners';
import { benchLive } from './live';
import { removeLeftSites } from './own-site';
import { benchInteractions, benchPages } from './pages';
import { benchReads } from './reads';
import { isMet, type Report, reportTable } from './report';
import { benchScoring } from './scoring';
import { benchFrames, benchScreens } from './screens';
import { benchThroughput } from './throughput';
import { openYearData, YEAR } from './year-data';

/** The benchmark in a process of its own, started by scripts/bench.ts with DATABASE_URL naming the bench's database. */
const REPORT_FILE = join('.data', 'bench.json');
const SECTIONS = {
  leaderboard: benchLeaderboard,
  scoring: benchScoring,
  ingest: benchIngest,
  reads: benchReads,
  growth: benchGrowth,
  live: benchLive,
  listeners: benchListeners,
  screens: benchScreens,
  frames: benchFrames,
  throughput: benchThroughput,
  pages: benchPages,
  interactions: benchInteractions,
};
/** Names of the sections to measure; all of them when none is named. */
const asked = process.argv.slice(2);
const unknown = asked.find((name) => !Object.hasOwn(SECTIONS, name));
if (unknown !== undefined) {
  console.error(`There is no section "${unknown}"; there are ${Object.keys(SECTIONS).join(', ')}.`);
  process.exit(1);
}
const say = (line: string) => console.log(line);
const startedAt = toIsoInstant(currentInstant());
const data = await openYearData(getEnv().DATABASE_URL, YEAR, say);
try {
  await removeLeftSites(data.db);
  const [server] = await selectRows(data.db, sql`SELECT VERSION() AS version`, z.object({ version: z.string() }));
  const findings = [];
  for (const [name, run] of Object.entries(SECTIONS)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    say(`Measuring ${name} ...`);
    findings.push(...(await run(data)).map((finding) => ({ ...finding, isMet: isMet(finding) })));
  }
  const report: Report = {
    startedAt,
    machine: { cores: availableParallelism(), node: process.version, server: server?.version ?? '' },
    data: { people: data.people, days: data.days, activities: data.activities },
    findings,
  };
  mkdirSync(dirname(REPORT_FILE), { recursive: true });
  writeFileSync(REPORT_FILE, `${JSON.stringify(report, null, 2)}\n`);
  say(`\n${reportTable(report)}\n\n${REPORT_FILE} has the same as JSON.`);
} finally {
  await data.db.close();
  await closeDatabases();
}
