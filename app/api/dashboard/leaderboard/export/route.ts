import * as z from 'zod';
import { getDatabase } from '@/lib/db/handles';
import { exportLeaderboard } from '@/lib/domain/leaderboard/export-csv';
import { exportRangeBoard } from '@/lib/domain/leaderboard/export-range-csv';
import { leaderboardExportQuery } from '@/lib/domain/leaderboard/schema';
import { CSV_CONTENT_TYPE, csvResponse } from '@/lib/platform/http/csv-response';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { actorOf } from '@/lib/platform/http/principal';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/dashboard/leaderboard/export',
  access: { session: ['admin', 'manager', 'viewer'] },
  query: leaderboardExportQuery,
  docs: {
    summary: 'The leaderboard of a day or a range of days as CSV',
    tags: ['Dashboard'],
    response: z.string(),
    contentType: CSV_CONTENT_TYPE,
  },
  handle: async ({ site, query, now, principal }) => {
    const { from, to } = query;
    const file =
      from === undefined || to === undefined
        ? await exportLeaderboard(getDatabase(), site, query, actorOf(principal), now)
        : await exportRangeBoard(getDatabase(), site, { ...query, from, to }, actorOf(principal), now);
    return csvResponse(file);
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
