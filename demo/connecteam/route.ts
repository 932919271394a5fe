import type { ConnecteamControl } from './control';
import type { OAuthScope } from './oauth';
import type { Query } from './query';
import type { ConnecteamWorld } from './world';

/** What an endpoint works with. */
export type ApiCall = {
  world: ConnecteamWorld;
  control: ConnecteamControl;
  /** Path parameters, still text. */
  params: Record<string, string>;
  query: Query;
  path: string;
  /** The parsed JSON body of a write. */
  body: unknown;
};

export type Paging = { offset: number; total?: number };

/** `data` of the envelope, and its paging where the list is paged. */
export type ApiResult = { data: Record<string, unknown>; paging?: Paging };

export type Route = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** `/jobs/v1/jobs/:jobId` */
  pattern: string;
  scope: OAuthScope;
  hub?: 'operations' | 'hr';
  handle: (call: ApiCall) => ApiResult;
};

/** The path parameters when the path fits the pattern, else null. */
export function matchPattern(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, step] of wanted.entries()) {
    const value = given[index] ?? '';
    if (step.startsWith(':') && value !== '') params[step.slice(1)] = decodeURIComponent(value);
    else if (step !== value) return null;
  }
  return params;
}
