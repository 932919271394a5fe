/**
 * The address a request came from: the last one of X-Forwarded-For, which the proxy in front of the hub (or the web server
 * itself) put there; those before it anybody can write. Empty when nobody said.
 */
export function callerAddress(headers: Headers): string {
  return (headers.get('x-forwarded-for') ?? '').split(',').at(-1)?.trim().slice(0, 45) ?? '';
}
