import { AppError } from '@/lib/platform/errors/errors';
import { PAY_SETTINGS, type SiteEdit } from './schema';

/** Throws FORBIDDEN when an edit decides about pay and its author may not see it. */
export function requirePayFor({ changes }: SiteEdit, isWithPay: boolean): void {
  if (isWithPay) return;
  const asked = { ...changes, ...changes.settings };
  if (!PAY_SETTINGS.some((name) => asked[name] !== undefined)) return;
  throw new AppError('FORBIDDEN', 'This decides about pay, which needs the pay right. An admin can give it to you.');
}
