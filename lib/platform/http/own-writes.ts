import { hasReplica } from '@/lib/db/handles';
import { REPLICA_BEHIND_SECONDS, withFreshReads } from '@/lib/db/read-routing';
import type { RouteHandler } from './api-route';

const COOKIE = 'hub_wrote';
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Lets the asker read what he wrote: a write leaves a short-lived cookie, with which reads go to the primary, in whatever
 * process they arrive. Does nothing in an installation without a replica. `isWrite: false` for a POST that only asks.
 */
export function readOwnWrites(
  handler: RouteHandler,
  { isWrite: mayWrite, isOn = hasReplica }: { isWrite: boolean; isOn?: () => boolean },
): RouteHandler {
  const answer = async (...[request, context]: Parameters<RouteHandler>): Promise<Response> => {
    if (!isOn()) return handler(request, context);
    const isWrite = mayWrite && !SAFE_METHODS.has(request.method);
    if (!isWrite && !hasJustWritten(request.headers)) return handler(request, context);
    const response = await withFreshReads(() => handler(request, context));
    if (isWrite && response.ok) {
      response.headers.append(
        'set-cookie',
        `${COOKIE}=1; Max-Age=${REPLICA_BEHIND_SECONDS}; Path=/; HttpOnly; SameSite=Lax`,
      );
    }
    return response;
  };
  return Object.assign(answer, { route: handler.route, answerPart: handler.answerPart });
}

/** Whether the cookies of a request say that its sender wrote a moment ago. */
export function hasJustWritten(headers: Headers): boolean {
  return new RegExp(`(?:^|;\\s*)${COOKIE}=1(?:;|$)`).test(headers.get('cookie') ?? '');
}
