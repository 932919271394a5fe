import * as z from 'zod';
import { type EpochSeconds, toIsoInstant, toIsoInstantOrNull } from '@/lib/platform/time/instant';
import type { ListedApiKey } from './api-keys';
import { DEFAULT_OVERLAP_SECONDS, MAX_OVERLAP_SECONDS } from './key-overlap';
import { API_SCOPES } from './rights';

const moment = z.iso.datetime();
const id = z.number().int();

/** A key as it is listed. */
const apiKey = z.object({
  id,
  name: z.string(),
  /** Its first letters, which tell it apart. */
  prefix: z.string(),
  scopes: z.array(z.enum(API_SCOPES)),
  /** Name of the person who made it, else e.g. `shell`. */
  createdBy: z.string(),
  createdAt: moment,
  /** Within a minute; null while it was never used. */
  lastUsedAt: moment.nullable(),
  /** Null: until it is revoked. */
  expiresAt: moment.nullable(),
  revokedAt: moment.nullable(),
});
export type ApiKeyAnswer = z.infer<typeof apiKey>;

function prepareApiKey(key: ListedApiKey): ApiKeyAnswer {
  return {
    ...key,
    createdAt: toIsoInstant(key.createdAt),
    lastUsedAt: toIsoInstantOrNull(key.lastUsedAt),
    expiresAt: toIsoInstantOrNull(key.expiresAt),
    revokedAt: toIsoInstantOrNull(key.revokedAt),
  };
}

export const apiKeyList = z.object({ asOf: moment, rows: z.array(apiKey) });
export type ApiKeyList = z.infer<typeof apiKeyList>;

export function prepareApiKeys(keys: readonly ListedApiKey[], now: EpochSeconds): ApiKeyList {
  return { asOf: toIsoInstant(now), rows: keys.map(prepareApiKey) };
}

/** Answer that shows a new key, this one time. */
export const createdApiKey = z.object({ id, key: z.string() });
export const rotatedApiKey = createdApiKey.extend({ oldKeyEndsAt: moment });

export const apiKeyParams = z.object({ id: z.coerce.number().int().positive().max(4_294_967_295) });

/** Refinements also see what is no instant at all, which is refused for that. */
const LATEST_EXPIRY_MILLIS = Date.parse('2100-01-01T00:00:00Z');

/** Body of `POST /api/admin/api-keys`. */
export const apiKeyOrder = z.strictObject({
  name: z.string().trim().min(1).max(120),
  scopes: z.array(z.enum(API_SCOPES)).min(1).max(API_SCOPES.length),
  expiresAt: z.iso
    .datetime({ offset: true })
    .refine((text) => !(Date.parse(text) >= LATEST_EXPIRY_MILLIS), 'must be before 2100')
    .nullish(),
});

/** Body of `POST /api/admin/api-keys/:id/rotate`. */
export const apiKeyRotation = z.strictObject({
  overlapSeconds: z.number().int().min(0).max(MAX_OVERLAP_SECONDS).default(DEFAULT_OVERLAP_SECONDS),
});
