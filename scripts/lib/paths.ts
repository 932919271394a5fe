import { join, resolve } from 'node:path';

/** The checkout; every script runs from here. */
export const PROJECT_ROOT = resolve(import.meta.dirname, '..', '..');
/** Private servers, secrets and reports of this checkout; HUB_DATA_DIR puts them elsewhere (docs/configuration.md). */
export const DATA_DIR = process.env.HUB_DATA_DIR ? resolve(process.env.HUB_DATA_DIR) : join(PROJECT_ROOT, '.data');
