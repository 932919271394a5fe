import { normalizeEmail } from '@/lib/domain/identity/rules';
import { type EpochSeconds, fromIsoInstant } from '@/lib/platform/time/instant';
import { type IncomingActivity, incomingActivitySchema, type RejectedRow } from './schema';

/** A work window ready to be stored: whole seconds, one identity. `itemsCount` 0 withdraws it. */
export type ActivityFact = {
  source: string;
  referenceId: string;
  /** The identity's key within its source: the given id, else the email, else the name (sync.md, Scans). */
  externalId: string;
  externalName: string | null;
  externalEmail: string | null;
  activityType: string;
  itemsCount: number;
  windowStart: EpochSeconds;
  windowEnd: EpochSeconds;
};

/** Why a row cannot be stored (domain.md 3). */
export type RefusalCode =
  | 'invalid'
  | 'no_identity'
  | 'reserved_source'
  | 'items_out_of_range'
  | 'window_order'
  | 'window_too_long'
  | 'window_in_future'
  | 'window_too_old';
export type Refusal = { code: RefusalCode; message: string };

const MAX_ITEMS = 10_000;
const MAX_WINDOW_SECONDS = 3_600;
const MAX_AHEAD_SECONDS = 3_600;
/** Nothing is older than the first version of every role (createSite). */
const EARLIEST = fromIsoInstant('2000-01-01T00:00:00Z');
/** Its identities are the time clock's users; a scan must not invent one. */
const RESERVED_SOURCE = 'connecteam';

/** What is left of a batch: the windows to store and the rows that cannot be. */
export type SiftedRows = {
  facts: ActivityFact[];
  /** Rows overtaken by a later one with the same key in the same batch. */
  repeated: number;
  rejected: RejectedRow[];
};

/**
 * Reads rows of any origin one by one, so that a bad one never stops the others. Of rows with the same source and
 * reference the last good one counts.
 */
export function siftRows(rows: readonly unknown[], defaultSource: string, now: EpochSeconds): SiftedRows {
  const facts = new Map<string, ActivityFact>();
  const rejected: RejectedRow[] = [];
  let repeated = 0;
  rows.forEach((row, index) => {
    const parsed = incomingActivitySchema.safeParse(row);
    if (!parsed.success) {
      rejected.push({ index, code: 'invalid', message: describeProblems(parsed.error.issues) });
      return;
    }
    const read = readActivity(parsed.data, defaultSource, now);
    if ('refusal' in read) {
      rejected.push({ index, ...read.refusal });
      return;
    }
    const key = activityKey(read.fact);
    if (facts.delete(key)) repeated += 1;
    facts.set(key, read.fact);
  });
  return { facts: [...facts.values()], repeated, rejected };
}

/** Applies domain.md 3, Activities, to one row of the right shape. */
export function readActivity(
  row: IncomingActivity,
  defaultSource: string,
  now: EpochSeconds,
): { fact: ActivityFact } | { refusal: Refusal } {
  const refuse = (code: RefusalCode, message: string) => ({ refusal: { code, message } });
  const source = row.source ?? defaultSource;
  const externalEmail = normalizeEmail(row.userEmail);
  const externalName = row.userName || null;
  const externalId = row.externalId || externalEmail || externalName;
  if (externalId === null) return refuse('no_identity', 'one of externalId, userEmail and userName is needed');
  if (source === RESERVED_SOURCE)
    return refuse('reserved_source', `"${source}" is the time clock's; name another source`);
  if (row.itemsCount < 0 || row.itemsCount > MAX_ITEMS) {
    return refuse('items_out_of_range', `itemsCount must be 1 to ${MAX_ITEMS}, or 0 to withdraw the window`);
  }
  const [start, end] = [exactInstant(row.windowStart), exactInstant(row.windowEnd)];
  if (!isBefore(start, end)) return refuse('window_order', 'windowEnd must be after windowStart');
  const windowStart = start.seconds;
  // Fractions are cut off first; a window that becomes empty by that ends one second later (domain.md 2).
  const windowEnd = Math.max(end.seconds, windowStart + 1);
  if (windowEnd - windowStart > MAX_WINDOW_SECONDS) {
    return refuse('window_too_long', 'windowEnd must be at most 60 minutes after windowStart');
  }
  if (windowStart > now + MAX_AHEAD_SECONDS) {
    return refuse('window_in_future', 'windowStart must be at most 60 minutes in the future');
  }
  if (windowStart < EARLIEST) return refuse('window_too_old', 'windowStart must not be before the year 2000');
  const { referenceId, activityType, itemsCount } = row;
  return {
    fact: {
      source,
      referenceId,
      externalId,
      externalName,
      externalEmail,
      activityType,
      itemsCount,
      windowStart,
      windowEnd,
    },
  };
}

/** The key of a window among those of one site (domain.md 3). */
export function activityKey(activity: { source: string; referenceId: string }): string {
  return `${activity.source}\n${activity.referenceId}`;
}

/** Whole seconds and the digits after them, so that no fraction is too small to tell two instants apart. */
function exactInstant(text: string): { seconds: EpochSeconds; fraction: string } {
  const fraction = /\.(\d+)/.exec(text)?.[1] ?? '';
  return { seconds: fromIsoInstant(text.replace(/\.\d+/, '')), fraction: fraction.replace(/0+$/, '') };
}

function isBefore(a: { seconds: number; fraction: string }, b: { seconds: number; fraction: string }): boolean {
  return a.seconds < b.seconds || (a.seconds === b.seconds && a.fraction < b.fraction);
}

function describeProblems(issues: readonly { path: PropertyKey[]; message: string }[]): string {
  const problems = issues.map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`));
  return problems.join('; ').slice(0, 500);
}
