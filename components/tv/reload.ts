import { monotonicMillis } from '@/lib/platform/time/clock';

/** Requests that hang would keep the few connections that a browser has for a server. */
const ANSWER_MILLIS = 8_000;
/** A page is given so long before it is given up, so that one which never comes whole is not asked for all the time. */
const YOUNG_MILLIS = 10_000;

export function ask(address: string, init: RequestInit = {}): Promise<Response> {
  return fetch(address, { ...init, cache: 'no-store', signal: AbortSignal.timeout(ANSWER_MILLIS) });
}

/** Whether the server has the page ready. Only then is it loaded anew: at an error of the browser's nobody is there to press a button. */
export async function isPageReady(): Promise<boolean> {
  return (await ask('/tv').catch(() => null))?.ok === true;
}

/** Loads the page anew, for when something of it is missing or broken. */
export async function reloadPage(): Promise<void> {
  if (monotonicMillis() > YOUNG_MILLIS && (await isPageReady())) window.location.reload();
}

/** A part of the program that is loaded when it is needed; where a new version has taken it away, the page is loaded anew. */
export async function lazyPart<Part>(load: () => Promise<Part>): Promise<Part> {
  try {
    return await load();
  } catch (error) {
    await reloadPage();
    throw error;
  }
}
