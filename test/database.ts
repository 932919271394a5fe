import { afterAll, inject } from 'vitest';
import { type Database, openDatabase } from '@/lib/db/client';

export { createTestSite, TEST_ACTOR } from './test-site';

/** A pool on the run's database, closed after the test file. */
export function openTestDatabase(poolSize = 6): Database {
  const database = openDatabase({ url: inject('databaseUrl'), poolSize });
  afterAll(() => database.close());
  return database;
}
