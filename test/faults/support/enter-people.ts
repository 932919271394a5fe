import { SIMULATOR_API_KEY } from '@/demo/connecteam/control';
import type { ConnecteamSimulator } from '@/demo/connecteam/server';
import type { Database } from '@/lib/db/client';
import { getSite } from '@/lib/domain/sites/queries/get-sites';
import { ConnecteamClient } from '@/lib/integrations/connecteam/client';
import { databaseQuotaStore } from '@/lib/integrations/connecteam/quota-store';
import { runSyncEmployees } from '@/lib/integrations/connecteam/run';
import { getLogger } from '@/lib/platform/log/log';
import { systemClock } from '@/lib/platform/time/clock';

/** Makes an employee of every user of the time clock, as an admin does on the first day. */
export async function enterPeople(db: Database, simulator: ConnecteamSimulator): Promise<void> {
  const client = new ConnecteamClient({
    baseUrl: simulator.baseUrl,
    credentials: { apiKey: SIMULATOR_API_KEY },
    quota: databaseQuotaStore(db, 'first-day'),
    clock: systemClock,
  });
  const deps = { db, site: await getSite(db, 'main'), client, clock: systemClock, log: getLogger() };
  const result = await runSyncEmployees(deps, { createPeople: true });
  if (result.status !== 'success') throw new Error(result.reason);
}
