import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Database } from '@/lib/db/client';
import { connecteamWebhooks } from '@/lib/db/schema/connecteam';
import { isSameSecret } from '@/lib/platform/auth/same-secret';
import { AppError } from '@/lib/platform/errors/errors';
import { readJsonBody } from '@/lib/platform/http/body';
import type { EpochSeconds } from '@/lib/platform/time/instant';

export type StoredWebhook = typeof connecteamWebhooks.$inferSelect;
type NewWebhook = typeof connecteamWebhooks.$inferInsert;

const MAX_ID_LENGTH = 60;
const MAX_BODY_BYTES = 1024 * 1024;

/** Whatever is not as documented counts as missing: a delivery is only a hint, and is kept whatever it says. */
const lenient = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);
const id = lenient(z.coerce.number().int().positive());
const instant = lenient(z.number().min(31_536_000).max(4_102_444_800).transform(Math.floor));
const text = (length: number) =>
  lenient(
    z
      .string()
      .min(1)
      .transform((value) => value.slice(0, length)),
  );
const point = lenient(z.object({ timestamp: instant }));

const flatSchema = z.object({
  requestId: lenient(z.string().min(1).max(MAX_ID_LENGTH)),
  activityType: text(64),
  eventType: text(64),
  eventTimestamp: instant,
  /** Connecteam's own spelling on its older events. */
  evnetTimestamp: instant,
  userId: id,
  timeClockId: id,
  timeActivityId: text(64),
  timeActivity: lenient(
    z.object({ id: text(64), userId: id, timeClock: lenient(z.object({ id })), start: point, end: point }),
  ),
});
const userListSchema = z.object({ data: z.array(z.object({ userId: id })) });
const wrappedSchema = z.object({ data: z.record(z.string(), z.unknown()) });

/** The activity type under which events about users are kept. */
export const USER_ACTIVITY = 'User';

/**
 * The rows a delivery becomes: one, or one per user for events about several (connecteam-api.md 8.3, 8.4). Without a
 * request id the content stands in for it.
 */
export function readDelivery(body: unknown, siteId: number, receivedAt: EpochSeconds): NewWebhook[] {
  const wrapped = wrappedSchema.safeParse(body);
  const object = body !== null && typeof body === 'object' && !Array.isArray(body) ? body : {};
  // The flat form is right for time activities; a generic `data` wrapper fills in what it lacks.
  const flat = flatSchema.parse(wrapped.success ? { ...wrapped.data.data, ...object } : object);
  const users = userListSchema.safeParse(body);
  const requestId =
    flat.requestId ?? createHash('sha256').update(JSON.stringify(body)).digest('hex').slice(0, MAX_ID_LENGTH);
  const eventAt = flat.eventTimestamp ?? flat.evnetTimestamp;
  const start = flat.timeActivity?.start?.timestamp;
  const end = flat.timeActivity?.end?.timestamp;
  const instants = [start, end].filter((one) => one !== undefined);
  const row: NewWebhook = {
    requestId,
    siteId,
    eventType: flat.eventType ?? 'unknown',
    activityType: users.success ? USER_ACTIVITY : (flat.activityType ?? null),
    clockId: flat.timeClockId ?? flat.timeActivity?.timeClock?.id ?? null,
    userId: flat.userId ?? flat.timeActivity?.userId ?? null,
    timeActivityId: flat.timeActivityId ?? flat.timeActivity?.id ?? null,
    concernsFrom: instants.length > 0 ? Math.min(...instants) : (eventAt ?? null),
    concernsTo: instants.length > 0 ? Math.max(...instants) : (eventAt ?? null),
    receivedAt,
  };
  if (!users.success) return [row];
  const userIds = [...new Set(users.data.data.flatMap((user) => user.userId ?? []))];
  return (userIds.length === 0 ? [null] : userIds).map((userId, index) => ({
    ...row,
    requestId: index === 0 ? requestId : `${requestId}/${index}`,
    userId,
  }));
}

/**
 * Keeps a delivery, once per request id. Returns whether it is new. Throws UNAVAILABLE when it cannot be stored, so that
 * Connecteam tries again.
 */
export async function storeDelivery(
  db: Database,
  siteId: number,
  body: unknown,
  receivedAt: EpochSeconds,
): Promise<boolean> {
  try {
    const [result] = await db
      .insert(connecteamWebhooks)
      .ignore()
      .values(readDelivery(body, siteId, receivedAt));
    return result.affectedRows > 0;
  } catch (error) {
    throw new AppError('UNAVAILABLE', 'The delivery could not be stored. Send it again.', {
      cause: error,
      retryAfterSeconds: 60,
    });
  }
}

/**
 * Takes one delivery. Returns whether it is new. Throws NOT_FOUND without a configured secret, UNAUTHENTICATED for a wrong
 * one, VALIDATION for what is not JSON, and what {@link storeDelivery} throws.
 */
export async function receiveWebhook(input: {
  db: Database;
  siteId: number;
  request: Request;
  secret: string | undefined;
  now: EpochSeconds;
}): Promise<boolean> {
  const { db, siteId, request, secret, now } = input;
  if (secret === undefined) throw new AppError('NOT_FOUND', 'Webhooks are off: CONNECTEAM_WEBHOOK_SECRET is not set.');
  if (!isSameSecret(request.headers.get('x-webhook-secret') ?? '', secret)) {
    throw new AppError('UNAUTHENTICATED', 'The header X-Webhook-Secret is missing or wrong.');
  }
  return storeDelivery(db, siteId, await readJsonBody(request, MAX_BODY_BYTES), now);
}
