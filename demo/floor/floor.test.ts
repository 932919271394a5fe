import { describe, expect, it } from 'vitest';
import { defaultModes } from '@/demo/connecteam/modes';
import { ConnecteamWorld } from '@/demo/connecteam/world';
import { addDays, businessDayInterval } from '@/lib/platform/time/business-day';
import { DemoFloor } from './floor';
import type { BatchAnswer, Hub } from './hub';
import { floorSettings, type PlannedScan, planScans } from './plan';

const SETTINGS = floorSettings('America/Chicago');
const TODAY = '2026-03-10';
const CALENDAR = { timeZone: SETTINGS.timeZone, dayStart: '00:00' };
const MIDNIGHT = businessDayInterval(CALENDAR, TODAY).start;
const NEVER = new AbortController().signal;

/** A hub that keeps references the way the real one does. */
function hubInMemory() {
  const stored = new Map<string, PlannedScan>();
  const posts: string[][] = [];
  const hub: Hub = {
    waitUntilHealthy: async () => undefined,
    postScans: async (scans): Promise<BatchAnswer> => {
      posts.push(scans.map((scan) => scan.referenceId));
      const fresh = scans.filter((scan) => !stored.has(scan.referenceId));
      for (const scan of fresh) stored.set(scan.referenceId, scan);
      return { accepted: fresh.length, duplicates: scans.length - fresh.length, updated: 0, rejected: [] };
    },
  };
  return { hub, stored, posts };
}

function startFloor(hub: Hub, startAt: number, firstDay = addDays(TODAY, -2)) {
  const time = { now: startAt };
  const world = new ConnecteamWorld({ now: () => time.now, modes: defaultModes() });
  const floor = new DemoFloor({
    settings: SETTINGS,
    firstDay,
    scansFrom: addDays(TODAY, -2),
    clock: { now: () => time.now },
    world,
    hub,
    say: () => undefined,
  });
  return { floor, world, time };
}

async function catchUp(floor: DemoFloor): Promise<void> {
  while ((await floor.turn(NEVER)).daysToGo > 0);
}

function recordsOf(world: ConnecteamWorld) {
  return [...world.activities.values()].map(({ id, userId, kind, start, end }) => ({
    id,
    userId,
    kind,
    start: start.timestamp,
    end: end?.timestamp ?? null,
  }));
}

describe('the demo floor', () => {
  it('posts today first, then the days before', async () => {
    const { hub, posts } = hubInMemory();
    const { floor } = startFloor(hub, MIDNIGHT + 12 * 3600);
    await catchUp(floor);
    const days = posts.map((references) => references[0]?.slice(0, 10));
    expect(days[0]).toBe(TODAY);
    expect([...days].sort().reverse()).toEqual(days);
  });

  it('sends each planned scan of a day once, none before it is due', async () => {
    const { hub, stored } = hubInMemory();
    const { floor, time } = startFloor(hub, MIDNIGHT);
    await catchUp(floor);
    const planned = planScans(SETTINGS, TODAY);
    let sent = 0;
    while (time.now < MIDNIGHT + 86_400) {
      time.now += 60;
      const { scans } = await floor.turn(NEVER);
      expect(scans.duplicates).toBe(0);
      sent += scans.accepted;
      const due = planned.filter((scan) => scan.sentAt <= time.now);
      expect([...stored.keys()].filter((reference) => reference.startsWith(TODAY))).toHaveLength(due.length);
    }
    const early = [...stored.values()].filter((scan) => scan.sentAt > time.now);
    expect(early).toEqual([]);
    expect(sent).toBeGreaterThan(3_000);
  });

  it('catches up after hours off and doubles nothing, scans or punches', async () => {
    const { hub, stored } = hubInMemory();
    const before = startFloor(hub, MIDNIGHT + 8 * 3600);
    await catchUp(before.floor);
    const after = startFloor(hub, MIDNIGHT + 15 * 3600);
    await catchUp(after.floor);

    const unbroken = hubInMemory();
    const reference = startFloor(unbroken.hub, MIDNIGHT + 15 * 3600);
    await catchUp(reference.floor);
    expect([...stored.keys()].sort()).toEqual([...unbroken.stored.keys()].sort());
  });

  it('has the same records with the same ids after a restart as without one', async () => {
    const { hub } = hubInMemory();
    const running = startFloor(hub, MIDNIGHT + 5 * 3600);
    for (let minute = 0; minute < 600; minute += 1) {
      running.time.now += 60;
      await running.floor.turn(NEVER);
    }
    const restarted = startFloor(hub, running.time.now);
    expect(recordsOf(restarted.world)).toEqual(recordsOf(running.world));
    expect(recordsOf(running.world).filter((record) => record.end === null).length).toBeGreaterThan(5);
  });

  it('posts a day again when the post failed', async () => {
    const { hub, stored } = hubInMemory();
    let failures = 1;
    const moody: Hub = {
      ...hub,
      postScans: async (scans, signal) => {
        if (failures-- > 0) throw new Error('cut off');
        return hub.postScans(scans, signal);
      },
    };
    const { floor } = startFloor(moody, MIDNIGHT + 12 * 3600);
    await expect(floor.turn(NEVER)).rejects.toThrow('cut off');
    await catchUp(floor);
    expect([...stored.keys()].filter((reference) => reference.startsWith(TODAY)).length).toBeGreaterThan(1_000);
  });
});
