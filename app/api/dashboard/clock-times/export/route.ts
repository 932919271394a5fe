import * as z from 'zod';
import { getDatabase } from '@/lib/db/handles';
import { exportClockTimes } from '@/lib/domain/clock/export-csv';
import { clockDayQuery } from '@/lib/domain/clock/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { actorOf } from '@/lib/platform/http/principal';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/dashboard/clock-times/export',
  access: { session: ['admin', 'manager', 'viewer'] },
  query: clockDayQuery,
  docs: {
    summary: 'The clock times of a day as CSV',
    tags: ['Time clock'],
    response: z.string(),
    contentType: 'text/csv; charset=utf-8',
  },
  handle: async ({ site, query, now, principal }) => {
    const file = await exportClockTimes(getDatabase(), site, query, actorOf(principal), now);
    return new Response(file.text, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${file.name}"`,
      },
    });
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
