import { describeError, errorChain } from '@/lib/platform/errors/errors';
import { ConnecteamFormatError, ConnecteamUnavailableError } from './errors';
import { detailTextSchema } from './schemas';

export type HttpRequest = {
  method: 'GET' | 'POST';
  /** With its query, e.g. `/users/v1/users?limit=500`. */
  path: string;
  headers: Record<string, string>;
  body?: string;
};

/** A JSON answer. `text` is a short, printable extract of an error body for messages. */
export type HttpAnswer = { status: number; headers: Headers; json: unknown };

export type Transport = (request: HttpRequest) => Promise<HttpAnswer>;

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Checks the configured address and gives it without a trailing slash. Throws when it is not https; plain http is for
 * this machine only.
 */
export function checkedBaseUrl(text: string): string {
  const url = new URL(text);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && LOOPBACK.test(url.hostname))) {
    throw new Error('CONNECTEAM_BASE_URL must start with https:// (plain http only for this machine).');
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new Error('CONNECTEAM_BASE_URL must be a plain address such as https://api.connecteam.com.');
  }
  return url.href.replace(/\/+$/, '');
}

/**
 * One HTTP exchange, without retries: never follows a redirect, takes only JSON, gives up after `timeoutMillis`, body
 * included. Throws {@link ConnecteamUnavailableError} (no answer, 5xx) or {@link ConnecteamFormatError} (not JSON).
 */
export function createTransport(baseUrl: string, timeoutMillis: number): Transport {
  const base = checkedBaseUrl(baseUrl);
  return async ({ method, path, headers, body }) => {
    const where = path.replace(/\?.*$/, '');
    let response: Response;
    let text: string;
    try {
      response = await fetch(`${base}${path}`, {
        method,
        headers: { accept: 'application/json', ...headers },
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMillis),
      });
      text = await response.text();
    } catch (error) {
      throw new ConnecteamUnavailableError(where, networkProblem(error, timeoutMillis));
    }
    const { status } = response;
    if (status >= 500 || status === 408) throw new ConnecteamUnavailableError(where, `it failed with status ${status}`);
    const contentType = response.headers.get('content-type') ?? 'no content type';
    const isJson = /^application\/([\w.+-]+\+)?json\b/i.test(contentType);
    // A refusal for too many calls is one in whatever form it comes.
    if (!isJson && status === 429) return { status, headers: response.headers, json: null };
    if (!isJson || (status >= 300 && status < 400)) {
      throw new ConnecteamFormatError(where, `status ${status} with ${contentType.slice(0, 60)} instead of JSON`);
    }
    try {
      return { status, headers: response.headers, json: JSON.parse(text) };
    } catch {
      throw new ConnecteamFormatError(where, `the JSON breaks off or is broken after ${text.length} characters`);
    }
  };
}

/** Only codes and our own words: a library's message could quote a header. */
function networkProblem(error: unknown, timeoutMillis: number): string {
  for (const link of errorChain(error)) {
    if (link instanceof Error && link.name === 'TimeoutError') return `no answer within ${timeoutMillis / 1000} s`;
    if (link !== null && typeof link === 'object' && 'code' in link && typeof link.code === 'string') {
      return `the connection failed with ${link.code}`;
    }
  }
  return error instanceof Error ? `the connection failed (${error.name})` : describeError(error);
}

/** The words of an error answer, of whichever of the three families it is (connecteam-api.md 5), cut short. */
export function upstreamText(json: unknown): string {
  const detail = detailTextSchema.safeParse(json);
  if (detail.success) return detail.data.detail.slice(0, 300);
  if (json === null || typeof json !== 'object') return 'no reason given';
  const error = 'error' in json ? json.error : 'detail' in json ? json.detail : undefined;
  if (error === undefined || error === null) return 'no reason given';
  return (typeof error === 'string' ? error : JSON.stringify(error)).slice(0, 300);
}
