import * as z from 'zod';
import { getDatabase } from '@/lib/db/handles';
import { exportAudit } from '@/lib/domain/audit/export-csv';
import { auditExportQuery } from '@/lib/domain/audit/schema';
import { CSV_CONTENT_TYPE, csvResponse } from '@/lib/platform/http/csv-response';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { actorOf } from '@/lib/platform/http/principal';
import { apiRoute } from '@/lib/platform/http/route';
import { auditRightsOf } from '../rights';

export const GET = apiRoute({
  tag: 'GET /api/admin/audit/export',
  access: { session: ['admin'] },
  query: auditExportQuery,
  docs: { summary: 'Who changed what, as CSV', tags: ['Audit'], response: z.string(), contentType: CSV_CONTENT_TYPE },
  handle: async ({ site, query, principal, now }) =>
    csvResponse(await exportAudit(getDatabase(), site, query, auditRightsOf(principal), actorOf(principal), now)),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
