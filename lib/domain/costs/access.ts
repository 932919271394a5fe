import { maySeePay } from '@/lib/platform/auth/rights';

type Asker = { type: string; user?: Parameters<typeof maySeePay>[0] };

/**
 * Only signed-in people with the pay right see pay (domain.md 9, product.md Roles). A key or a screen never does, whatever
 * its scope.
 */
export function canSeePay({ type, user }: Asker): boolean {
  return type === 'user' && user !== undefined && maySeePay(user);
}
