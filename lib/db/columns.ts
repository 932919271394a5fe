import { bigint, customType, int } from 'drizzle-orm/mysql-core';
import { type EpochSeconds, fromSqlInstant, toSqlInstant } from '../platform/time/instant';

/** UTC `datetime` in the database, whole epoch seconds in the code. Both server kinds answer datetimes as text. */
export const instant = customType<{ data: EpochSeconds; driverData: string }>({
  dataType: () => 'datetime',
  toDriver: toSqlInstant,
  fromDriver: fromSqlInstant,
});

/**
 * Text compared byte by byte, for keys that come from a source: the server's default collations hold
 * "José" and "jose" to be the same key, a source does not.
 */
export const keyText = customType<{ data: string; driverData: string; config: { length: number } }>({
  dataType: (config) => `varchar(${config?.length ?? 191}) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`,
});

/** JSON is kept as text on MariaDB and as JSON on MySQL; this is the one place where it is turned into a value. */
export const jsonValue = customType<{ data: unknown; driverData: string }>({
  dataType: () => 'json',
  toDriver: (value) => JSON.stringify(value),
  fromDriver: (value) => (typeof value === 'string' ? JSON.parse(value) : value),
});

export const id = () => int('id', { unsigned: true }).autoincrement().primaryKey();
export const bigId = () => bigint('id', { mode: 'number', unsigned: true }).autoincrement().primaryKey();
export const ref = (name: string) => int(name, { unsigned: true });
export const bigRef = (name: string) => bigint(name, { mode: 'number', unsigned: true });
