import { describeError } from '../lib/platform/errors/errors';
import { acquireServices } from './lib/services';

/** `npm run services`: holds the private database and Redis up until Ctrl-C, for tools and tests beside the app. */
const services = await acquireServices().catch((error: unknown) => {
  console.error(describeError(error));
  process.exit(1);
});
console.log('Database and Redis are up; their addresses are in .data/env. Ctrl-C stops them.');
const keepAlive = setInterval(() => undefined, 60_000);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    clearInterval(keepAlive);
    services.release().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error instanceof Error ? error.message : error);
        process.exit(1);
      },
    );
  });
}
