import type { Database } from '../../lib/db/client';
import { createSite } from '../../lib/domain/sites/mutations';
import { getSites } from '../../lib/domain/sites/queries/get-sites';
import type { Site } from '../../lib/domain/sites/schema';
import { countUsers, createUser, makeOneTimePassword } from '../../lib/platform/auth/users';
import type { Env } from '../../lib/platform/env/env';
import { currentInstant } from '../../lib/platform/time/clock';

/** The daily goal of the demo floor, so that its progress can be seen. A real site sets its own. */
const DEMO_DAILY_GOAL = 3_000;
/** Its day begins with the early crew, so that somebody is at work on "today" at any hour it is looked at. */
const DEMO_DAY_START = '05:30';
const FIRST_ADMIN_EMAIL = 'admin@hub.local';

/** The oldest site; made from SITE_CODE, SITE_NAME and SITE_TIME_ZONE when there is none. */
export async function ensureFirstSite(db: Database, env: Env): Promise<Site> {
  const existing = (await getSites(db))[0];
  if (existing !== undefined) return existing;
  await createSite(
    db,
    {
      code: env.SITE_CODE,
      name: env.SITE_NAME,
      timeZone: env.SITE_TIME_ZONE,
      ...(env.DEMO_MODE ? { dayStart: DEMO_DAY_START } : {}),
      dailyGoalItems: env.DEMO_MODE ? DEMO_DAILY_GOAL : null,
    },
    { type: 'system', id: 'setup' },
    currentInstant(),
  );
  const created = (await getSites(db))[0];
  if (created === undefined) throw new Error('The first site could not be created.');
  return created;
}

/** Creates the first admin when nobody can sign in yet. Returns the sign-in, to be printed once; it is stored only hashed. */
export async function ensureFirstAdmin(db: Database): Promise<{ email: string; password: string } | null> {
  if ((await countUsers(db)) > 0) return null;
  const password = makeOneTimePassword();
  await createUser(db, {
    email: FIRST_ADMIN_EMAIL,
    name: 'Administrator',
    role: 'admin',
    password,
    mustChangePassword: true,
    // Nobody else is there who could give it.
    canSeePay: true,
  });
  return { email: FIRST_ADMIN_EMAIL, password };
}
