import { createHash, randomBytes } from 'node:crypto';
import { and, eq, isNull, lte, or } from 'drizzle-orm';
import { type Db, inTransaction } from '@/lib/db/client';
import { apiKeys } from '@/lib/db/schema/access';
import { sites } from '@/lib/db/schema/sites';
import { type Actor, writeAudit } from '@/lib/platform/audit/write-audit';
import { AppError, describeError } from '@/lib/platform/errors/errors';
import { getLogger } from '@/lib/platform/log/log';
import type { EpochSeconds } from '@/lib/platform/time/instant';

/** What a key may do. `admin` includes the other two. */
export const API_SCOPES = ['read', 'ingest', 'admin'] as const;
export type ApiScope = (typeof API_SCOPES)[number];

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
  const key = KEY_PREFIX + randomBytes(KEY_BYTES).toString('base64url');
  return inTransaction(db, async (tx) => {
    const [inserted] = await tx.insert(apiKeys).values({
      siteId: input.siteId,
      name,
      prefix: key.slice(0, SHOWN_LENGTH),
      keyHash: hashOf(key),
      scopes: scopes.join(','),
      createdBy: input.actor.id,
      createdAt: input.now,
      expiresAt,
    });
    await writeAudit(tx, [
      {
        siteId: input.siteId,
        at: input.now,
        actor: input.actor,
        action: 'api-key.create',
        entity: 'api_key',
        entityId: inserted.insertId,
        after: { name, scopes, expiresAt, prefix: key.slice(0, SHOWN_LENGTH) },
      },
    ]);
    return { id: inserted.insertId, key };
  });
}

/** Ends a key at once. Ending it again changes nothing. Throws NOT_FOUND when the site has no such key. */
export async function revokeApiKey(
  db: Db,
  input: { siteId: number; keyId: number; actor: Actor; now: EpochSeconds },
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const [row] = await tx
      .select({ name: apiKeys.name, revokedAt: apiKeys.revokedAt })
      .from(apiKeys)
      .where(and(eq(apiKeys.id, input.keyId), eq(apiKeys.siteId, input.siteId)))
      .for('update');
    if (row === undefined) throw new AppError('NOT_FOUND', 'There is no such key at this site.');
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
}

/** Whom a presented key stands for; null when it is unknown, expired or revoked. Notes its use, at most once a minute. */
export async function authenticateApiKey(db: Db, key: string, now: EpochSeconds): Promise<ApiKeyIdentity | null> {
  if (!KEY_PATTERN.test(key)) return null;
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
    .where(eq(apiKeys.keyHash, hashOf(key)));
  if (row === undefined || row.revokedAt !== null) return null;
  if (row.expiresAt !== null && row.expiresAt <= now) return null;
  if (row.lastUsedAt === null || row.lastUsedAt <= now - LAST_USED_STEP_SECONDS) await noteUse(db, row.keyId, now);
  const stored = row.scopes.split(',');
  return {
    keyId: row.keyId,
    name: row.name,
    siteId: row.siteId,
    siteCode: row.siteCode,
    scopes: API_SCOPES.filter((scope) => stored.includes(scope)),
  };
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
