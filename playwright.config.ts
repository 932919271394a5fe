import { defineConfig, devices } from '@playwright/test';
import { CHROMIUM_FLAGS } from './scripts/lib/chromium';

/**
 * The servers are started by whoever runs the tests: E2E_BASE_URL is the running web process, DATABASE_URL its freshly
 * migrated database. The browser is an installed Chromium; nothing is downloaded.
 */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  // Of two cores: each test waits now and then, for a push, an age or a celebration to pass.
  workers: 3,
  // Generous: on a busy machine a browser takes its time, and waiting costs nothing when all is well.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [['list']],
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1280, height: 900 },
    baseURL: process.env.E2E_BASE_URL ?? 'http://127.0.0.1:3000',
    // What moves is drawn frame by frame without a graphics card. Specs of pages that live by it ask for it.
    reducedMotion: 'reduce',
    screenshot: 'only-on-failure',
    // To see what a failing test did: --trace on. Recording each test costs more than some of them.
    trace: 'off',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: CHROMIUM_FLAGS,
    },
  },
});
