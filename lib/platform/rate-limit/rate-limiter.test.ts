import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RateLimiter, type SharedCounts } from './rate-limiter';
import { rateSubject } from './subject';

const START = 1_800_000_000;

/** Time that stands still until it is set, and counts that several limiters share. */
function bench() {
  const time = { now: START, millis: 0 };
  const counts = new Map<string, number>();
  const asked = { times: 0 };
  const shared: SharedCounts = {
    add: async (key, number) => {
      asked.times += 1;
      const total = (counts.get(key) ?? 0) + number;
      counts.set(key, total);
      return total;
    },
  };
  const limiter = (from: SharedCounts | undefined, limitMillis?: number) =>
    new RateLimiter({ shared: from, now: () => time.now, monotonicMillis: () => time.millis, limitMillis });
  return { time, shared, asked, limiter };
}

async function passed(limiter: RateLimiter, requests: number, limit: number, key = 'a'): Promise<number> {
  const waits = await Promise.all(Array.from({ length: requests }, () => limiter.take(key, limit)));
  return waits.filter((seconds) => seconds === 0).length;
}

describe('RateLimiter', () => {
  it('lets exactly the limit through in a minute, each key for itself, and says when it goes on', async () => {
    const { time, limiter, shared } = bench();
    const one = limiter(shared);
    time.now = START + 20;
    expect(await passed(one, 500, 120)).toBe(120);
    expect(await one.take('a', 120)).toBe(40);
    expect(await passed(one, 500, 120, 'b')).toBe(120);
    time.now = START + 59;
    expect(await one.take('a', 120)).toBe(1);
    time.now = START + 60;
    expect(await passed(one, 500, 120)).toBe(120);
  });

  it('never lets more than the limit through, however many processes and whatever the order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 300 }),
        fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 120 })), { maxLength: 20 }),
        async (limit, bursts) => {
          const { limiter, shared } = bench();
          const processes = Array.from({ length: 4 }, () => limiter(shared));
          let through = 0;
          let asked = 0;
          for (const [index, requests] of bursts) {
            const process = processes[index];
            if (process === undefined) throw new Error('no such process');
            through += await passed(process, requests, limit);
            asked += requests;
          }
          const unusedShares = 3 * Math.max(1, Math.floor(limit / 50));
          expect(through).toBeLessThanOrEqual(Math.min(limit, asked));
          expect(through).toBeGreaterThanOrEqual(Math.min(limit, asked) - unusedShares);
        },
      ),
    );
  });

  it('asks the shared counts once for many requests', async () => {
    const { limiter, shared, asked } = bench();
    expect(await passed(limiter(shared), 1_000, 6_000)).toBe(1_000);
    expect(asked.times).toBe(Math.ceil(1_000 / 120));
  });

  it('counts alone without shared counts', async () => {
    const { limiter } = bench();
    expect(await passed(limiter(undefined), 300, 100)).toBe(100);
  });

  it('waits once for shared counts that hang, then counts alone, and asks again later', async () => {
    const { time, limiter } = bench();
    let times = 0;
    const hanging: SharedCounts = {
      add: () => {
        times += 1;
        return new Promise(() => undefined);
      },
    };
    const one = limiter(hanging, 30);
    expect(await passed(one, 50, 20)).toBe(20);
    expect(await passed(one, 50, 20, 'b')).toBe(20);
    expect(times).toBe(1);
    time.millis = 5_000;
    expect(await passed(one, 50, 20, 'c')).toBe(20);
    expect(times).toBe(2);
  });
});

describe('rateSubject', () => {
  const from = (forwarded: string) =>
    rateSubject({ type: 'anonymous' }, new Headers(forwarded === '' ? {} : { 'x-forwarded-for': forwarded }));

  it('takes the address that our own side wrote, of IPv6 the network', () => {
    expect(from('203.0.113.9')).toBe('address:203.0.113.9');
    expect(from('6.6.6.6, 203.0.113.9')).toBe('address:203.0.113.9');
    expect(from('2001:db8:1:2:3:4:5:6')).toBe('address:2001:db8:1:2::/64');
    expect(from('2001:db8::6')).toBe('address:2001:db8:0:0::/64');
    expect(from('::1')).toBe('address:0:0:0:0::/64');
    expect(from('::ffff:203.0.113.9')).toBe('address:::ffff:203.0.113.9');
    expect(from('')).toBe('address:unknown');
  });

  it('knows keys and people by their id', () => {
    const user = {
      id: 'u1',
      name: 'A',
      email: 'a@b.c',
      role: 'viewer' as const,
      canSeePay: false,
      mustChangePassword: false,
      twoFactorEnabled: false,
      siteIds: null,
      sessionId: 's1',
    };
    expect(rateSubject({ type: 'user', user }, new Headers())).toBe('user:u1');
    const key = { type: 'api_key' as const, keyId: 7, name: 'k', siteId: 1, siteCode: 'n', scopes: [] };
    expect(rateSubject(key, new Headers())).toBe('key:7');
  });
});
