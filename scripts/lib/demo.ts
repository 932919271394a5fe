import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { linkDemoPeople } from '../../demo/floor/link';
import { getDatabase } from '../../lib/db/handles';
import type { Site } from '../../lib/domain/sites/schema';
import { authenticateApiKey, createApiKey } from '../../lib/platform/auth/api-keys';
import type { Env } from '../../lib/platform/env/env';
import { describeError } from '../../lib/platform/errors/errors';
import { wakeJob } from '../../lib/platform/queue/wake';
import { currentInstant } from '../../lib/platform/time/clock';
import { syncEmployees } from '../../worker/jobs/sync-employees';
import { performJob } from '../../worker/perform';
import { DATA_DIR } from './paths';
import { freePort } from './processes';
import { keptSecret } from './secrets';
import { SupervisedProcess } from './supervisor';

export type DemoFloorProcess = {
  /** Once the hub runs: enters the demo's people through the real sync and links, as an admin would on the first day. */
  settleIn(): Promise<void>;
  stop(): Promise<void>;
};

const SETTLE_ATTEMPTS = 20;
const SETTLE_PAUSE_MILLIS = 1_500;

/** No real time clock is configured, and nobody said that the floor is to stay away. */
export function isDemoWanted(): boolean {
  const { DEMO_MODE, CONNECTEAM_API_KEY, CONNECTEAM_CLIENT_ID } = process.env;
  if (DEMO_MODE === 'true' || DEMO_MODE === 'false') return DEMO_MODE === 'true';
  return !CONNECTEAM_API_KEY && !CONNECTEAM_CLIENT_ID;
}

const ADDRESS_FILE = join(DATA_DIR, 'demo.env');

/** Where the simulated time clock will be; to be put into the environment before it is first read. */
export async function chooseDemoConnecteam() {
  const address = {
    CONNECTEAM_BASE_URL: `http://127.0.0.1:${await freePort()}`,
    CONNECTEAM_API_KEY: keptSecret('demo-connecteam-key'),
    CONNECTEAM_WEBHOOK_SECRET: keptSecret('demo-webhook-secret'),
  };
  // For `npm run job` and the like, while the demo runs.
  const lines = Object.entries({ ...address, DEMO_MODE: 'true' }).map(([name, value]) => `${name}=${value}\n`);
  writeFileSync(ADDRESS_FILE, lines.join(''), { mode: 0o600 });
  return address;
}

/** What a demo that was killed left behind must not point a real hub at a simulation. */
export function forgetDemoConnecteam(): void {
  rmSync(ADDRESS_FILE, { force: true });
}

/** Starts the simulated time clock and the people who work by it, as a process of its own. */
export async function startDemoFloor(options: { hubUrl: string; site: Site; env: Env }): Promise<DemoFloorProcess> {
  const { hubUrl, site, env } = options;
  let announce: () => void = () => undefined;
  const isUp = new Promise<'up'>((resolve) => {
    announce = () => resolve('up');
  });
  const floor = new SupervisedProcess({
    name: 'The demo floor',
    program: process.execPath,
    args: ['--import', 'tsx', 'demo/floor/main.ts'],
    env: {
      HUB_URL: hubUrl,
      HUB_API_KEY: await demoApiKey(site),
      SITE_TIME_ZONE: site.timeZone,
      SIMULATOR_PORT: new URL(env.CONNECTEAM_BASE_URL).port,
      DEMO_STATE_FILE: join(DATA_DIR, 'demo-floor.json'),
    },
    onLine: (line) => {
      if (line.startsWith('SIMULATOR_URL=')) announce();
      else console.log(line);
    },
  });
  const outcome = await Promise.race([isUp, pause(30_000, 'timeout' as const, { ref: false })]);
  if (outcome === 'timeout') {
    await floor.stop();
    throw new Error('The demo floor did not start within 30 s.');
  }
  let isStopping = false;
  return {
    settleIn: async () => {
      for (let attempt = 1; attempt <= SETTLE_ATTEMPTS && !isStopping; attempt++) {
        try {
          await performJob(syncEmployees, site, {
            kind: 'ordered',
            options: { createPeople: true },
            waitSeconds: 30,
          });
          const links = await linkDemoPeople(getDatabase(), site);
          await wakeJob('drain-scores', site.code);
          if (links.missing === 0) return;
        } catch (error) {
          if (attempt === SETTLE_ATTEMPTS) console.error(`The demo's people are not complete: ${describeError(error)}`);
        }
        await pause(SETTLE_PAUSE_MILLIS);
      }
    },
    stop: async () => {
      isStopping = true;
      forgetDemoConnecteam();
      await floor.stop();
    },
  };
}

/** The demo's own ingest key, made once and kept for the next start; made anew when it was revoked. */
async function demoApiKey(site: Site): Promise<string> {
  const file = join(DATA_DIR, 'demo-api-key');
  const now = currentInstant();
  if (existsSync(file)) {
    const kept = readFileSync(file, 'utf8').trim();
    const identity = await authenticateApiKey(getDatabase(), kept, now);
    if (identity?.siteId === site.id) return kept;
  }
  const { key } = await createApiKey(getDatabase(), {
    siteId: site.id,
    name: 'Demo floor',
    scopes: ['ingest'],
    actor: { type: 'system', id: 'setup' },
    now,
  });
  writeFileSync(file, key, { mode: 0o600 });
  return key;
}
