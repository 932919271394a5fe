import { loadAudit } from '@/lib/domain/audit/loaders';
import { auditList, auditQuery } from '@/lib/domain/audit/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { apiRoute } from '@/lib/platform/http/route';
import { auditRightsOf } from './rights';

export const GET = apiRoute({
  tag: 'GET /api/admin/audit',
  access: { session: ['admin'] },
  query: auditQuery,
  docs: {
    summary: 'Who changed what: of the site, and for who sees every site also of the hub',
    tags: ['Audit'],
    response: auditList,
  },
  handle: ({ site, query, principal, now }) => loadAudit(site, query, auditRightsOf(principal), now),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
