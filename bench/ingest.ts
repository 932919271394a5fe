import { eq } from 'drizzle-orm';
import mysql from 'mysql2/promise';
import { insertStatementText } from '@/lib/db/insert-statement';
import { activityLogs } from '@/lib/db/schema/activity-logs';
import { storeActivities } from '@/lib/domain/activities/mutations';
import { DEFAULT_ROLES } from '@/lib/domain/sites/rules';
import { addDays } from '@/lib/platform/time/business-day';
import { toIsoInstant } from '@/lib/platform/time/instant';
import { instantOfLocal } from '@/lib/platform/time/zone';
import { medianOf, race, ratioOf, type Times } from './measure';
import { inOwnSite, type OwnSite } from './own-site';
import type { Finding } from './report';
import type { YearData } from './year-data';

const SOURCE = 'bench';
const PEOPLE = 100;
const ROWS = 1_000;
const ROUNDS = 40;
const WARM_UP = 10;
const OURS = 'storeActivities';
const BARE = 'bare insert';

/**
 * A batch of a thousand scans through everything that the API does after parsing its JSON, against one bare INSERT of the
 * same rows. Both go into the same table among the year's rows, each into a site of its own, and commit each time.
 */
export async function benchIngest(data: YearData): Promise<Finding[]> {
  const day = addDays(data.lastDay, -40);
  const start = instantOfLocal(data.site.timeZone, day, 6 * 3600);
  const options = { source: SOURCE, count: PEOPLE, now: start + 12 * 3600 };
  const times = await inOwnSite(data.db, options, (ours) =>
    inOwnSite(data.db, options, (bare) => raceBatches(data, ours, bare, start, options.now)),
  );
  const perSecond = (name: string) => Math.round((ROWS / medianOf(times, name)) * 1000);
  const { ratio, quartiles } = ratioOf(times, BARE, OURS);
  return [
    {
      section: 'ingest',
      what: 'rows per second / bare insert',
      value: ratio,
      unit: 'x',
      target: { is: 'at least', value: 0.5 },
      note:
        `${perSecond(OURS)} rows/s (${medianOf(times, OURS).toFixed(0)} ms per ${ROWS}) against ${perSecond(BARE)} rows/s into the same ` +
        `table, the statement's making included in both; medians of ${ROUNDS}, middle half of the rounds ` +
        `${quartiles.map((one) => one.toFixed(2)).join(' to ')}`,
    },
  ];
}

async function raceBatches(data: YearData, ours: OwnSite, bare: OwnSite, start: number, now: number): Promise<Times> {
  const rounds = Array.from({ length: WARM_UP + ROUNDS }, (_, round) => round);
  const incoming = rounds.map((round) => incomingRows(ours, round, start));
  const stored = rounds.map((round) => storedRows(bare, round, start));
  const actor = { type: 'api_key', id: 'bench' } as const;
  const connection = await mysql.createConnection({ uri: data.databaseUrl, timezone: 'Z' });
  try {
    await connection.query("SET time_zone = '+00:00'");
    const times = await race(
      [
        {
          name: OURS,
          run: (round) =>
            storeActivities(data.db, { site: ours.site, source: SOURCE, rows: incoming[round] ?? [], now, actor }),
        },
        { name: BARE, run: (round) => connection.query(insertStatementText(activityLogs, stored[round] ?? [])) },
      ],
      { warmUp: WARM_UP, rounds: ROUNDS },
    );
    for (const { site } of [ours, bare]) {
      const count = await data.db.$count(activityLogs, eq(activityLogs.siteId, site.id));
      if (count !== ROWS * rounds.length) throw new Error(`${count} of ${ROWS * rounds.length} scans were stored`);
    }
    return times;
  } finally {
    await connection.end();
  }
}

/** The scans of a round: everybody's next ten windows. */
function scansOf({ workers }: OwnSite, round: number, start: number) {
  return Array.from({ length: ROWS }, (_, index) => {
    const worker = workers[index % workers.length];
    const role = DEFAULT_ROLES[index % DEFAULT_ROLES.length];
    if (worker === undefined || role === undefined) throw new RangeError('The bench has no people or no roles');
    const windowStart = start + (round * 10 + Math.floor(index / workers.length)) * 60;
    return {
      worker,
      referenceId: `${round}-${index}`,
      activityType: role.activityType,
      itemsCount: 1 + (index % 9),
      windowStart,
      windowEnd: windowStart + 55,
    };
  });
}

/** As they come out of a request's JSON. */
function incomingRows(own: OwnSite, round: number, start: number) {
  return scansOf(own, round, start).map(({ worker, windowStart, windowEnd, ...scan }) => ({
    ...scan,
    userEmail: worker.login,
    windowStart: toIsoInstant(windowStart),
    windowEnd: toIsoInstant(windowEnd),
  }));
}

/** As they are stored. */
function storedRows(own: OwnSite, round: number, start: number): (typeof activityLogs.$inferInsert)[] {
  return scansOf(own, round, start).map(({ worker, ...scan }) => ({
    ...scan,
    siteId: own.site.id,
    source: SOURCE,
    identityId: worker.identityId,
    employeeId: worker.employeeId,
    roleId: own.roleIds.get(scan.activityType) ?? null,
    createdAt: start,
  }));
}
