import { randomBytes } from 'node:crypto';
import mysql, { type RowDataPacket } from 'mysql2/promise';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { type Database, openDatabase } from './client';
import { isSchemaCurrent, migrateDatabase } from './migrate';

async function emptyDatabase() {
  const name = `hub_migrate_${randomBytes(6).toString('hex')}`;
  const admin = await mysql.createConnection(inject('databaseUrl'));
  await admin.query(`CREATE DATABASE ${name}`);
  onTestFinished(async () => {
    await admin.query(`DROP DATABASE ${name}`);
    await admin.end();
  });
  const url = new URL(inject('databaseUrl'));
  url.pathname = `/${name}`;
  const open = (): Database => {
    const database = openDatabase({ url: url.href, poolSize: 1 });
    onTestFinished(() => database.close());
    return database;
  };
  const schema = async () => {
    const [rows] = await admin.query<RowDataPacket[]>(
      `SELECT table_name, column_name, column_type, is_nullable FROM information_schema.columns
       WHERE table_schema = ? ORDER BY table_name, ordinal_position`,
      [name],
    );
    const [keys] = await admin.query<RowDataPacket[]>(
      `SELECT table_name, index_name, column_name FROM information_schema.statistics
       WHERE table_schema = ? ORDER BY table_name, index_name, seq_in_index`,
      [name],
    );
    return { rows, keys };
  };
  /** Cuts the connection of whoever migrates once `tables` tables are there. */
  const cutAfter = async (tables: number) => {
    for (;;) {
      const [[count]] = await admin.query<RowDataPacket[]>(
        'SELECT COUNT(*) AS n FROM information_schema.tables WHERE table_schema = ?',
        [name],
      );
      if (Number(count?.n) >= tables) break;
    }
    const [processes] = await admin.query<RowDataPacket[]>(
      'SELECT id FROM information_schema.processlist WHERE db = ?',
      [name],
    );
    for (const { id } of processes) await admin.query(`KILL ${id}`);
  };
  return { open, schema, cutAfter };
}

describe('migrateDatabase', () => {
  it('goes on where it was interrupted, to the same schema', async () => {
    const whole = await emptyDatabase();
    await migrateDatabase(whole.open());
    const cut = await emptyDatabase();
    expect(await isSchemaCurrent(cut.open())).toBe(false);
    for (const tables of [3, 12, 30]) {
      const migrated = migrateDatabase(cut.open()).then(
        () => 'whole',
        () => 'cut',
      );
      await cut.cutAfter(tables);
      expect(await migrated).toBe('cut');
      // Nothing is ready before all of it is there.
      expect(await isSchemaCurrent(cut.open())).toBe(false);
    }
    const database = cut.open();
    await migrateDatabase(database);
    expect(await isSchemaCurrent(database)).toBe(true);
    expect(await cut.schema()).toEqual(await whole.schema());
    await migrateDatabase(database);
  });

  it('is done once when several processes begin at the same time', async () => {
    const { open, schema } = await emptyDatabase();
    const databases = [open(), open(), open()];
    await Promise.all(databases.map((database) => migrateDatabase(database)));
    const before = await schema();
    for (const database of databases) expect(await isSchemaCurrent(database)).toBe(true);
    expect(await schema()).toEqual(before);
  });
});
