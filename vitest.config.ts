import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const alias = {
  '@': fileURLToPath(new URL('.', import.meta.url)),
  // Tests call loaders outside the framework, which is what this package is there to refuse.
  'server-only': fileURLToPath(new URL('node_modules/server-only/empty.js', import.meta.url)),
};
/** Vite writes its own BASE_URL into the environment, which is a variable of ours with another meaning. */
const env = { BASE_URL: 'http://localhost:3000', LOG_LEVEL: 'error' };
/** Pure tests reach no server; whoever tries is refused at once. */
const nowhere = { DATABASE_URL: 'mysql://unit@127.0.0.1:1/none', REDIS_URL: 'redis://127.0.0.1:1' };
/** Tells a test that hangs from one on a busy machine; how long anything takes is the business of `npm run bench`. */
const HANGS_MILLIS = 240_000;
const ignored = ['**/node_modules/**', '.next/**', '.data/**', 'e2e/**'];

/**
 * `unit` is pure and touches nothing; `integration` (*.int.test.ts) gets a real database and Redis; `faults`
 * (*.fault.test.ts) needs the web build, and servers of its own that it stops, hangs and kills.
 */
export default defineConfig({
  resolve: { alias },
  test: {
    reporters: ['default'],
    // Tests wait for servers more than they compute.
    maxWorkers: 3,
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          testTimeout: HANGS_MILLIS,
          env: { ...env, ...nowhere },
          include: ['**/*.test.ts', '**/*.test.tsx'],
          exclude: [...ignored, '**/*.int.test.ts', '**/*.fault.test.ts'],
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'integration',
          env,
          include: ['**/*.int.test.ts'],
          exclude: ignored,
          globalSetup: ['./test/global-setup.ts'],
          testTimeout: HANGS_MILLIS,
          hookTimeout: HANGS_MILLIS,
          pool: 'forks',
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'faults',
          // They name the servers of their own wherever they use one.
          env: { ...env, ...nowhere },
          include: ['test/faults/**/*.fault.test.ts'],
          testTimeout: HANGS_MILLIS,
          hookTimeout: HANGS_MILLIS,
          // They wait most of the time, each for servers of its own.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          pool: 'forks',
        },
      },
    ],
  },
});
