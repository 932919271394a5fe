import { AppError, errorChain, messageOf } from '../platform/errors/errors';

function mysqlCode(error: unknown): string | undefined {
  for (const link of errorChain(error)) {
    if (link !== null && typeof link === 'object' && 'code' in link && typeof link.code === 'string') return link.code;
  }
  return undefined;
}

/** True when a unique key refused the row, however deep the driver's error is wrapped. */
export function isDuplicateKey(error: unknown): boolean {
  return mysqlCode(error) === 'ER_DUP_ENTRY';
}

/** True when the server chose this transaction as a deadlock's victim or it waited too long for a lock: try it again. */
export function isRetryableConflict(error: unknown): boolean {
  const code = mysqlCode(error);
  return code === 'ER_LOCK_DEADLOCK' || code === 'ER_LOCK_WAIT_TIMEOUT' || code === 'ER_CHECKREAD';
}

const ALREADY_DONE_CODES = new Set([
  'ER_TABLE_EXISTS_ERROR',
  'ER_BAD_TABLE_ERROR',
  'ER_DUP_FIELDNAME',
  'ER_DUP_KEYNAME',
  'ER_FK_DUP_NAME',
  'ER_DUP_CONSTRAINT_NAME',
  'ER_MULTIPLE_PRI_KEY',
  'ER_CANT_DROP_FIELD_OR_KEY',
]);

/** True when a change of a table was refused because it was made before. */
export function isAlreadyDone(error: unknown): boolean {
  return ALREADY_DONE_CODES.has(mysqlCode(error) ?? '');
}

export function isMissingTable(error: unknown): boolean {
  return mysqlCode(error) === 'ER_NO_SUCH_TABLE';
}

const UNAVAILABLE_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'PROTOCOL_CONNECTION_LOST',
  'PROTOCOL_SEQUENCE_TIMEOUT',
  'ER_CON_COUNT_ERROR',
  'ER_SERVER_SHUTDOWN',
  'ER_TOO_MANY_USER_CONNECTIONS',
  'ER_CONNECTION_KILLED',
]);

/** True when the database could not be reached or had no room, as opposed to refusing a statement. */
export function isDatabaseUnavailable(error: unknown): boolean {
  for (const link of errorChain(error)) {
    if (link instanceof DatabaseBusyError || link instanceof DatabaseSilentError) return true;
    if (link !== null && typeof link === 'object') {
      if ('code' in link && typeof link.code === 'string' && UNAVAILABLE_CODES.has(link.code)) return true;
      if (
        link instanceof Error &&
        /closed state|Pool is closed|Queue limit reached|Server shutdown/i.test(link.message)
      )
        return true;
    }
  }
  return false;
}

/** No connection became free in time. Answered as 503 with Retry-After. */
export class DatabaseBusyError extends AppError {
  constructor(waitedMillis: number) {
    super('UNAVAILABLE', `The database had no free connection for ${waitedMillis} ms. Try again in a moment.`, {
      retryAfterSeconds: 2,
    });
    this.name = 'DatabaseBusyError';
  }
}

/** A statement was not answered in time; whether it was carried out is not known. Answered as 503 with Retry-After. */
export class DatabaseSilentError extends AppError {
  constructor(waitedMillis: number) {
    super('UNAVAILABLE', `The database gave no answer for ${waitedMillis} ms. Try again in a moment.`);
    this.name = 'DatabaseSilentError';
  }
}

/** One line for the shell: which database cannot be used, why, and what to do. Never the password. */
export function explainDatabaseTrouble(url: string, error: unknown): string {
  const { host, pathname } = new URL(url);
  const reason = messageOf([...errorChain(error)].at(-1));
  return `The database ${host}${pathname} cannot be used (${reason}). Check DATABASE_URL and that the server is running.`;
}
