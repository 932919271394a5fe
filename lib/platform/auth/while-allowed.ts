import { describeError } from '@/lib/platform/errors/errors';
import { getLogger } from '@/lib/platform/log/log';
import { getSessionUser, type SessionUser } from './session';

/** How long a stream may outlive the session, or the right to the site, that it was opened with. */
const LOOK_MILLIS = 60_000;

/**
 * For a stream to a page: the signal of its request, which also ends when the session has ended or the person no longer
 * sees the site. Who cannot be looked up for the moment keeps what is open.
 */
export function whileAllowed(
  request: Pick<Request, 'headers' | 'signal'>,
  siteId: number,
  findUser: (headers: Headers) => Promise<Pick<SessionUser, 'siteIds'> | null> = getSessionUser,
): AbortSignal {
  const end = new AbortController();
  const look = async () => {
    try {
      const user = await findUser(request.headers);
      if (user === null || user.siteIds?.includes(siteId) === false) end.abort();
    } catch (error) {
      getLogger().debug({ error: describeError(error) }, 'could not look after a live stream');
    }
  };
  const timer = setInterval(() => void look(), LOOK_MILLIS);
  timer.unref();
  const signal = AbortSignal.any([request.signal, end.signal]);
  if (signal.aborted) clearInterval(timer);
  else signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  return signal;
}
