import { getDatabase } from '@/lib/db/handles';
import { loadReport } from '@/lib/domain/reports/loaders';
import { makeMissingReport } from '@/lib/domain/reports/run';
import { reportAnswer, reportParams } from '@/lib/domain/reports/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { actorOf } from '@/lib/platform/http/principal';
import { apiRoute } from '@/lib/platform/http/route';
import { statusAnswer } from '@/lib/platform/http/route-docs';

export const GET = apiRoute({
  tag: 'GET /api/dashboard/reports/:date',
  access: { session: ['admin', 'manager'], apiKey: ['read'] },
  params: reportParams,
  docs: { summary: 'The report of a day', tags: ['Reports'], response: reportAnswer },
  handle: ({ site, params, now }) => loadReport(site, params.date, now),
});

export const POST = apiRoute({
  tag: 'POST /api/dashboard/reports/:date',
  access: { session: ['admin', 'manager'] },
  params: reportParams,
  docs: { summary: 'Make the report of a day that has none', tags: ['Reports'], response: statusAnswer('made') },
  handle: async ({ site, params, now, principal }) => {
    await makeMissingReport(getDatabase(), { site, date: params.date, actor: actorOf(principal), now });
    return { status: 'made' };
  },
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET', 'POST');
