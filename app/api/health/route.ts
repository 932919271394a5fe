import { processHealth } from '@/lib/platform/health/health';

/** Touches nothing. */
export function GET(): Response {
  return Response.json(processHealth(), { headers: { 'cache-control': 'no-store' } });
}

export const dynamic = 'force-dynamic';
