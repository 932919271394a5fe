import { AUTH_PATHS, getAuth } from '@/lib/platform/auth/auth';
import { forgetSessionUser } from '@/lib/platform/auth/session';
import { countAnswer } from '@/lib/platform/metrics/process-metrics';

const MAX_BODY_BYTES = 16_384;

/** Sign-in, sign-out, session and password change; nothing else of the sign-in library is open. */
async function handle(request: Request): Promise<Response> {
  const path = new URL(request.url).pathname.replace(/^\/api\/auth/, '');
  if (!AUTH_PATHS.has(path))
    return Response.json({ code: 'NOT_FOUND', message: 'There is nothing here.' }, { status: 404 });
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BODY_BYTES) {
    return Response.json({ code: 'PAYLOAD_TOO_LARGE', message: 'The body is too large.' }, { status: 413 });
  }
  const response = await getAuth().handler(request);
  if (request.method === 'POST') forgetSessionUser(request.headers);
  return response;
}

export const GET = (request: Request) => countAnswer('GET /api/auth', () => handle(request));
export const POST = (request: Request) => countAnswer('POST /api/auth', () => handle(request));
