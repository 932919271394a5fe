import { describe, expect, it, vi } from 'vitest';
import { openDatabase } from '@/lib/db/client';
import { openTestDatabase } from '@/test/database';
import { openRedis } from '../redis/redis';
import { measureEventLoop, processHealth } from './health';
import { checkReadiness } from './readiness';

const database = openTestDatabase();
const nowhere = 'mysql://nobody:x@127.0.0.1:1/none';

describe('readiness', () => {
  it('is given with a migrated database and Redis', async () => {
    const redis = openRedis('cache');
    expect(await checkReadiness({ database, redis, limitMillis: 2_000 })).toEqual({
      status: 'ready',
      database: 'ok',
      redis: 'ok',
    });
    redis.disconnect();
  });

  it('is degraded, not lost, without Redis', async () => {
    const redis = openRedis('cache', 'redis://127.0.0.1:1');
    expect(await checkReadiness({ database, redis, limitMillis: 300 })).toMatchObject({
      status: 'degraded',
      redis: 'unreachable',
    });
    redis.disconnect();
    expect(await checkReadiness({ database, redis: undefined, limitMillis: 300 })).toMatchObject({
      status: 'ready',
      redis: 'off',
    });
  });

  it('is lost without the database, within its limit', async () => {
    const away = openDatabase({ url: nowhere, poolSize: 1 });
    expect(await checkReadiness({ database: away, redis: undefined, limitMillis: 500 })).toMatchObject({
      status: 'unavailable',
      database: 'unreachable',
    });
    await away.close();
  });

  it('does not wait for a part that hangs', async () => {
    const hanging = openDatabase({ url: nowhere, poolSize: 1 });
    vi.spyOn(hanging, 'execute').mockImplementation(() => new Promise(() => undefined) as never);
    expect(await checkReadiness({ database: hanging, redis: undefined, limitMillis: 50 })).toMatchObject({
      status: 'unavailable',
    });
    await hanging.close();
  });
});

describe('health of the process', () => {
  it('tells version and uptime', () => {
    expect(processHealth()).toEqual({
      status: 'ok',
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      uptimeSeconds: expect.any(Number),
    });
  });

  it('is stuck only when the event loop is', async () => {
    expect((await measureEventLoop()).status).toBe('ok');
  });
});
