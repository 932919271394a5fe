import type { ApiKeyAnswer } from '@/lib/platform/auth/api-key-schema';
import { formatAge, formatMoment } from '@/lib/platform/time/format';
import { type EpochSeconds, fromIsoInstant } from '@/lib/platform/time/instant';

export const SCOPE_TEXTS = {
  read: { label: 'Read', note: 'Reads what managers read, never pay.' },
  ingest: { label: 'Ingest', note: 'Sends scans.' },
  admin: { label: 'Admin', note: 'Everything that keys can do, also screens, mappings and recalculations.' },
} as const;

const DAY_SECONDS = 86_400;
export const EXPIRIES = [
  { value: 'never', label: 'Until it is revoked', seconds: null },
  { value: '30', label: 'In 30 days', seconds: 30 * DAY_SECONDS },
  { value: '90', label: 'In 90 days', seconds: 90 * DAY_SECONDS },
  { value: '365', label: 'In a year', seconds: 365 * DAY_SECONDS },
] as const;

export const OVERLAPS = [
  { value: '0', label: 'Ends at once', seconds: 0 },
  { value: '3600', label: 'Stays good for an hour', seconds: 3_600 },
  { value: '86400', label: 'Stays good for a day', seconds: DAY_SECONDS },
  { value: '604800', label: 'Stays good for a week', seconds: 7 * DAY_SECONDS },
  { value: '2592000', label: 'Stays good for 30 days', seconds: 30 * DAY_SECONDS },
] as const;

export type KeyState = { kind: 'active' | 'ending' | 'expired' | 'revoked'; text: string };

/** Whether a key is good, and until when. One that ends within two days is told apart. */
export function keyState(
  key: Pick<ApiKeyAnswer, 'expiresAt' | 'revokedAt'>,
  now: EpochSeconds,
  timeZone: string,
): KeyState {
  if (key.revokedAt !== null) {
    return { kind: 'revoked', text: `Revoked ${formatMoment(fromIsoInstant(key.revokedAt), timeZone)}` };
  }
  if (key.expiresAt === null) return { kind: 'active', text: 'Active' };
  const ends = fromIsoInstant(key.expiresAt);
  const at = formatMoment(ends, timeZone);
  if (ends <= now) return { kind: 'expired', text: `Ended ${at}` };
  if (ends - now <= 2 * DAY_SECONDS) return { kind: 'ending', text: `Ends in ${formatAge(ends - now)}` };
  return { kind: 'active', text: `Active until ${at}` };
}
