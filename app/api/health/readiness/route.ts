import { checkReadiness } from '@/lib/platform/health/readiness';

export async function GET(): Promise<Response> {
  const report = await checkReadiness();
  return Response.json(report, {
    status: report.status === 'unavailable' ? 503 : 200,
    headers: { 'cache-control': 'no-store' },
  });
}

export const dynamic = 'force-dynamic';
