import type { Redis } from 'ioredis';
import { getEnv } from '@/lib/platform/env/env';
import { describeError } from '@/lib/platform/errors/errors';
import { getLogger } from '@/lib/platform/log/log';
import { redisNamespace } from '@/lib/platform/redis/namespace';
import { openRedis } from '@/lib/platform/redis/redis';
import { monotonicMillis } from '@/lib/platform/time/clock';

/** After so many wrong passwords for one account within the window, nobody can sign in to it until the window has passed. */
export const MAX_SIGN_IN_FAILURES = 10;
export const SIGN_IN_LOCK_SECONDS = 15 * 60;

type Failures = { count: number; until: number };

const MAX_KNOWN_ACCOUNTS = 10_000;
const ownFailures = new Map<string, Failures>();
let redis: Redis | undefined;

function connection(): Redis | undefined {
  if (!getEnv().REDIS_ENABLED) return undefined;
  redis ??= openRedis('cache');
  return redis;
}

const keyOf = (email: string) => `${redisNamespace()}:sign-in-failures:${email}`;

/** Email addresses are compared trimmed and in lower case. */
function accountOf(email: string): string {
  return email.trim().toLowerCase().slice(0, 191);
}

/**
 * Counts a wrong password. The built-in limit counts per address of the caller, which a caller may be able to choose;
 * this one counts per account, over all web processes while Redis is there, else in this process.
 */
export async function countSignInFailure(email: string): Promise<void> {
  const account = accountOf(email);
  const now = monotonicMillis();
  const known = ownFailures.get(account);
  if (known === undefined || known.until <= now) {
    if (ownFailures.size >= MAX_KNOWN_ACCOUNTS) ownFailures.clear();
    ownFailures.set(account, { count: 1, until: now + SIGN_IN_LOCK_SECONDS * 1000 });
  } else {
    known.count += 1;
  }
  await withRedis(async (client) => {
    const key = keyOf(account);
    await client.multi().incr(key).expire(key, SIGN_IN_LOCK_SECONDS, 'NX').exec();
  });
}

/** Seconds until the account opens again; 0 when it is open. */
export async function signInLockedFor(email: string): Promise<number> {
  const account = accountOf(email);
  const now = monotonicMillis();
  const own = ownFailures.get(account);
  const ownSeconds =
    own !== undefined && own.until > now && own.count >= MAX_SIGN_IN_FAILURES ? Math.ceil((own.until - now) / 1000) : 0;
  const shared = await withRedis(async (client) => {
    const [count, secondsLeft] = await Promise.all([client.get(keyOf(account)), client.ttl(keyOf(account))]);
    return Number(count ?? 0) >= MAX_SIGN_IN_FAILURES ? Math.max(1, secondsLeft) : 0;
  });
  return Math.max(ownSeconds, shared ?? 0);
}

/** Forgets the wrong passwords of an account: somebody signed in, or got a new password. */
export async function clearSignInFailures(email: string): Promise<void> {
  const account = accountOf(email);
  ownFailures.delete(account);
  await withRedis((client) => client.del(keyOf(account)));
}

/** Undefined while Redis is away: the count of this process goes on alone. */
async function withRedis<T>(work: (client: Redis) => Promise<T>): Promise<T | undefined> {
  const client = connection();
  if (client === undefined) return undefined;
  try {
    return await work(client);
  } catch (error) {
    getLogger().debug({ error: describeError(error) }, 'sign-in failures are counted in this process only');
    return undefined;
  }
}
