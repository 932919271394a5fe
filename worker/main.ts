import { sql } from 'drizzle-orm';
import { openDatabase } from '@/lib/db/client';
import { explainDatabaseTrouble, isDatabaseUnavailable } from '@/lib/db/errors';
import { allowStatements, closeDatabases, getDatabase } from '@/lib/db/handles';
import { isSchemaCurrent } from '@/lib/db/migrate';
import { getSites } from '@/lib/domain/sites/queries/get-sites';
import { EnvError, getEnv } from '@/lib/platform/env/env';
import { describeError } from '@/lib/platform/errors/errors';
import { getLogger } from '@/lib/platform/log/log';
import { announceOwnProcess } from '@/lib/platform/presence/presence';
import { closeWakeQueue, wakeJob } from '@/lib/platform/queue/wake';
import { closeRedisConnections } from '@/lib/platform/redis/redis';
import { startQueue } from './queue';

/** Running jobs get this long to finish after a stop signal; what is cut off is taken up again at the next start. */
const STOP_GRACE_MILLIS = 20_000;

/** Ends with one clear line when the worker cannot start. */
function refuse(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

async function checkDatabase(): Promise<void> {
  const env = getEnv();
  const probe = openDatabase({ url: env.DATABASE_URL, poolSize: 1, connectTimeoutMillis: env.DB_CONNECT_TIMEOUT_MS });
  try {
    await probe.execute(sql`SELECT 1`);
    if (!(await isSchemaCurrent(probe))) refuse('The database is not at the newest schema. Run `npm run db:migrate`.');
  } catch (error) {
    refuse(explainDatabaseTrouble(env.DATABASE_URL, error));
  } finally {
    await probe.close();
  }
}

async function main(): Promise<void> {
  const env = getEnv();
  if (!env.REDIS_ENABLED) refuse('The worker needs Redis for its queue: set REDIS_URL and leave REDIS_ENABLED on.');
  allowStatements('of-jobs');
  await checkDatabase();
  const queue = await startQueue();
  const presence = announceOwnProcess('worker');
  for (const site of await getSites(getDatabase())) {
    await wakeJob('roll-up-months', site.code);
    await wakeJob('warm-cache', site.code);
  }
  getLogger().info('worker is running');

  let isStopping = false;
  const stop = async (signal: string) => {
    if (isStopping) return;
    isStopping = true;
    getLogger().info({ signal }, 'worker is stopping');
    const timer = setTimeout(() => {
      getLogger().warn('a job did not finish in time; it will be taken up again');
      process.exit(0);
    }, STOP_GRACE_MILLIS);
    await queue.close();
    await presence?.stop();
    await closeWakeQueue();
    await closeDatabases();
    closeRedisConnections();
    clearTimeout(timer);
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      stop(signal).catch((error: unknown) => {
        getLogger().error({ error: describeError(error) }, 'could not stop cleanly');
        process.exit(1);
      });
    });
  }
  process.on('unhandledRejection', (error) => {
    // A lost database or Redis passes; anything else is a defect and must not be lived with.
    getLogger().error({ error: describeError(error) }, 'unhandled rejection');
    if (!isDatabaseUnavailable(error)) process.exit(1);
  });
}

main().catch((error: unknown) => {
  refuse(error instanceof EnvError ? error.message : `The worker cannot start: ${describeError(error)}`);
});
