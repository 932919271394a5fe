import { join, resolve } from 'node:path';

/** The checkout; every script runs from here. */
export const PROJECT_ROOT = resolve(import.meta.dirname, '..', '..');
export const DATA_DIR = join(PROJECT_ROOT, '.data');
