import { join } from 'node:path';
import * as z from 'zod';
import { startConnecteamSimulator } from '@/demo/connecteam/server';
import { businessDayOf } from '@/lib/platform/time/business-day';
import { systemClock } from '@/lib/platform/time/clock';
import { isTimeZone } from '@/lib/platform/time/zone';
import { DemoFloor } from './floor';
import { openHub } from './hub';
import { floorSettings } from './plan';
import { readFloorState, scansFrom, writeFloorState } from './state';

/**
 * The demo floor as a process of its own: a simulated Connecteam account and the people who work by it, whose scans go to
 * the hub's real API. Prints `SIMULATOR_URL=http://...` first. Ends at once on SIGINT, SIGTERM, or when its parent is gone.
 */
const env = z
  .object({
    HUB_URL: z.url(),
    HUB_API_KEY: z.string().min(1),
    SITE_TIME_ZONE: z.string().refine(isTimeZone, 'must be an IANA time zone').default('America/Chicago'),
    SIMULATOR_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
    /** The key that the simulated account accepts. */
    CONNECTEAM_API_KEY: z.string().min(1),
    /** When set, punches are also announced to the hub's webhook. */
    CONNECTEAM_WEBHOOK_SECRET: z.string().min(1).optional(),
    DEMO_STATE_FILE: z.string().min(1).default(join('.data', 'demo-floor.json')),
  })
  .parse(process.env);

const say = (line: string) => console.log(`Demo floor: ${line}`);
const abort = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => abort.abort());
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) abort.abort();
}, 2_000).unref();

const settings = floorSettings(env.SITE_TIME_ZONE);
const today = () => businessDayOf({ timeZone: settings.timeZone, dayStart: '00:00' }, systemClock.now());
const state = readFloorState(env.DEMO_STATE_FILE, settings, today());
writeFloorState(env.DEMO_STATE_FILE, state);

const simulator = await startConnecteamSimulator({ port: env.SIMULATOR_PORT });
simulator.control.disableApiKey();
simulator.control.addApiKey(env.CONNECTEAM_API_KEY);
const hub = openHub({ url: env.HUB_URL, apiKey: env.HUB_API_KEY, say });
const floor = new DemoFloor({
  settings,
  firstDay: state.firstDay,
  scansFrom: scansFrom(state, today()),
  clock: systemClock,
  world: simulator.world,
  hub,
  say,
});
if (env.CONNECTEAM_WEBHOOK_SECRET !== undefined) {
  simulator.control.webhooks.register({
    url: new URL('/api/webhooks/connecteam', env.HUB_URL).href,
    secret: env.CONNECTEAM_WEBHOOK_SECRET,
    clockId: floor.company.clockId,
  });
}
console.log(`SIMULATOR_URL=${simulator.baseUrl}`);

let isCatchingUp = true;
try {
  await hub.waitUntilHealthy(abort.signal);
  await floor.run(abort.signal, (turn) => {
    // The simulator keeps every call for tests; a floor that runs for weeks has no use for them.
    simulator.requests.length = 0;
    if (turn.daysToGo > 0) return;
    if (isCatchingUp) say('the last days are in; from now on everything happens in real time.');
    isCatchingUp = false;
    if (state.sentThrough === today()) return;
    state.sentThrough = today();
    writeFloorState(env.DEMO_STATE_FILE, state);
  });
} catch (error) {
  if (!abort.signal.aborted) {
    console.error(error);
    process.exitCode = 1;
  }
} finally {
  await simulator.close();
}
process.exit();
