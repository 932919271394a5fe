import { measureEventLoop } from '@/lib/platform/health/health';

export async function GET(): Promise<Response> {
  const report = await measureEventLoop();
  return Response.json(report, {
    status: report.status === 'ok' ? 200 : 503,
    headers: { 'cache-control': 'no-store' },
  });
}

export const dynamic = 'force-dynamic';
