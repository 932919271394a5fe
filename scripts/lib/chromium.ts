import { ensureProgram } from './system-packages';

/**
 * The popups of the address bar are pages of their own in each window: together they cost more than a small page, and
 * nobody types there. The last list of features counts, so this one repeats that of Playwright.
 */
const DISABLED_FEATURES = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
];

/** What an installed Chromium needs to run as root, without a screen and without asking anybody anything. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-features=${DISABLED_FEATURES.join(',')}`,
];

/** The path of Chromium: CHROMIUM_PATH, or an installed one, which is installed when there is none. */
export function ensureChromium(): string {
  return (
    process.env.CHROMIUM_PATH ??
    ensureProgram(['chromium', 'chromium-browser', 'google-chrome'], 'chromium', 'or set CHROMIUM_PATH')
  );
}
