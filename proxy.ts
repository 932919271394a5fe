import { randomBytes } from 'node:crypto';
import { type NextRequest, NextResponse } from 'next/server';
import { getEnv } from '@/lib/platform/env/env';

/**
 * Security headers of pages (operations.md, Security). Scripts run only with the nonce of this answer, which the
 * framework puts on its own. Inline styles are allowed: charts and moving rows set them, and they cannot run anything.
 */
export function proxy(request: NextRequest): NextResponse {
  const env = getEnv();
  const nonce = randomBytes(18).toString('base64');
  const isSecure = env.BASE_URL.startsWith('https:');
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${env.NODE_ENV === 'development' ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(isSecure ? ['upgrade-insecure-requests'] : []),
  ].join('; ');
  const headers = new Headers(request.headers);
  headers.set('content-security-policy', policy);
  headers.set('x-nonce', nonce);
  headers.set('x-path', `${request.nextUrl.pathname}${request.nextUrl.search}`);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  if (isSecure) response.headers.set('strict-transport-security', 'max-age=31536000');
  return response;
}

export const config = {
  // API answers are never shown as pages, their documentation is; static files carry no scripts of ours that need a nonce.
  matcher: [{ source: '/((?!api/(?!docs$)|_next/static|_next/image|icon.svg|favicon.ico).*)' }],
};
