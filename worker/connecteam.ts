import type { ConnecteamClient } from '@/lib/integrations/connecteam/client';
import { connecteamClientFromEnv } from '@/lib/integrations/connecteam/client-from-env';
import type { Env } from '@/lib/platform/env/env';
import type { JobContext } from './job-definition';

/** Whether a Connecteam account is configured, else what to set. */
export function hasConnecteam(env: Env): true | string {
  const isConfigured = env.CONNECTEAM_API_KEY !== undefined || env.CONNECTEAM_CLIENT_ID !== undefined;
  return isConfigured || 'set CONNECTEAM_API_KEY, or CONNECTEAM_CLIENT_ID and CONNECTEAM_CLIENT_SECRET.';
}

/** What every Connecteam run works with. */
export function connecteamDeps({ syncDb, site, clock, log }: JobContext) {
  const client: ConnecteamClient | null = connecteamClientFromEnv(syncDb);
  if (client === null) throw new Error('No Connecteam credentials are set.');
  return { db: syncDb, site, client, clock, log };
}
