import type { NextConfig } from 'next';

const nextConfig: NextConfig = {
  poweredByHeader: false,
  // `npm test` checks types, of tests and scripts too; the build need not do it again.
  typescript: { ignoreBuildErrors: true },
  // Programs of Node with connections or native parts: loaded as they are, not bundled.
  serverExternalPackages: ['bentocache', 'bullmq', 'ioredis', 'mysql2', 'pino', 'pino-pretty', 'prom-client'],
  devIndicators: false,
  // Parsers of the address are written for both sides; in the browser they come with the hooks that use them.
  turbopack: { resolveAlias: { 'nuqs/server': { browser: 'nuqs' } } },
  // Pages get these and more from proxy.ts; here for everything else.
  headers: async () => [
    {
      source: '/:path*',
      headers: [
        { key: 'X-Content-Type-Options', value: 'nosniff' },
        { key: 'X-Frame-Options', value: 'DENY' },
        { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
        { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), payment=(), usb=()' },
        { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
      ],
    },
    {
      // Next sets the type of a route's answer as a list, which its own compression then does not recognise; a type
      // set here stays text, and the answer is compressed. Routes that answer something else are left out.
      source: '/api/:path((?!live$|metrics$|docs|.*/export$).*)',
      headers: [{ key: 'Content-Type', value: 'application/json; charset=utf-8' }],
    },
  ],
};

export default nextConfig;
