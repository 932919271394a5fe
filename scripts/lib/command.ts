import { openDatabase } from '../../lib/db/client';
import { explainDatabaseTrouble } from '../../lib/db/errors';
import { allowStatements, closeDatabases } from '../../lib/db/handles';
import { migrateDatabase } from '../../lib/db/migrate';
import { EnvError, getEnv, parseEnv } from '../../lib/platform/env/env';
import { AppError, describeError } from '../../lib/platform/errors/errors';
import { closeWakeQueue } from '../../lib/platform/queue/wake';
import { closeRedisConnections } from '../../lib/platform/redis/redis';
import { CommandError } from './command-error';
import { acquireServices, type Services } from './services';

/**
 * Frame of a shell command that works on the hub's data: finds or starts the services, points the environment at them,
 * brings the schema up to date, runs `work`, and leaves nothing open. A failure is one clear text and exit code 1.
 */
export async function runCommand(work: () => Promise<void>): Promise<void> {
  let services: Services | undefined;
  let exitCode = 0;
  try {
    checkEnvironment();
    services = await acquireServices();
    pointEnvironmentAt(services);
    const env = getEnv();
    allowStatements('unlimited');
    const database = openDatabase({
      url: env.DATABASE_URL,
      poolSize: 1,
      connectTimeoutMillis: env.DB_CONNECT_TIMEOUT_MS,
    });
    try {
      await migrateDatabase(database);
    } catch (error) {
      throw new CommandError(explainDatabaseTrouble(env.DATABASE_URL, error));
    } finally {
      await database.close();
    }
    await work();
  } catch (error) {
    exitCode = 1;
    const isExpected = error instanceof AppError || error instanceof EnvError || error instanceof CommandError;
    console.error(isExpected ? error.message : describeError(error));
    if (!isExpected && process.env.LOG_LEVEL === 'debug') console.error(error);
  } finally {
    await closeWakeQueue().catch(() => undefined);
    await closeDatabases().catch(() => undefined);
    closeRedisConnections();
    await services?.release();
  }
  process.exit(exitCode);
}

/**
 * Tells of wrong variables before anything is started; the private servers' addresses come later. Throws EnvError.
 */
export function checkEnvironment(): void {
  parseEnv({
    ...process.env,
    DATABASE_URL: process.env.DATABASE_URL || 'mysql://private@127.0.0.1/hub',
    REDIS_URL: process.env.REDIS_URL || 'redis://127.0.0.1',
  });
}

/** Makes the addresses known to this process and those it starts. */
export function pointEnvironmentAt(services: Services): void {
  process.env.DATABASE_URL = services.databaseUrl;
  if (services.redisUrl !== undefined) process.env.REDIS_URL = services.redisUrl;
}
