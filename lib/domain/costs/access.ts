import { maySeePay } from '@/lib/platform/auth/rights';
import { AppError } from '@/lib/platform/errors/errors';

/**
 * Only signed-in people with the pay right see pay (domain.md 9, product.md Roles). A key or a screen never does, whatever
 * its scope. Throws FORBIDDEN.
 */
export function requirePayRight(principal: { type: string; user?: Parameters<typeof maySeePay>[0] }): void {
  if (principal.type === 'user' && principal.user !== undefined && maySeePay(principal.user)) return;
  throw new AppError('FORBIDDEN', 'This shows pay, which needs the pay right. An admin can give it to you.');
}
