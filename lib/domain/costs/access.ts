import { maySeePay } from '@/lib/platform/auth/rights';
import { AppError } from '@/lib/platform/errors/errors';

type Asker = { type: string; user?: Parameters<typeof maySeePay>[0] };

/**
 * Only signed-in people with the pay right see pay (domain.md 9, product.md Roles). A key or a screen never does, whatever
 * its scope.
 */
export function canSeePay({ type, user }: Asker): boolean {
  return type === 'user' && user !== undefined && maySeePay(user);
}

/** Throws FORBIDDEN unless {@link canSeePay}. */
export function requirePayRight(principal: Asker): void {
  if (canSeePay(principal)) return;
  throw new AppError('FORBIDDEN', 'This shows pay, which needs the pay right. An admin can give it to you.');
}
