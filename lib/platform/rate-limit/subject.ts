import { isIPv6 } from 'node:net';
import { callerAddress } from '@/lib/platform/http/caller-address';
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

/** {@link callerAddress}, of an IPv6 address the network, since each caller has a whole one. */
function addressOf(headers: Headers): string {
  const address = callerAddress(headers);
  if (!isIPv6(address) || address.includes('.')) return address === '' ? 'unknown' : address;
  const [head = '', tail] = address.split('::');
  const first = head.split(':').filter((part) => part !== '');
  const last = (tail ?? '').split(':').filter((part) => part !== '');
  const zeros = Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => '0');
  return `${[...first, ...zeros, ...last].slice(0, 4).join(':')}::/64`;
}
