import type { Database } from '@/lib/db/client';
import { getEnv } from '@/lib/platform/env/env';
import { systemClock } from '@/lib/platform/time/clock';
import { ConnecteamClient, type ConnecteamCredentials } from './client';
import { accountKeyOf, databaseQuotaStore } from './quota-store';

const clients = new WeakMap<Database, ConnecteamClient>();

/**
 * The client that the environment describes, or null without credentials. An API key goes before OAuth. The same one
 * for the same pool, so that a token outlives the run that fetched it.
 */
export function connecteamClientFromEnv(db: Database): ConnecteamClient | null {
  const known = clients.get(db);
  if (known !== undefined) return known;
  const env = getEnv();
  const credentials = credentialsFrom(env.CONNECTEAM_API_KEY, env.CONNECTEAM_CLIENT_ID, env.CONNECTEAM_CLIENT_SECRET);
  if (credentials === null) return null;
  const name = 'apiKey' in credentials ? credentials.apiKey : credentials.clientId;
  const client = new ConnecteamClient({
    baseUrl: env.CONNECTEAM_BASE_URL,
    credentials,
    clock: systemClock,
    clockIds: env.CONNECTEAM_CLOCK_IDS,
    quota: databaseQuotaStore(db, accountKeyOf(env.CONNECTEAM_BASE_URL, name)),
  });
  clients.set(db, client);
  return client;
}

function credentialsFrom(
  apiKey: string | undefined,
  clientId: string | undefined,
  clientSecret: string | undefined,
): ConnecteamCredentials | null {
  if (apiKey !== undefined) return { apiKey };
  return clientId === undefined || clientSecret === undefined ? null : { clientId, clientSecret };
}
