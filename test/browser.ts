import { type Browser, chromium } from '@playwright/test';
import { ensureProgram } from '../scripts/lib/system-packages';

const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome'];

/** The installed Chromium, for measurements and tests that start one themselves. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? ensureProgram(PROGRAMS, 'chromium', 'or set CHROMIUM_PATH'),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
