import type { Redis } from 'ioredis';

const LIMIT_MILLIS = 1_000;

/**
 * Waits for a connection that is just being made, at most a second, so that the first command of a process is not lost.
 * One that was lost before is not waited for: its commands fail at once, as they should.
 */
export async function whenReady(redis: Redis): Promise<void> {
  if (!['wait', 'connecting', 'connect'].includes(redis.status)) return;
  await new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer);
      redis.off('ready', done);
      redis.off('close', done);
      resolve();
    };
    const timer = setTimeout(done, LIMIT_MILLIS);
    redis.once('ready', done);
    redis.once('close', done);
  });
}
