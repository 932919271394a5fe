import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { tvPairings, tvScreens } from '@/lib/db/schema/access';
import { auditEvents } from '@/lib/db/schema/audit-events';
import { findScreen, hashOfScreenToken, SCREEN_COOKIE } from '@/lib/platform/auth/screens';
import { currentInstant } from '@/lib/platform/time/clock';
import { createTestSite, openTestDatabase } from '@/test/database';
import { approvePairing, changeScreen, finishPairing, noteBeat, revokeScreen, startPairing } from './mutations';
import { prepareScreen } from './prepare';
import { getScreenVersions } from './queries/get-screen-versions';
import { getScreens } from './queries/get-screens';
import { PAIRING_SECONDS } from './rules';
import { screenSettings } from './schema';

const database = openTestDatabase();
/** Now, as pairings are of no site: whoever starts one anywhere deletes those that have expired by then. */
const T = currentInstant();
const admin = { type: 'user' as const, id: 'user-admin' };
const defaults = screenSettings.parse({});
const cookieOf = (token: string) => new Headers({ cookie: `other=1; ${SCREEN_COOKIE}=${token}` });

async function paired() {
  const site = await createTestSite(database);
  const { code, secret } = await startPairing(database, { now: T });
  const { id } = await approvePairing(database, {
    siteId: site.id,
    code,
    name: 'Packing hall',
    actor: admin,
    now: T + 20,
  });
  const outcome = await finishPairing(database, { secret, now: T + 22 });
  if (outcome.status !== 'paired') throw new Error(`The screen is ${outcome.status}.`);
  return { site, id, token: outcome.token, secret };
}

describe('pairing', () => {
  it('gives a waiting browser its token once, and keeps only the hash', async () => {
    const site = await createTestSite(database);
    const { code, secret, expiresAt } = await startPairing(database, { now: T });
    expect(expiresAt).toBe(T + PAIRING_SECONDS);
    expect(await finishPairing(database, { secret, now: T + 1 })).toEqual({ status: 'waiting' });
    const { id } = await approvePairing(database, { siteId: site.id, code, name: 'Hall', actor: admin, now: T + 2 });
    const [stored] = await getScreens(database, site.id);
    expect(stored).toMatchObject({ id, tokenHash: null, status: 'approved' });
    const outcome = await finishPairing(database, { secret, now: T + 3 });
    if (outcome.status !== 'paired') throw new Error(outcome.status);
    expect(Buffer.from(outcome.token, 'base64url')).toHaveLength(32);
    const [active] = await getScreens(database, site.id);
    expect(active).toMatchObject({ status: 'active', tokenHash: hashOfScreenToken(outcome.token) });
    expect(await finishPairing(database, { secret, now: T + 4 })).toEqual({ status: 'none' });
    expect(await findScreen(database, cookieOf(outcome.token))).toEqual({
      screenId: id,
      siteId: site.id,
      siteCode: site.code,
    });
  });

  it('starts with the names as the site writes them', async () => {
    const site = await createTestSite(database, { settings: { nameFormat: 'alias' } });
    const { code } = await startPairing(database, { now: T });
    await approvePairing(database, { siteId: site.id, code, name: 'Hall', actor: admin, now: T + 2 });
    const [stored] = await getScreens(database, site.id);
    expect(stored?.settings).toEqual({ ...defaults, nameFormat: 'alias' });
  });

  it('ends with its ten minutes, for the admin and for the screen', async () => {
    const site = await createTestSite(database);
    const { code, secret } = await startPairing(database, { now: T });
    const late = T + PAIRING_SECONDS;
    await expect(
      approvePairing(database, { siteId: site.id, code, name: 'Hall', actor: admin, now: late }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await finishPairing(database, { secret, now: late })).toEqual({ status: 'none' });
  });

  it('refuses a wrong code and a second admin', async () => {
    const site = await createTestSite(database);
    const order = { siteId: site.id, name: 'Hall', actor: admin, now: T + 1 };
    await expect(approvePairing(database, { ...order, code: 'ZZZZZZ' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const { code } = await startPairing(database, { now: T });
    await approvePairing(database, { ...order, code });
    await expect(approvePairing(database, { ...order, code })).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('leaves one code per browser, and none that has expired', async () => {
    const begin = T - PAIRING_SECONDS - 5;
    const first = await startPairing(database, { now: begin });
    const second = await startPairing(database, { previousSecret: first.secret, now: begin + 5 });
    const codes = async () =>
      (await database.select({ code: tvPairings.code }).from(tvPairings)).map(({ code }) => code);
    expect(await codes()).toContain(second.code);
    expect(await codes()).not.toContain(first.code);
    await startPairing(database, { now: begin + 5 + PAIRING_SECONDS });
    expect(await codes()).not.toContain(second.code);
  });
});

describe('a paired screen', () => {
  it('is changed with the version that was read, and a second editor is told', async () => {
    const { site, id } = await paired();
    const change = (version: number, cut: number) =>
      changeScreen(database, {
        siteId: site.id,
        screenId: id,
        changes: { version, settings: { ...defaults, cut } },
        actor: admin,
        now: T + 60,
      });
    await change(1, 9);
    await expect(change(1, 5)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await getScreenVersions(database, site.id)).toEqual(new Map([[id, 2]]));
    await change(2, 9);
    expect(await getScreenVersions(database, site.id)).toEqual(new Map([[id, 2]]));
  });

  it('is nobody any more once it was revoked, whatever it says', async () => {
    const { site, id, token } = await paired();
    const order = { siteId: site.id, screenId: id, actor: admin, now: T + 90 };
    await revokeScreen(database, order);
    await revokeScreen(database, order);
    expect(await findScreen(database, cookieOf(token))).toBeNull();
    await noteBeat(database, { screenId: id, build: 'b1', paintedAt: T + 95, now: T + 96 });
    const [row] = await database.select().from(tvScreens).where(eq(tvScreens.id, id));
    expect(row).toMatchObject({ status: 'revoked', tokenHash: null, revokedAt: T + 90, lastPaintAt: null });
    expect(await getScreenVersions(database, site.id)).toEqual(new Map());
  });

  it('belongs to its site', async () => {
    const { id } = await paired();
    const other = await createTestSite(database);
    const order = { siteId: other.id, screenId: id, actor: admin, now: T + 90 };
    await expect(revokeScreen(database, order)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(changeScreen(database, { ...order, changes: { version: 1, name: 'Mine' } })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('is online while it reports', async () => {
    const { site, id } = await paired();
    await noteBeat(database, { screenId: id, build: 'b2', paintedAt: T + 119, now: T + 120 });
    const [row] = await getScreens(database, site.id);
    if (row === undefined) throw new Error('There is no screen.');
    expect(prepareScreen(row, T + 180, 'b2')).toMatchObject({ isOnline: true, isCurrentBuild: true, status: 'active' });
    expect(prepareScreen(row, T + 600, 'b3')).toMatchObject({ isOnline: false, isCurrentBuild: false });
  });

  it('leaves a trail without any secret', async () => {
    const { site, id, token } = await paired();
    await revokeScreen(database, { siteId: site.id, screenId: id, actor: admin, now: T + 90 });
    const trail = await database
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.siteId, site.id), eq(auditEvents.entity, 'screen')))
      .orderBy(auditEvents.id);
    expect(trail.map(({ action, actorType }) => [action, actorType])).toEqual([
      ['screen.approve', 'user'],
      ['screen.pair', 'screen'],
      ['screen.revoke', 'user'],
    ]);
    expect(JSON.stringify(trail)).not.toContain(token);
    expect(JSON.stringify(trail)).not.toContain(hashOfScreenToken(token));
  });
});
