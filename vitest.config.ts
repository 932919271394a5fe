import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const alias = { '@': fileURLToPath(new URL('.', import.meta.url)) };
/** Vite writes its own BASE_URL into the environment, which is a variable of ours with another meaning. */
const env = { BASE_URL: 'http://localhost:3000', LOG_LEVEL: 'error' };
const ignored = ['**/node_modules/**', '.next/**', '.data/**', 'e2e/**'];

/** `unit` is pure and touches nothing; `integration` (*.int.test.ts) gets a real database and Redis. */
export default defineConfig({
  resolve: { alias },
  test: {
    reporters: ['default'],
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          env,
          include: ['**/*.test.ts', '**/*.test.tsx'],
          exclude: [...ignored, '**/*.int.test.ts'],
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
          testTimeout: 30_000,
          hookTimeout: 60_000,
          pool: 'forks',
        },
      },
    ],
  },
});
