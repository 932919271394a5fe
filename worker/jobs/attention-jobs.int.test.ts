import { afterAll, expect, it } from 'vitest';
import { closeDatabases } from '@/lib/db/handles';
import { queueRecalculation } from '@/lib/domain/recalculation/mutations';
import { getRecalculations } from '@/lib/domain/recalculation/queries/get-recalculations';
import { closeWakeQueue } from '@/lib/platform/queue/wake';
import { closeRedisConnections } from '@/lib/platform/redis/redis';
import { openTestDatabase, TEST_ACTOR } from '@/test/database';
import { DayScene, winterTime } from '@/test/day-scene';
import { performJob } from '../perform';
import { findJob } from './index';

const database = openTestDatabase();
afterAll(async () => {
  await closeWakeQueue();
  closeRedisConnections();
  await closeDatabases();
});

async function run(name: string, scene: DayScene) {
  const job = findJob(name);
  if (job === undefined) throw new Error(`There is no job ${name}`);
  return performJob(job, scene.site, { kind: 'ordered', options: {}, waitSeconds: 5 });
}

it('recalculates, flags, looks for idle people and measures the health when the jobs run', async () => {
  const scene = await DayScene.create(database);
  const ada = await scene.person('Ada Example');
  await scene.punch(ada, winterTime('2026-03-02 06:00'), winterTime('2026-03-02 14:00'));
  await scene.scan(ada, 'Heat Press', 99, winterTime('2026-03-02 07:00'));
  const days = { from: '2026-03-01', to: '2026-03-03' };
  await queueRecalculation(database, { site: scene.site, ...days, reason: 'a test', actor: TEST_ACTOR, now: 1 });
  expect(await run('recalculate', scene)).toEqual({ outcome: 'done', counts: { finished: 1, personDays: 4 } });
  const [order] = await getRecalculations(database, { siteId: scene.site.id, limit: 1 });
  expect(order).toMatchObject({ status: 'done' });
  expect(await run('process-activities', scene)).toMatchObject({ counts: { days: 3, flagged: 1 } });
  expect(await run('check-idle', scene)).toMatchObject({ counts: { idle: 0 } });
  // Everything: without a replica, a backup and web servers there is nothing to measure of these, which is known.
  expect(await run('check-health', scene)).toMatchObject({ counts: { measured: 10, unmeasured: 0 } });
});
