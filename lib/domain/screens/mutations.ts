import { randomBytes } from 'node:crypto';
import { and, eq, isNull, lte } from 'drizzle-orm';
import { type Db, inTransaction, type Transaction } from '@/lib/db/client';
import { isDuplicateKey } from '@/lib/db/errors';
import { tvPairings, tvScreens } from '@/lib/db/schema/access';
import { sites } from '@/lib/db/schema/sites';
import { siteSettingsSchema } from '@/lib/domain/sites/schema';
import { type Actor, writeAudit } from '@/lib/platform/audit/write-audit';
import { hashOfScreenToken } from '@/lib/platform/auth/screens';
import { AppError } from '@/lib/platform/errors/errors';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { codeFrom, PAIRING_SECONDS } from './rules';
import { type ScreenChanges, type ScreenSettings, screenSettings } from './schema';

const SECRET_BYTES = 32;
const CODE_TRIES = 20;

/**
 * Begins a pairing: the code to show, and the secret that the waiting browser keeps. A pairing that the same browser began
 * before ends with it. Throws UNAVAILABLE when no free code was found.
 */
export async function startPairing(
  db: Db,
  input: { previousSecret?: string; now: EpochSeconds },
): Promise<{ code: string; secret: string; expiresAt: EpochSeconds }> {
  const { previousSecret, now } = input;
  await db.delete(tvPairings).where(lte(tvPairings.expiresAt, now));
  if (previousSecret !== undefined) {
    await db.delete(tvPairings).where(eq(tvPairings.deviceHash, hashOfScreenToken(previousSecret)));
  }
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  const expiresAt = now + PAIRING_SECONDS;
  for (let attempt = 0; attempt < CODE_TRIES; attempt += 1) {
    const code = codeFrom(randomBytes(24));
    if (code === undefined) continue;
    try {
      await db.insert(tvPairings).values({ code, deviceHash: hashOfScreenToken(secret), createdAt: now, expiresAt });
      return { code, secret, expiresAt };
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }
  throw new AppError('UNAVAILABLE', 'No free code was found. Try again in a moment.');
}

/** Makes a screen of the pairing with `code`; its browser fetches the token by itself. Throws NOT_FOUND, CONFLICT. */
export async function approvePairing(
  db: Db,
  input: { siteId: number; code: string; name: string; settings?: ScreenSettings; actor: Actor; now: EpochSeconds },
): Promise<{ id: number }> {
  const { siteId, code, name, now } = input;
  return inTransaction(db, async (tx) => {
    const settings = input.settings ?? (await settingsOfNewScreen(tx, siteId));
    const [pairing] = await tx.select().from(tvPairings).where(eq(tvPairings.code, code)).for('update');
    if (pairing === undefined || pairing.expiresAt <= now) {
      throw new AppError(
        'NOT_FOUND',
        'No screen shows this code. Codes hold for ten minutes: type the one it shows now.',
        {
          details: [{ field: 'code', message: 'no screen shows this code' }],
        },
      );
    }
    if (pairing.screenId !== null) throw new AppError('CONFLICT', 'Somebody has just paired this screen.');
    const row = { siteId, name, settings, status: 'approved', createdAt: now };
    const [inserted] = await tx.insert(tvScreens).values(row);
    await tx.update(tvPairings).set({ screenId: inserted.insertId }).where(eq(tvPairings.id, pairing.id));
    await audit(tx, input, inserted.insertId, 'screen.approve', {}, { name, settings });
    return { id: inserted.insertId };
  });
}

/** What a screen starts with; how it writes names is said by the site. */
async function settingsOfNewScreen(tx: Transaction, siteId: number): Promise<ScreenSettings> {
  const [site] = await tx.select({ settings: sites.settings }).from(sites).where(eq(sites.id, siteId));
  return screenSettings.parse({ nameFormat: siteSettingsSchema.parse(site?.settings ?? {}).nameFormat });
}

export type PairingOutcome = { status: 'waiting' } | { status: 'none' } | { status: 'paired'; token: string };

/** For the waiting browser: its token once an admin typed the code, this one time; only its hash is kept. */
export async function finishPairing(db: Db, input: { secret: string; now: EpochSeconds }): Promise<PairingOutcome> {
  const { secret, now } = input;
  const deviceHash = hashOfScreenToken(secret);
  const [waiting] = await db.select().from(tvPairings).where(eq(tvPairings.deviceHash, deviceHash));
  if (waiting === undefined || waiting.expiresAt <= now) return { status: 'none' };
  if (waiting.screenId === null) return { status: 'waiting' };
  return inTransaction(db, async (tx) => {
    const [pairing] = await tx.select().from(tvPairings).where(eq(tvPairings.id, waiting.id)).for('update');
    if (pairing?.screenId == null) return { status: 'none' as const };
    await tx.delete(tvPairings).where(eq(tvPairings.id, pairing.id));
    const [screen] = await tx.select().from(tvScreens).where(eq(tvScreens.id, pairing.screenId)).for('update');
    if (screen === undefined || screen.revokedAt !== null) return { status: 'none' as const };
    const token = randomBytes(SECRET_BYTES).toString('base64url');
    const change = { tokenHash: hashOfScreenToken(token), status: 'active', lastSeenAt: now };
    await tx.update(tvScreens).set(change).where(eq(tvScreens.id, screen.id));
    const actor: Actor = { type: 'screen', id: String(screen.id) };
    await audit(
      tx,
      { siteId: screen.siteId, actor, now },
      screen.id,
      'screen.pair',
      { status: screen.status },
      { status: 'active' },
    );
    return { status: 'paired' as const, token };
  });
}

/** Changes name or settings. Throws NOT_FOUND, CONFLICT when somebody changed the screen since it was read. */
export async function changeScreen(
  db: Db,
  input: { siteId: number; screenId: number; changes: ScreenChanges; actor: Actor; now: EpochSeconds },
): Promise<void> {
  const { changes } = input;
  await inTransaction(db, async (tx) => {
    const screen = await lockScreen(tx, input);
    if (screen.revokedAt !== null) throw new AppError('CONFLICT', 'This screen was removed.');
    if (screen.version !== changes.version) {
      throw new AppError('CONFLICT', 'Somebody changed this screen meanwhile. Look at it again before you change it.');
    }
    const before: Record<string, unknown> = {};
    const after: Record<string, unknown> = {};
    if (changes.name !== undefined && changes.name !== screen.name) {
      before.name = screen.name;
      after.name = changes.name;
    }
    if (changes.settings !== undefined && JSON.stringify(changes.settings) !== JSON.stringify(screen.settings)) {
      before.settings = screen.settings;
      after.settings = changes.settings;
    }
    if (Object.keys(after).length === 0) return;
    await tx
      .update(tvScreens)
      .set({ ...after, version: screen.version + 1 })
      .where(eq(tvScreens.id, screen.id));
    await audit(tx, input, screen.id, 'screen.change', before, after);
  });
}

/** Ends a screen for good. Ending it again changes nothing. Throws NOT_FOUND. */
export async function revokeScreen(
  db: Db,
  input: { siteId: number; screenId: number; actor: Actor; now: EpochSeconds },
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const screen = await lockScreen(tx, input);
    if (screen.revokedAt !== null) return;
    await tx
      .update(tvScreens)
      .set({ revokedAt: input.now, status: 'revoked', tokenHash: null })
      .where(eq(tvScreens.id, screen.id));
    await audit(tx, input, screen.id, 'screen.revoke', { status: screen.status }, { status: 'revoked' });
  });
}

/** A screen says that it is there and draws. */
export async function noteBeat(
  db: Db,
  input: { screenId: number; build: string; paintedAt: EpochSeconds; now: EpochSeconds },
): Promise<void> {
  await db
    .update(tvScreens)
    .set({ lastSeenAt: input.now, lastPaintAt: input.paintedAt, build: input.build })
    .where(and(eq(tvScreens.id, input.screenId), isNull(tvScreens.revokedAt)));
}

async function lockScreen(tx: Transaction, { siteId, screenId }: { siteId: number; screenId: number }) {
  const [screen] = await tx
    .select()
    .from(tvScreens)
    .where(and(eq(tvScreens.id, screenId), eq(tvScreens.siteId, siteId)))
    .for('update');
  if (screen === undefined) throw new AppError('NOT_FOUND', 'There is no such screen at this site.');
  return screen;
}

async function audit(
  tx: Transaction,
  { siteId, actor, now }: { siteId: number; actor: Actor; now: EpochSeconds },
  screenId: number,
  action: `screen.${'approve' | 'pair' | 'change' | 'revoke'}`,
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): Promise<void> {
  await writeAudit(tx, [{ siteId, at: now, actor, action, entity: 'screen', entityId: screenId, before, after }]);
}
