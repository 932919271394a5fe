import { afterAll, describe, expect, it } from 'vitest';
import { closeDatabases } from '@/lib/db/handles';
import { approvePairing } from '@/lib/domain/screens/mutations';
import { ownScreen, pairingState, screenFloor, screenList, startedPairing } from '@/lib/domain/screens/schema';
import { closeRedisConnections } from '@/lib/platform/redis/redis';
import { currentInstant } from '@/lib/platform/time/clock';
import { ORIGIN, sessionHeaders } from '@/test/api/askers';
import { openTestDatabase } from '@/test/database';
import { Floor } from '@/test/floor';
import { zoneWithLocalHour } from '@/test/local-hour-zone';
import { POST as REVOKE } from '../admin/screens/[id]/revoke/route';
import { PATCH } from '../admin/screens/[id]/route';
import { GET as LIST, POST as PAIR } from '../admin/screens/route';
import { GET as LEADERBOARD } from '../dashboard/leaderboard/route';
import { GET as LIVE } from '../live/route';
import { POST as BEAT } from './beat/route';
import { GET as FLOOR } from './floor/route';
import { GET as CURRENT } from './pairings/current/route';
import { POST as START } from './pairings/route';
import { GET as SCREEN } from './screen/route';

const database = openTestDatabase();
const none = { params: Promise.resolve({}) };
afterAll(async () => {
  await closeDatabases();
  closeRedisConnections();
});

const request = (path: string, headers: Record<string, string> = {}, body?: unknown, method?: string) =>
  new Request(`${ORIGIN}${path}`, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

const cookiesOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0] ?? '')
    .filter((cookie) => !cookie.endsWith('='))
    .join('; ');

/** A floor with two people and a screen that was paired as a person would. */
async function pairedScreen() {
  const now = currentInstant();
  const code = `tv-${now}-${Math.floor(performance.now() * 1000)}`;
  const floor = await Floor.create(database, { code, name: 'Riverside', timeZone: zoneWithLocalHour(13, now), now });
  const started = await START(request('/api/tv/pairings', { 'x-forwarded-for': '2001:db8:7::1' }, {}));
  const { code: typed } = startedPairing.parse(await started.json());
  const admin = await sessionHeaders(database, 'admin');
  const paired = await PAIR(request(`/api/admin/screens?site=${code}`, admin, { code: typed, name: 'Hall' }), none);
  expect(paired.status).toBe(201);
  const { id } = await paired.json();
  const waiting = await CURRENT(request('/api/tv/pairings/current', { cookie: cookiesOf(started) }));
  expect(pairingState.parse(await waiting.json()).status).toBe('paired');
  const screen = { cookie: cookiesOf(waiting), origin: ORIGIN };
  return { floor, admin, screen, id: Number(id), params: { params: Promise.resolve({ id: String(id) }) } };
}

describe('a screen on the API', () => {
  it('keeps its token in a cookie that no script reads', async () => {
    const started = await START(request('/api/tv/pairings', { 'x-forwarded-for': '2001:db8:8::1' }, {}));
    const [cookie] = started.headers.getSetCookie();
    expect(cookie).toMatch(/^hub\.screen-pairing=[A-Za-z0-9_-]{43}; .*HttpOnly; SameSite=Strict/);
    const { screen } = await pairedScreen();
    expect(screen.cookie).toMatch(/^hub\.screen=[A-Za-z0-9_-]{43}$/);
  });

  it('is told what it is and draws the floor of its site, people named as it is set', async () => {
    const { floor, admin, screen, params } = await pairedScreen();
    const now = currentInstant();
    const { businessDayOf } = await import('@/lib/platform/time/business-day');
    const today = businessDayOf(floor.site, now);
    const work = { clockedSeconds: 3_600, activeSeconds: 3_600, isClockedIn: true };
    await floor.score('Amara Okafor', today, { items: { Picking: 90 }, ...work }, now);
    await floor.score('Bela Lindqvist', today, { items: { Packing: 50 }, ...work }, now);
    const own = ownScreen.parse(await (await SCREEN(request('/api/tv/screen', screen), none)).json());
    expect(own).toMatchObject({ name: 'Hall', version: 1, site: { name: 'Riverside' } });
    const drawn = screenFloor.parse(await (await FLOOR(request('/api/tv/floor', screen), none)).json());
    expect(drawn.people.map(({ name, points }) => [name, points])).toEqual([
      ['Amara O.', 90],
      ['Bela L.', 40],
    ]);
    expect(drawn.site).toEqual({ finishedItems: 50, goalItems: null });
    const settings = { ...own.settings, isTeamsOnly: true };
    const changed = await PATCH(
      request(`/api/admin/screens/1?site=${floor.site.code}`, admin, { version: 1, settings }, 'PATCH'),
      params,
    );
    expect(changed.status).toBe(200);
    const text = await (await FLOOR(request('/api/tv/floor', screen), none)).text();
    expect(text).not.toContain('Amara');
    expect(screenFloor.parse(JSON.parse(text)).people).toEqual([]);
  });

  it('opens the live channel with its floor and ends it when it is removed', async () => {
    const { floor, admin, screen, params } = await pairedScreen();
    const response = await LIVE(request('/api/live?channel=board', screen), none);
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const reader = response.body?.getReader();
    if (reader === undefined) throw new Error('There is no stream.');
    let text = '';
    while (!text.includes('event: floor')) text += new TextDecoder().decode((await reader.read()).value);
    const removed = await REVOKE(request(`/api/admin/screens/1/revoke?site=${floor.site.code}`, admin, {}), params);
    expect(removed.status).toBe(200);
    for (let isDone = false; !isDone; ) isDone = (await reader.read()).done;
    expect((await SCREEN(request('/api/tv/screen', screen), none)).status).toBe(401);
    expect((await LIVE(request('/api/live?channel=board', screen), none)).status).toBe(401);
  });

  it('says that it draws, and the admin sees it', async () => {
    const { floor, admin, screen } = await pairedScreen();
    const beat = await BEAT(request('/api/tv/beat', screen, { build: 'abc', paintedAgoSeconds: 3 }), none);
    expect(beat.status).toBe(200);
    const list = screenList.parse(
      await (await LIST(request(`/api/admin/screens?site=${floor.site.code}`, admin), none)).json(),
    );
    expect(list.rows).toMatchObject([{ name: 'Hall', status: 'active', isOnline: true, build: 'abc' }]);
  });

  it('may read nothing but its own boards, of no other site', async () => {
    const { floor, screen } = await pairedScreen();
    const board = await LEADERBOARD(request(`/api/dashboard/leaderboard?site=${floor.site.code}`, screen), none);
    expect(board.status).toBe(401);
    const other = await pairedScreen();
    const foreign = await FLOOR(request(`/api/tv/floor?site=${other.floor.site.code}`, screen), none);
    expect(foreign.status).toBe(403);
  });

  it('is paired by admins alone', async () => {
    const now = currentInstant();
    const manager = await sessionHeaders(database, 'manager');
    const site = (await pairedScreen()).floor.site;
    expect(
      (await PAIR(request(`/api/admin/screens?site=${site.code}`, manager, { code: 'ABCDEF', name: 'x' }), none))
        .status,
    ).toBe(403);
    await expect(
      approvePairing(database, { siteId: site.id, code: 'ABCDEF', name: 'x', actor: { type: 'user', id: 'u' }, now }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
