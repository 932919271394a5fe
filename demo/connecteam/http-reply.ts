import { randomUUID } from 'node:crypto';

/** A finished answer; the body goes out as it stands. */
export type Reply = { status: number; headers: Record<string, string>; body: string };

/** One problem of a field: where it is (`query.limit`, `body.url`, `__root__`) and what is wrong with it. */
export type FieldProblem = { key: string; message: string; type: string };

/** A refusal in one of Connecteam's error families (connecteam-api.md 5). */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly body: Record<string, unknown>,
  ) {
    super(`HTTP ${status}`);
  }
}

/** Bad input: 400 in the domain shape or 422 as a list, by mode. */
export class ValidationError extends Error {
  constructor(
    readonly part: 'query' | 'body',
    readonly problems: FieldProblem[],
  ) {
    super(`Invalid ${part}`);
  }
}

/** Family 1: `{"detail": "<string>"}`. */
export function gatewayError(status: number, detail: string): ApiError {
  return new ApiError(status, { detail });
}

/** Family 3: `{"details": …, "error": …, "path": …, "request_id": …}`; details are left out without a code. */
export function domainError(status: number, path: string, error: unknown, code?: number): ApiError {
  return new ApiError(status, {
    ...(code === undefined ? {} : { details: { error_message: 'Request is invalid', error_code: code } }),
    error,
    path,
    request_id: randomUUID(),
  });
}

export function validationError(shape: 'domain_400' | 'list_422', path: string, failure: ValidationError): ApiError {
  const { part, problems } = failure;
  if (shape === 'list_422') {
    const detail = problems.map(({ key, message, type }) => ({
      loc: (key === '__root__' ? [part, key] : key.split('.')).map((step) =>
        /^\d+$/.test(step) ? Number(step) : step,
      ),
      msg: message,
      type,
    }));
    return new ApiError(422, { detail });
  }
  return new ApiError(400, {
    details: { error_message: `Request ${part} is invalid`, error_code: part === 'body' ? 1002 : 1003 },
    error: Object.fromEntries(problems.map(({ key, message, type }) => [key, { message, type }])),
    path,
    request_id: randomUUID(),
  });
}

export function jsonReply(status: number, body: unknown, headers: Record<string, string> = {}): Reply {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
}

export function htmlReply(status: number, title: string, headers: Record<string, string> = {}): Reply {
  const body = `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;
  return { status, headers: { 'content-type': 'text/html; charset=utf-8', ...headers }, body };
}

const { rawJSON, isRawJSON } = JSON as unknown as {
  rawJSON(text: string): object;
  isRawJSON(value: unknown): boolean;
};

/** A number that keeps its point on the wire, as Connecteam's number fields do: 37 becomes `37.0`. */
export function floatNumber(value: number): object {
  return rawJSON(Number.isInteger(value) ? `${value}.0` : String(value));
}

/** Leaves out null and undefined members at every depth; empty arrays stay. */
export function dropNulls(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || isRawJSON(value)) return value;
  if (Array.isArray(value)) return value.map(dropNulls);
  const kept: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(value)) {
    if (member !== null && member !== undefined) kept[key] = dropNulls(member);
  }
  return kept;
}
