import { eq } from 'drizzle-orm';
import { afterAll, describe, expect, it } from 'vitest';
import { POST as postBatch } from '@/app/api/activities/batch/route';
import { defaultModes } from '@/demo/connecteam/modes';
import { ConnecteamWorld } from '@/demo/connecteam/world';
import { closeDatabases } from '@/lib/db/handles';
import { activityLogs } from '@/lib/db/schema/activity-logs';
import { employeeIdentities } from '@/lib/db/schema/employee-identities';
import { createApiKey } from '@/lib/platform/auth/api-keys';
import { closeWakeQueue } from '@/lib/platform/queue/wake';
import { closeRedisConnections } from '@/lib/platform/redis/redis';
import { businessDayInterval } from '@/lib/platform/time/business-day';
import { createTestSite, openTestDatabase, TEST_ACTOR } from '@/test/database';
import { DemoFloor } from './floor';
import { openHub } from './hub';
import { DEMO_PEOPLE } from './people';
import { floorSettings, planScans } from './plan';

const database = openTestDatabase();
afterAll(async () => {
  await closeWakeQueue();
  closeRedisConnections();
  await closeDatabases();
});

const DAY = '2026-03-05';
const SETTINGS = floorSettings('America/Chicago');
const NOON = businessDayInterval({ timeZone: SETTINGS.timeZone, dayStart: '00:00' }, DAY).start + 12 * 3600;
const NEVER = new AbortController().signal;

describe('the demo floor at the real API', () => {
  it('gets every scan of the day stored, and nothing twice after a restart', async () => {
    const site = await createTestSite(database);
    const { key } = await createApiKey(database, {
      siteId: site.id,
      name: 'floor',
      scopes: ['ingest'],
      actor: TEST_ACTOR,
      now: NOON,
    });
    const startFloor = () =>
      new DemoFloor({
        settings: SETTINGS,
        firstDay: DAY,
        scansFrom: DAY,
        clock: { now: () => NOON },
        world: new ConnecteamWorld({ now: () => NOON, modes: defaultModes() }),
        hub: openHub({
          url: 'http://hub.test',
          apiKey: key,
          say: () => undefined,
          fetch: (url, init) => postBatch(new Request(url, init), { params: Promise.resolve({}) }),
        }),
        say: () => undefined,
      });
    const due = planScans(SETTINGS, DAY).filter((scan) => scan.sentAt <= NOON).length;

    const first = await startFloor().turn(NEVER);
    expect(first.scans).toEqual({ accepted: due, duplicates: 0, updated: 0, rejected: [] });
    const again = await startFloor().turn(NEVER);
    expect(again.scans).toEqual({ accepted: 0, duplicates: due, updated: 0, rejected: [] });

    const stored = await database.select().from(activityLogs).where(eq(activityLogs.siteId, site.id));
    expect(stored).toHaveLength(due);
    expect(stored.every((row) => row.roleId !== null)).toBe(true);
    const identities = await database.select().from(employeeIdentities).where(eq(employeeIdentities.siteId, site.id));
    const logins = new Set(DEMO_PEOPLE.flatMap((person) => person.logins.map((login) => login.email)));
    expect(identities.every((one) => logins.has(one.externalId) && one.source === 'scanner')).toBe(true);
  });
});
