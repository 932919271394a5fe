import { isDatabaseUnavailable } from '@/lib/db/errors';
import { AppError, describeError, type ErrorCode, type FieldProblem } from '@/lib/platform/errors/errors';
import { ownBuildId } from '@/lib/platform/health/build-id';
import { getLogger } from '@/lib/platform/log/log';
import { keptBody, readyBody, streamOf } from './ready-body';

/** JSON that is ready to send and will be sent again, e.g. from a cache. */
export class JsonText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** The body of every error (contract.md 5). */
export type ErrorBody = {
  error: { code: ErrorCode; message: string; details?: FieldProblem[]; requestId: string };
};

/** The status that each error is answered with. */
export const ERROR_STATUS: Record<ErrorCode, number> = {
  VALIDATION: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  CONFLICT: 409,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  UNPROCESSABLE: 422,
  RATE_LIMITED: 429,
  INTERNAL: 500,
  UNAVAILABLE: 503,
};

const DEFAULT_RETRY_AFTER_SECONDS = 5;
const JSON_TYPE = 'application/json; charset=utf-8';
/** Kept by the browser but asked about every time, which the tag makes cheap. */
const REVALIDATE = 'private, no-cache';
const NEVER_STORE = 'private, no-store';

/** An answer that is not to be kept, with a status of its own (e.g. 201). */
export function jsonResponse(value: object, status = 200): Response {
  return new Response(value instanceof JsonText ? value.text : JSON.stringify(value), {
    status,
    headers: { 'content-type': JSON_TYPE, 'cache-control': NEVER_STORE },
  });
}

/** A read's answer: with a tag, and 304 when the asker has it already. */
export function taggedResponse(request: Request, value: object): Response {
  const body = value instanceof JsonText ? keptBody(value.text) : readyBody(JSON.stringify(value));
  const headers = { etag: body.etag, 'cache-control': REVALIDATE };
  if (matchesEtag(request.headers.get('if-none-match'), body.etag)) {
    return new Response(null, { status: 304, headers });
  }
  return new Response(streamOf(body), { status: 200, headers: { ...headers, 'content-type': JSON_TYPE } });
}

/**
 * Adds the request's id to an answer made here, and the build it is of, by which our own pages know that they need not
 * parse it; one that says nothing about keeping it is not kept.
 */
export function withRequestId(response: Response, requestId: string): Response {
  response.headers.set('x-request-id', requestId);
  response.headers.set('x-hub-build', ownBuildId());
  if (!response.headers.has('cache-control')) response.headers.set('cache-control', NEVER_STORE);
  return response;
}

/** Turns whatever was thrown into the answer of contract.md 5. What is not meant for the asker is logged and not told. */
export function errorResponse(error: unknown, requestId: string): Response {
  const known = asAppError(error);
  const status = ERROR_STATUS[known.code];
  if (status === 500) {
    getLogger().error({ requestId, error: describeError(error), stack: framesOf(error) }, 'request failed');
  } else if (status === 503) {
    getLogger().warn({ requestId, error: describeError(error) }, 'request not answered for now');
  }
  const body: ErrorBody = {
    error: {
      code: known.code,
      message: known.message,
      ...(known.details === undefined ? {} : { details: known.details }),
      requestId,
    },
  };
  const response = jsonResponse(body, status);
  const retryAfter = known.retryAfterSeconds ?? (status === 503 ? DEFAULT_RETRY_AFTER_SECONDS : undefined);
  if (retryAfter !== undefined) response.headers.set('retry-after', String(Math.ceil(retryAfter)));
  return withRequestId(response, requestId);
}

function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (isDatabaseUnavailable(error)) {
    return new AppError('UNAVAILABLE', 'The database is not reachable. Try again in a moment.', { cause: error });
  }
  return new AppError('INTERNAL', 'Something went wrong on our side. Quote the request id when you report it.');
}

/** The call frames alone: the first lines repeat the message, which describeError has already. */
function framesOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  return error.stack?.match(/^ {4}at .*$/gm)?.join('\n');
}

function matchesEtag(ifNoneMatch: string | null, etag: string): boolean {
  if (ifNoneMatch === null) return false;
  const opaque = (tag: string) => tag.trim().replace(/^W\//, '');
  return ifNoneMatch.trim() === '*' || ifNoneMatch.split(',').some((tag) => opaque(tag) === opaque(etag));
}
