import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { type Database, inTransaction, type Transaction } from '@/lib/db/client';
import { connecteamQuota } from '@/lib/db/schema/connecteam';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import {
  afterAnswer,
  afterRefusal,
  type QuotaRefusal,
  type QuotaState,
  type RateHeaders,
  takeCall,
  UNKNOWN_QUOTA,
} from './quota';

/** Where the calls of all processes are counted. */
export type QuotaStore = {
  /** Takes one call, or says until when there is none. */
  take(now: EpochSeconds): Promise<QuotaRefusal | null>;
  recordAnswer(headers: RateHeaders, now: EpochSeconds): Promise<void>;
  /** Returns the instant before which nothing may be called. */
  recordRefusal(headers: RateHeaders, now: EpochSeconds, random: number): Promise<EpochSeconds>;
  /** The day's limit, when an answer told it. */
  dayLimit(): Promise<number | null>;
};

/** The row of an account, found by its credentials without keeping them. `credential` is the API key or client id. */
export function accountKeyOf(baseUrl: string, credential: string): string {
  return createHash('sha256').update(`connecteam-quota\n${baseUrl}\n${credential}`).digest('hex');
}

/** The quota in `connecteam_quota`, shared by all processes. */
export function databaseQuotaStore(db: Database, accountKey: string): QuotaStore {
  const change = <T>(now: EpochSeconds, decide: (state: QuotaState) => { state?: QuotaState; result: T }): Promise<T> =>
    inTransaction(db, async (tx) => {
      const before = await lockedState(tx, accountKey, now);
      const { state, result } = decide(before);
      if (state !== undefined) {
        await tx
          .update(connecteamQuota)
          .set({ ...state, updatedAt: now })
          .where(eq(connecteamQuota.accountKey, accountKey));
      }
      return result;
    });
  return {
    take: (now) =>
      change(now, (before) => {
        const taken = takeCall(before, now);
        return taken.refusal === null ? { state: taken.state, result: null } : { result: taken.refusal };
      }),
    recordAnswer: (headers, now) =>
      change(now, (before) => ({ state: afterAnswer(before, headers), result: undefined })),
    recordRefusal: (headers, now, random) =>
      change(now, (before) => {
        const state = afterRefusal(before, headers, now, random);
        return { state, result: state.blockedUntil };
      }),
    async dayLimit() {
      const rows = await db
        .select({ dayLimit: connecteamQuota.dayLimit })
        .from(connecteamQuota)
        .where(eq(connecteamQuota.accountKey, accountKey));
      return rows[0]?.dayLimit ?? null;
    },
  };
}

async function lockedState(tx: Transaction, accountKey: string, now: EpochSeconds): Promise<QuotaState> {
  const locked = () =>
    tx.select().from(connecteamQuota).where(eq(connecteamQuota.accountKey, accountKey)).for('update');
  let [row] = await locked();
  if (row === undefined) {
    await tx
      .insert(connecteamQuota)
      .values({ ...UNKNOWN_QUOTA, accountKey, updatedAt: now })
      .onDuplicateKeyUpdate({ set: { accountKey } });
    [row] = await locked();
  }
  if (row === undefined) throw new Error('The row of connecteam_quota that was just written is gone.');
  const { accountKey: _, updatedAt: __, ...state } = row;
  return state;
}
