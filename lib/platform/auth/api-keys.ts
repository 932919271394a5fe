import { createHash, randomBytes } from 'node:crypto';
import { and, desc, eq, isNull, lte, or } from 'drizzle-orm';
import { type Db, inTransaction, type Transaction } from '@/lib/db/client';
import { apiKeys, users } from '@/lib/db/schema/access';
import { sites } from '@/lib/db/schema/sites';
import { type Actor, writeAudit } from '@/lib/platform/audit/write-audit';
import { AppError, describeError } from '@/lib/platform/errors/errors';
import { getLogger } from '@/lib/platform/log/log';
import { processWide } from '@/lib/platform/process/process-wide';
import { monotonicMillis } from '@/lib/platform/time/clock';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { DEFAULT_OVERLAP_SECONDS } from './key-overlap';
import { API_SCOPES, type ApiScope } from './rights';

/** A key that was found valid. It opens one site only. */
export type ApiKeyIdentity = { keyId: number; name: string; siteId: number; siteCode: string; scopes: ApiScope[] };

export type NewApiKey = {
  siteId: number;
  name: string;
  scopes: ApiScope[];
  /** null or left out: until revoked */
  expiresAt?: EpochSeconds | null;
  actor: Actor;
  now: EpochSeconds;
};

const KEY_PREFIX = 'hub_';
const KEY_BYTES = 32;
/** How much of a key is kept readable, so that people can tell keys apart. */
const SHOWN_LENGTH = KEY_PREFIX.length + 8;
const KEY_PATTERN = /^hub_[A-Za-z0-9_-]{43}$/;
const LAST_USED_STEP_SECONDS = 60;
const MAX_NAME_LENGTH = 120;

/**
 * Makes a key of 256 random bits and answers it this one time; only its SHA-256 is kept.
 * Throws VALIDATION without a name or scope, or when the expiry is not in the future.
 */
export async function createApiKey(db: Db, input: NewApiKey): Promise<{ id: number; key: string }> {
  const name = input.name.trim();
  if (name === '' || name.length > MAX_NAME_LENGTH) {
    throw new AppError('VALIDATION', `A key needs a name of 1 to ${MAX_NAME_LENGTH} characters.`);
  }
  const scopes = API_SCOPES.filter((scope) => input.scopes.includes(scope));
  if (scopes.length === 0) throw new AppError('VALIDATION', `A key needs a scope: ${API_SCOPES.join(', ')}.`);
  const expiresAt = input.expiresAt ?? null;
  if (expiresAt !== null && expiresAt <= input.now) {
    throw new AppError('VALIDATION', 'The expiry of a key must be in the future.');
  }
  return inTransaction(db, (tx) => insertKey(tx, { ...input, name, scopes, expiresAt }, 'api-key.create', {}));
}

/** Writes the row and its audit event, and answers the key that is kept nowhere. */
async function insertKey(
  tx: Transaction,
  { siteId, name, scopes, expiresAt, actor, now }: NewApiKey & { expiresAt: EpochSeconds | null },
  action: 'api-key.create' | 'api-key.rotate',
  before: Record<string, unknown>,
): Promise<{ id: number; key: string }> {
  const key = KEY_PREFIX + randomBytes(KEY_BYTES).toString('base64url');
  const prefix = key.slice(0, SHOWN_LENGTH);
  const row = { siteId, name, prefix, scopes: scopes.join(','), expiresAt, createdBy: actor.id, createdAt: now };
  const [inserted] = await tx.insert(apiKeys).values({ ...row, keyHash: hashOf(key) });
  await writeAudit(tx, [
    {
      siteId,
      at: now,
      actor,
      action,
      entity: 'api_key',
      entityId: inserted.insertId,
      ...(action === 'api-key.create' ? {} : { before }),
      after: { name, scopes, expiresAt, prefix },
    },
  ]);
  return { id: inserted.insertId, key };
}

/** A key as it is listed; the key itself nobody can see again. */
export type ListedApiKey = Omit<typeof apiKeys.$inferSelect, 'siteId' | 'keyHash' | 'scopes'> & {
  scopes: ApiScope[];
};

/**
 * The keys of a site, newest first, with the name of who made each; also those that have ended, so that it can be told what
 * a key in a log was.
 */
export async function listApiKeys(db: Db, siteId: number): Promise<ListedApiKey[]> {
  const rows = await db
    .select({ key: apiKeys, maker: users.name })
    .from(apiKeys)
    .leftJoin(users, eq(users.id, apiKeys.createdBy))
    .where(eq(apiKeys.siteId, siteId))
    .orderBy(desc(apiKeys.id));
  return rows.map(({ key: { siteId: _site, keyHash: _hash, scopes, ...row }, maker }) => ({
    ...row,
    createdBy: maker ?? row.createdBy,
    scopes: scopesOf(scopes),
  }));
}

/**
 * Makes the successor of a key, with its name, scopes and length of life. The old one ends after the overlap, or when it
 * would have ended anyway. Answers the new key this one time, and when the old one ends. Throws NOT_FOUND when the site
 * has no such key, CONFLICT when it has ended already.
 */
export async function rotateApiKey(
  db: Db,
  input: { siteId: number; keyId: number; overlapSeconds?: number; actor: Actor; now: EpochSeconds },
): Promise<{ id: number; key: string; oldKeyEndsAt: EpochSeconds }> {
  const { siteId, keyId, actor, now } = input;
  const rotated = await inTransaction(db, async (tx) => {
    const old = await lockKey(tx, siteId, keyId);
    if (old.revokedAt !== null || (old.expiresAt !== null && old.expiresAt <= now)) {
      throw new AppError('CONFLICT', 'This key has ended already. Make a new one.');
    }
    const overlapEnd = now + (input.overlapSeconds ?? DEFAULT_OVERLAP_SECONDS);
    const oldKeyEndsAt = Math.min(old.expiresAt ?? overlapEnd, overlapEnd);
    await tx.update(apiKeys).set({ expiresAt: oldKeyEndsAt }).where(eq(apiKeys.id, keyId));
    const expiresAt = old.expiresAt === null ? null : now + (old.expiresAt - old.createdAt);
    const successor = { siteId, name: old.name, scopes: scopesOf(old.scopes), expiresAt, actor, now };
    const before = { id: keyId, prefix: old.prefix, expiresAt: old.expiresAt, endsAt: oldKeyEndsAt };
    return { ...(await insertKey(tx, successor, 'api-key.rotate', before)), oldKeyEndsAt };
  });
  rememberedKeys().clear();
  return rotated;
}

async function lockKey(tx: Transaction, siteId: number, keyId: number) {
  const [row] = await tx
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.id, keyId), eq(apiKeys.siteId, siteId)))
    .for('update');
  if (row === undefined) throw new AppError('NOT_FOUND', 'There is no such key at this site.');
  return row;
}

/** Ends a key at once. Ending it again changes nothing. Throws NOT_FOUND when the site has no such key. */
export async function revokeApiKey(
  db: Db,
  input: { siteId: number; keyId: number; actor: Actor; now: EpochSeconds },
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const row = await lockKey(tx, input.siteId, input.keyId);
    if (row.revokedAt !== null) return;
    await tx.update(apiKeys).set({ revokedAt: input.now }).where(eq(apiKeys.id, input.keyId));
    await writeAudit(tx, [
      {
        siteId: input.siteId,
        at: input.now,
        actor: input.actor,
        action: 'api-key.revoke',
        entity: 'api_key',
        entityId: input.keyId,
        before: { revokedAt: null },
        after: { revokedAt: input.now },
      },
    ]);
  });
  rememberedKeys().clear();
}

/** Whom a presented key stands for; null when it is unknown, expired or revoked. Notes its use, at most once a minute. */
export async function authenticateApiKey(db: Db, key: string, now: EpochSeconds): Promise<ApiKeyIdentity | null> {
  return KEY_PATTERN.test(key) ? identityOf(await lookUpKey(db, hashOf(key), now), now) : null;
}

/** A program asks many times a second. A key that was ended counts in other processes for at most this, here no more. */
const REMEMBERED_MILLIS = 3_000;
const MAX_REMEMBERED = 5_000;

type FoundKey = ApiKeyIdentity & { expiresAt: EpochSeconds | null };
type RememberedKey = { found: Promise<FoundKey | null>; until: number };

function rememberedKeys(): Map<string, RememberedKey> {
  return processWide('api-keys', () => new Map());
}

/** {@link authenticateApiKey} for every request: a valid key is looked up once in a few seconds, whoever else asks with it. */
export async function findApiKey(db: Db, key: string, now: EpochSeconds): Promise<ApiKeyIdentity | null> {
  if (!KEY_PATTERN.test(key)) return null;
  const hash = hashOf(key);
  const remembered = rememberedKeys();
  let known = remembered.get(hash);
  if (known === undefined || known.until <= monotonicMillis()) {
    if (remembered.size >= MAX_REMEMBERED) remembered.clear();
    known = { found: lookUpKey(db, hash, now), until: monotonicMillis() + REMEMBERED_MILLIS };
    remembered.set(hash, known);
  }
  try {
    const identity = identityOf(await known.found, now);
    if (identity === null) forgetKey(hash, known);
    return identity;
  } catch (error) {
    forgetKey(hash, known);
    throw error;
  }
}

function forgetKey(hash: string, known: RememberedKey): void {
  if (rememberedKeys().get(hash) === known) rememberedKeys().delete(hash);
}

function identityOf(found: FoundKey | null, now: EpochSeconds): ApiKeyIdentity | null {
  if (found === null) return null;
  const { expiresAt, ...identity } = found;
  return expiresAt !== null && expiresAt <= now ? null : identity;
}

async function lookUpKey(db: Db, hash: string, now: EpochSeconds): Promise<FoundKey | null> {
  const [row] = await db
    .select({
      keyId: apiKeys.id,
      name: apiKeys.name,
      siteId: apiKeys.siteId,
      siteCode: sites.code,
      scopes: apiKeys.scopes,
      lastUsedAt: apiKeys.lastUsedAt,
      expiresAt: apiKeys.expiresAt,
      revokedAt: apiKeys.revokedAt,
    })
    .from(apiKeys)
    .innerJoin(sites, eq(sites.id, apiKeys.siteId))
    .where(eq(apiKeys.keyHash, hash));
  if (row === undefined || row.revokedAt !== null) return null;
  if (row.expiresAt !== null && row.expiresAt <= now) return null;
  if (row.lastUsedAt === null || row.lastUsedAt <= now - LAST_USED_STEP_SECONDS) await noteUse(db, row.keyId, now);
  return {
    keyId: row.keyId,
    name: row.name,
    siteId: row.siteId,
    siteCode: row.siteCode,
    scopes: scopesOf(row.scopes),
    expiresAt: row.expiresAt,
  };
}

function scopesOf(stored: string): ApiScope[] {
  const names = stored.split(',');
  return API_SCOPES.filter((scope) => names.includes(scope));
}

/** A read that a key may make must not fail because the database takes no writes for the moment. */
async function noteUse(db: Db, keyId: number, now: EpochSeconds): Promise<void> {
  try {
    await db
      .update(apiKeys)
      .set({ lastUsedAt: now })
      .where(
        and(
          eq(apiKeys.id, keyId),
          or(isNull(apiKeys.lastUsedAt), lte(apiKeys.lastUsedAt, now - LAST_USED_STEP_SECONDS)),
        ),
      );
  } catch (error) {
    getLogger().warn({ keyId, error: describeError(error) }, 'could not note the use of an API key');
  }
}

function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
