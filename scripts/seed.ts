import { parseArgs } from 'node:util';
import { seedDemo } from '../demo/seed/demo';
import { SEED_ACTOR, seedYear } from '../demo/seed/year';
import { getDatabase } from '../lib/db/handles';
import { createSite } from '../lib/domain/sites/mutations';
import { getSite } from '../lib/domain/sites/queries/get-sites';
import { invalidateTags } from '../lib/platform/cache/cache';
import { tagsOfSite } from '../lib/platform/cache/keys';
import { getEnv } from '../lib/platform/env/env';
import { addDays, businessDayInterval, businessDayOf, isIsoDay } from '../lib/platform/time/business-day';
import { currentInstant, monotonicMillis } from '../lib/platform/time/clock';
import type { IsoDay } from '../lib/platform/time/instant';
import { CommandError } from './lib/command-error';

const USAGE = `Usage: npm run db:seed -- SCENARIO [options]
  empty   a site with the default departments and nothing else
  demo    the demo floor's last 14 days and today so far           --days N
  year    100 people for a year, about 3.6 million scans           --days N --people N --to YYYY-MM-DD
  --site CODE    the new site's code; the scenario's name unless told`;

const YEAR_DAYS = 365;
const YEAR_PEOPLE = 100;
/** Nobody's shift goes on for longer into the next day. */
const NIGHT_END_SECONDS = 12 * 3600;

/** Writes a scenario into a new site of the hub's database and prints what it wrote. Throws CommandError on bad arguments. */
export async function main(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      site: { type: 'string' },
      days: { type: 'string' },
      people: { type: 'string' },
      to: { type: 'string' },
    },
  });
  const [scenario] = positionals;
  if (scenario !== 'empty' && scenario !== 'demo' && scenario !== 'year') throw new CommandError(USAGE);
  const env = getEnv();
  const db = getDatabase();
  const now = currentInstant();
  const siteCode = values.site ?? scenario;
  const common = { db, databaseUrl: env.DATABASE_URL, siteCode, timeZone: env.SITE_TIME_ZONE };
  const startedAt = monotonicMillis();
  const counts = await {
    empty: async () => {
      await createSite(db, { code: siteCode, name: env.SITE_NAME, timeZone: env.SITE_TIME_ZONE }, SEED_ACTOR, now);
      return {};
    },
    demo: () => seedDemo({ ...common, days: countOf('days', values.days), now }),
    year: () => {
      const to = values.to ?? addDays(businessDayOf(calendarOf(env.SITE_TIME_ZONE), now), -1);
      return seedYear({
        ...common,
        days: countOf('days', values.days) ?? YEAR_DAYS,
        people: countOf('people', values.people) ?? YEAR_PEOPLE,
        to: dayOf(to),
        asOf: Math.min(now, businessDayInterval(calendarOf(env.SITE_TIME_ZONE), dayOf(to)).end + NIGHT_END_SECONDS),
        say: (line) => console.log(line),
      });
    },
  }[scenario]();
  const { id } = await getSite(db, siteCode);
  await invalidateTags(tagsOfSite(id));
  const seconds = Math.round((monotonicMillis() - startedAt) / 100) / 10;
  console.log(`Site "${siteCode}" is there. All its people and figures are invented.`);
  console.log(JSON.stringify({ ...counts, seconds }));
}

function calendarOf(timeZone: string) {
  return { timeZone, dayStart: '00:00' };
}

function countOf(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new CommandError(`--${name} must be a whole number from 1 up.`);
  return count;
}

function dayOf(text: string): IsoDay {
  if (!isIsoDay(text)) throw new CommandError('--to must be a date, YYYY-MM-DD.');
  return text;
}
