import { isIPv6 } from 'node:net';
import type { Principal } from '@/lib/platform/http/principal';

/** Whose requests are counted together: a key's, a person's, or an address's where nobody is known. */
export function rateSubject(principal: Principal, headers: Headers): string {
  switch (principal.type) {
    case 'api_key':
      return `key:${principal.keyId}`;
    case 'screen':
      return `screen:${principal.screenId}`;
    case 'user':
      return `user:${principal.user.id}`;
    case 'anonymous':
      return addressSubject(headers);
  }
}

/** The address alone, for requests that carry no identity. */
export function addressSubject(headers: Headers): string {
  return `address:${addressOf(headers)}`;
}

/**
 * The address a request came from: the last one of X-Forwarded-For, which the proxy in front of the hub (or the web server
 * itself) put there; those before it anybody can write. Of an IPv6 address the network, since each caller has a whole one.
 */
function addressOf(headers: Headers): string {
  const address = (headers.get('x-forwarded-for') ?? '').split(',').at(-1)?.trim().slice(0, 64) ?? '';
  if (!isIPv6(address) || address.includes('.')) return address === '' ? 'unknown' : address;
  const [head = '', tail] = address.split('::');
  const first = head.split(':').filter((part) => part !== '');
  const last = (tail ?? '').split(':').filter((part) => part !== '');
  const zeros = Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => '0');
  return `${[...first, ...zeros, ...last].slice(0, 4).join(':')}::/64`;
}
