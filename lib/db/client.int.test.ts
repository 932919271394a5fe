import { sql } from 'drizzle-orm';
import { describe, expect, inject, it } from 'vitest';
import * as z from 'zod';
import { createTestSite, openTestDatabase } from '@/test/database';
import { inTransaction, openDatabase, recordStatements } from './client';
import { DatabaseBusyError, isDatabaseUnavailable, isDuplicateKey } from './errors';
import { isSchemaCurrent } from './migrate';
import { selectRows } from './rows';
import { sites } from './schema/sites';

const database = openTestDatabase();
const noSettings = { settings: {}, name: 'x', timeZone: 'UTC', createdAt: 0 };

describe('database client', () => {
  it('uses UTC, strict mode and the whole of Unicode in every session', async () => {
    const rows = await selectRows(
      database,
      sql`SELECT @@time_zone AS zone, @@sql_mode AS mode, @@collation_connection AS collation`,
      z.object({ zone: z.string(), mode: z.string(), collation: z.string() }),
    );
    expect(rows[0]).toMatchObject({ zone: '+00:00', collation: 'utf8mb4_unicode_ci' });
    expect(rows[0]?.mode).toContain('STRICT_TRANS_TABLES');
  });

  it('knows a duplicate key through the wrapped error', async () => {
    const site = await createTestSite(database);
    const error = await database
      .insert(sites)
      .values({ ...noSettings, code: site.code })
      .catch((thrown: unknown) => thrown);
    expect(isDuplicateKey(error)).toBe(true);
    expect(isDuplicateKey(new Error('other'))).toBe(false);
  });

  it('joins an outer transaction instead of opening one of its own', async () => {
    const code = `joined-${Math.random()}`.slice(0, 30);
    const failing = inTransaction(database, async (outer) => {
      await inTransaction(outer, async (inner) => {
        await inner.insert(sites).values({ ...noSettings, code });
      });
      throw new Error('outer fails');
    });
    await expect(failing).rejects.toThrow('outer fails');
    const rows = await database.select().from(sites);
    expect(rows.some((row) => row.code === code)).toBe(false);
  });

  it('counts statements without transaction brackets', async () => {
    const { statements } = await recordStatements(() =>
      inTransaction(database, async (tx) => {
        await tx.execute(sql`SELECT 1`);
        await tx.execute(sql`SELECT 2`);
      }),
    );
    expect(statements).toHaveLength(2);
  });

  it('gives up waiting for a connection in bounded time and says so', async () => {
    const small = openDatabase({ url: inject('databaseUrl'), poolSize: 1, acquireTimeoutMillis: 50 });
    try {
      await inTransaction(small, async () => {
        const error = await small.execute(sql`SELECT 1`).catch((thrown: unknown) => thrown);
        expect(isDatabaseUnavailable(error)).toBe(true);
        expect(
          error instanceof DatabaseBusyError || (error instanceof Error && error.cause instanceof DatabaseBusyError),
        ).toBe(true);
      });
      await expect(small.execute(sql`SELECT 1`)).resolves.toBeDefined();
    } finally {
      await small.close();
    }
  });

  it('tries the victim of a deadlock again', async () => {
    const first = await createTestSite(database);
    const second = await createTestSite(database);
    let firstHolds: () => void = () => undefined;
    let secondHolds: () => void = () => undefined;
    const firstHolding = new Promise<void>((resolve) => (firstHolds = resolve));
    const secondHolding = new Promise<void>((resolve) => (secondHolds = resolve));
    const rename = (own: number, other: number, holds: () => void, wait: Promise<void>) =>
      inTransaction(database, async (tx) => {
        await tx.execute(sql`UPDATE sites SET name = CONCAT(name, 'a') WHERE id = ${own}`);
        holds();
        await wait;
        await tx.execute(sql`UPDATE sites SET name = CONCAT(name, 'b') WHERE id = ${other}`);
      });
    await Promise.all([
      rename(first.id, second.id, firstHolds, secondHolding),
      rename(second.id, first.id, secondHolds, firstHolding),
    ]);
    const rows = await database.select().from(sites);
    const nameOf = (id: number) => rows.find((row) => row.id === id)?.name ?? '';
    for (const id of [first.id, second.id]) {
      expect(nameOf(id)).toMatch(/a/);
      expect(nameOf(id)).toMatch(/b/);
    }
  });

  it('knows that all migrations of this build are applied', async () => {
    expect(await isSchemaCurrent(database)).toBe(true);
  });

  it('reports an unreachable server as unavailable', async () => {
    const nowhere = openDatabase({ url: 'mysql://a:b@127.0.0.1:1/x', poolSize: 1 });
    const error = await nowhere.execute(sql`SELECT 1`).catch((thrown: unknown) => thrown);
    expect(isDatabaseUnavailable(error)).toBe(true);
    await nowhere.close();
  });
});
