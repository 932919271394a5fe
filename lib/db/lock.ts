import { createHash } from 'node:crypto';
import mysql, { type RowDataPacket } from 'mysql2/promise';

const SILENT_HOLDER_SECONDS = 90;
const SIGN_OF_LIFE_MILLIS = 20_000;

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
  let signsOfLife: NodeJS.Timeout | undefined;
  try {
    // The server frees the lock of a machine that vanished without a word after this, not after its default of hours.
    await connection.query('SET SESSION wait_timeout = ?', [SILENT_HOLDER_SECONDS]);
    const [rows] = await connection.query<RowDataPacket[]>('SELECT GET_LOCK(?, ?) AS got', [key, waitSeconds]);
    if (Number(rows[0]?.got) !== 1) throw new LockBusyError(name);
    signsOfLife = setInterval(() => connection.ping().catch(() => undefined), SIGN_OF_LIFE_MILLIS);
    return await work();
  } finally {
    clearInterval(signsOfLife);
    await connection.end().catch(() => connection.destroy());
  }
}
