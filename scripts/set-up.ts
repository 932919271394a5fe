import { getDatabase } from '../lib/db/handles';
import { getEnv } from '../lib/platform/env/env';
import { ensureFirstAdmin, ensureFirstSite } from './lib/first-steps';

/** `run set-up`: schema, first site and first admin, for those who start web and worker themselves (compose.yaml). */
export async function main(): Promise<void> {
  const site = await ensureFirstSite(getDatabase(), getEnv());
  console.log(`Site ${site.code} (${site.timeZone}) is there.`);
  const login = await ensureFirstAdmin(getDatabase());
  if (login === null) return;
  console.log(`First sign-in: ${login.email}`);
  console.log(`One-time password (shown only now): ${login.password}`);
}
