import type { AuditRights } from '@/lib/domain/audit/loaders';
import { maySeePay } from '@/lib/platform/auth/rights';
import type { Principal } from '@/lib/platform/http/principal';

/** What of the audit an admin sees. */
export function auditRightsOf(principal: Principal): AuditRights {
  if (principal.type !== 'user') return { seesHub: false, seesPay: false };
  return { seesHub: principal.user.siteIds === null, seesPay: maySeePay(principal.user) };
}
