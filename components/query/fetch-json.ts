import type * as z from 'zod';
import { type EpochSeconds, epochSecondsFromMillis } from '@/lib/platform/time/instant';
import { buildOf, isOfOwnBuild } from './own-build';

/** What went wrong with a request, said for people. `isSignedOut`: the session has ended. */
export class RequestError extends Error {
  /** 0 when the server did not answer. */
  readonly status: number;
  /** One problem per field, where the server named any. */
  readonly fields: Readonly<Record<string, string>>;

  constructor(message: string, status: number, fields: Record<string, string> = {}) {
    super(message);
    this.name = 'RequestError';
    this.status = status;
    this.fields = fields;
  }

  get isSignedOut(): boolean {
    return this.status === 401;
  }
}

/** Loads the schema of an answer when one of another build has to be read, to keep the parser out of most visits. */
export type LazySchema<T> = () => Promise<z.ZodType<T>>;

export type QueryParams = Record<string, string | number | boolean | null | undefined>;

/** `path` with the parameters that have a value. */
export function addressOf(path: string, params: QueryParams): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== null && value !== undefined) search.set(name, String(value));
  }
  return search.size === 0 ? path : `${path}?${search}`;
}

export type Fetched<T> = { data: T; serverNow: EpochSeconds | null };

/** Reads JSON. Throws {@link RequestError}. */
export async function fetchJson<T>(address: string, schema: LazySchema<T>, signal?: AbortSignal): Promise<Fetched<T>> {
  return request(address, { signal, headers: { accept: 'application/json' } }, schema);
}

/** Sends JSON and reads the answer. Throws {@link RequestError}. */
export async function sendJson<T>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  address: string,
  body: unknown,
  schema: LazySchema<T>,
): Promise<T> {
  const init = {
    method,
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
  };
  return (await request(address, init, schema)).data;
}

async function request<T>(address: string, init: RequestInit, schema: LazySchema<T>): Promise<Fetched<T>> {
  let response: Response;
  try {
    response = await fetch(address, init);
  } catch (error) {
    if (init.signal?.aborted === true) throw error;
    throw new RequestError('The server did not answer. Check your connection.', 0);
  }
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw await refusal(response.status, body);
  const data = isOfOwnBuild<T>(body, buildOf(response)) ? body : await parse(body, schema);
  const told = Date.parse(response.headers.get('date') ?? '');
  return { data, serverNow: Number.isNaN(told) ? null : epochSecondsFromMillis(told) };
}

async function parse<T>(body: unknown, schema: LazySchema<T>): Promise<T> {
  const parsed = (await schema()).safeParse(body);
  if (parsed.success) return parsed.data;
  throw new RequestError('The answer was not understood. A newer version may be out: reload the page.', 0);
}

async function refusal(status: number, body: unknown): Promise<RequestError> {
  if (status === 401) return new RequestError('You are signed out. Sign in again to go on.', status);
  const { errorBody } = await import('./error-body');
  const told = errorBody.safeParse(body);
  if (!told.success) return new RequestError(`The server answered ${status}.`, status);
  const { message, details = [] } = told.data.error;
  return new RequestError(message, status, Object.fromEntries(details.map((one) => [one.field, one.message])));
}

/** Leads to the sign-in page and from there back here. */
export function signInAgain(): void {
  window.location.assign(`/login?next=${encodeURIComponent(`${window.location.pathname}${window.location.search}`)}`);
}
