import { createHash } from 'node:crypto';
import mysql, { type RowDataPacket } from 'mysql2/promise';

/** Somebody else holds the lock. */
export class LockBusyError extends Error {
  constructor(name: string) {
    super(`${name} is already running elsewhere. Wait until it is done and try again.`);
    this.name = 'LockBusyError';
  }
}

/**
 * Runs `work` while holding a named lock of the database server, for all processes and machines. The lock lives in a
 * connection of its own, so it is gone the moment its holder dies. Throws {@link LockBusyError} after `waitSeconds`.
 */
export async function withDatabaseLock<T>(
  databaseUrl: string,
  name: string,
  waitSeconds: number,
  work: () => Promise<T>,
): Promise<T> {
  // Locks belong to the server, so the database's name is part of the lock's; 64 characters are allowed.
  const key = createHash('sha256')
    .update(`${new URL(databaseUrl).pathname}/${name}`)
    .digest('hex')
    .slice(0, 60);
  const connection = await mysql.createConnection({ uri: databaseUrl, enableKeepAlive: true });
  // A connection lost in the middle shows up in the work's own statements.
  connection.on('error', () => undefined);
  try {
    const [rows] = await connection.query<RowDataPacket[]>('SELECT GET_LOCK(?, ?) AS got', [key, waitSeconds]);
    if (Number(rows[0]?.got) !== 1) throw new LockBusyError(name);
    return await work();
  } finally {
    await connection.end().catch(() => connection.destroy());
  }
}
