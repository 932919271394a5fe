import { randomUUID } from 'node:crypto';
import { asc, eq } from 'drizzle-orm';
import { onTestFinished } from 'vitest';
import { SIMULATOR_API_KEY } from '@/demo/connecteam/control';
import { type ConnecteamSimulator, startConnecteamSimulator } from '@/demo/connecteam/server';
import type { Database } from '@/lib/db/client';
import { alerts, dataIssues } from '@/lib/db/schema/attention';
import { auditEvents } from '@/lib/db/schema/audit-events';
import { clockBreaks } from '@/lib/db/schema/clock-breaks';
import { clockTimes } from '@/lib/db/schema/clock-times';
import {
  connecteamBreakTypes,
  connecteamClocks,
  connecteamUsers,
  connecteamWebhooks,
} from '@/lib/db/schema/connecteam';
import { employeeIdentities } from '@/lib/db/schema/employee-identities';
import { employees } from '@/lib/db/schema/employees';
import { syncRuns } from '@/lib/db/schema/runs';
import { scoreRequests } from '@/lib/db/schema/score-requests';
import type { NewSite } from '@/lib/domain/sites/mutations';
import type { Site } from '@/lib/domain/sites/schema';
import { getLogger } from '@/lib/platform/log/log';
import { createTestSite } from '@/test/database';
import { ConnecteamClient, type ConnecteamClientOptions } from './client';
import { databaseQuotaStore } from './quota-store';
import { runReconcileClockTimes, runSyncClockTimes, runSyncEmployees } from './run';
import type { ConnecteamDeps } from './run-context';

export const HOUR = 3_600;
export const DAY = 86_400;

/** `2026-10-14T09:00:00-05:00` as epoch seconds. */
export function at(iso: string): number {
  return Date.parse(iso) / 1000;
}

/** A Wednesday noon in Chicago. */
export const NOON = at('2026-10-14T12:00:00-05:00');

export type Bench = ConnecteamSimulator & {
  db: Database;
  site: Site;
  /** The present of the simulator and of the sync; sleeping moves it. */
  time: { now: number };
  /** What the client slept, in milliseconds. */
  slept: number[];
  deps: ConnecteamDeps;
  clockId: number;
};

/** A company with one time clock, a site of its own and a client whose pauses cost no time; closed after the test. */
export async function startBench(
  db: Database,
  options: { now?: number; site?: Partial<NewSite>; client?: Partial<ConnecteamClientOptions> } = {},
): Promise<Bench> {
  const time = { now: options.now ?? NOON };
  const simulator = await startConnecteamSimulator({ now: () => time.now, seed: randomUUID() });
  onTestFinished(() => simulator.close());
  const site = await createTestSite(db, options.site);
  const slept: number[] = [];
  const clock = { now: () => time.now };
  const client = new ConnecteamClient({
    baseUrl: simulator.baseUrl,
    credentials: { apiKey: SIMULATOR_API_KEY },
    quota: databaseQuotaStore(db, `test-${randomUUID()}`),
    clock,
    timeoutMillis: 20_000,
    random: () => 0.5,
    sleep: async (millis) => {
      slept.push(millis);
      time.now += Math.ceil(millis / 1000);
    },
    ...options.client,
  });
  const clockId = simulator.world.addClock({ name: 'Warehouse' }).id;
  return { ...simulator, db, site, time, slept, clockId, deps: { db, site, client, clock, log: getLogger() } };
}

let people = 0;

/** Somebody who clocks in at the bench's clock; with an email of their own. */
export function hire(bench: Bench, name = `Person ${++people}`, clockIds: number[] = [bench.clockId]): number {
  const [firstName = '', ...rest] = name.split(' ');
  const email = `${randomUUID().slice(0, 8)}@example.com`;
  const { userId } = bench.world.addUser({ firstName, lastName: rest.join(' '), email });
  for (const clockId of clockIds) bench.world.assignUser(clockId, userId);
  return userId;
}

/** Creates and links an employee for every user there is. */
export async function linkEverybody(bench: Bench): Promise<void> {
  const result = await runSyncEmployees(bench.deps, { createPeople: true });
  if (result.status !== 'success') throw new Error(result.reason);
}

export function sync(bench: Bench, options: Parameters<typeof runSyncClockTimes>[1] = {}) {
  return runSyncClockTimes(bench.deps, { waitSeconds: 0, ...options });
}

export function reconcile(bench: Bench, options: Parameters<typeof runReconcileClockTimes>[1] = {}) {
  return runReconcileClockTimes(bench.deps, { waitSeconds: 0, ...options });
}

export function storedShifts({ db, site }: Bench) {
  return db
    .select()
    .from(clockTimes)
    .where(eq(clockTimes.siteId, site.id))
    .orderBy(asc(clockTimes.clockIn), asc(clockTimes.id));
}

export function storedBreaks({ db, site }: Bench) {
  return db.select().from(clockBreaks).where(eq(clockBreaks.siteId, site.id)).orderBy(asc(clockBreaks.breakStart));
}

export function storedIssues({ db, site }: Bench) {
  return db.select().from(dataIssues).where(eq(dataIssues.siteId, site.id)).orderBy(asc(dataIssues.id));
}

export function storedAlerts({ db, site }: Bench) {
  return db.select().from(alerts).where(eq(alerts.siteId, site.id));
}

export function storedRuns({ db, site }: Bench) {
  return db.select().from(syncRuns).where(eq(syncRuns.siteId, site.id)).orderBy(asc(syncRuns.id));
}

export function storedRequests({ db, site }: Bench) {
  return db
    .select()
    .from(scoreRequests)
    .where(eq(scoreRequests.siteId, site.id))
    .orderBy(asc(scoreRequests.employeeId), asc(scoreRequests.scoreDate));
}

export async function forgetRequests({ db, site }: Bench): Promise<void> {
  await db.delete(scoreRequests).where(eq(scoreRequests.siteId, site.id));
}

/** Every row of the site that a sync of clock times or users can write, except the runs themselves. */
export async function everything(bench: Bench) {
  const { db, site } = bench;
  const tables = [
    clockTimes,
    clockBreaks,
    dataIssues,
    alerts,
    scoreRequests,
    employeeIdentities,
    employees,
    connecteamUsers,
    connecteamClocks,
    connecteamBreakTypes,
    connecteamWebhooks,
    auditEvents,
  ];
  const rows = [];
  for (const table of tables) rows.push(await db.select().from(table).where(eq(table.siteId, site.id)));
  return rows.map((list) => list.map((row) => JSON.stringify(row)).sort());
}

/** The paths asked for since the last call of this function, without their queries. */
export function takeRequests(bench: Bench) {
  return bench.requests.splice(0);
}
