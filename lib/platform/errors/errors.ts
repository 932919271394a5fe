/** Codes of contract.md 5; `platform/http` maps each to a status. */
export type ErrorCode =
  | 'VALIDATION'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'METHOD_NOT_ALLOWED'
  | 'CONFLICT'
  | 'PAYLOAD_TOO_LARGE'
  | 'UNSUPPORTED_MEDIA_TYPE'
  | 'UNPROCESSABLE'
  | 'RATE_LIMITED'
  | 'INTERNAL'
  | 'UNAVAILABLE';

/** One field of a refused input, e.g. `{ field: 'date', message: 'must be YYYY-MM-DD' }`. */
export type FieldProblem = { field: string; message: string };

/**
 * An error whose message is meant for the person or program that asked: it says what is wrong and what to do.
 * Anything else that is thrown is reported as INTERNAL without its text.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: FieldProblem[] | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options?: { details?: FieldProblem[]; retryAfterSeconds?: number; cause?: unknown },
  ) {
    super(message, options?.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.details = options?.details;
    this.retryAfterSeconds = options?.retryAfterSeconds;
  }
}

/** Walks `error` and its causes, outermost first. */
export function* errorChain(error: unknown): Generator<unknown> {
  const seen = new Set<unknown>();
  let current = error;
  while (current !== null && current !== undefined && !seen.has(current)) {
    seen.add(current);
    yield current;
    current = current instanceof Error ? current.cause : undefined;
  }
}

/** The text of one thrown value. A connection tried under several addresses fails with one error for each and no text. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.message === '' && error instanceof AggregateError) return error.errors.map(messageOf).join('; ');
  return error.message;
}

/**
 * A short text of any thrown value, causes included, for logs and stored run errors. A statement's parameters, which the
 * database library puts behind it, are cut off: they hold names, tokens and hashes.
 */
export function describeError(error: unknown): string {
  const parts: string[] = [];
  for (const link of errorChain(error)) {
    parts.push(messageOf(link).replace(/\nparams: [\s\S]*$/, ''));
  }
  return parts.join(' <- ').slice(0, 2000);
}
