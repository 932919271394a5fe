import { ensureProgram } from './system-packages';

/** What an installed Chromium needs to run as root, without a screen and without asking anybody anything. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The path of Chromium: CHROMIUM_PATH, or an installed one, which is installed when there is none. */
export function ensureChromium(): string {
  return (
    process.env.CHROMIUM_PATH ??
    ensureProgram(['chromium', 'chromium-browser', 'google-chrome'], 'chromium', 'or set CHROMIUM_PATH')
  );
}
