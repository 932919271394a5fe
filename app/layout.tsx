import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { THEME_COOKIE, themeOf } from '@/components/layout/themes';
import { ownBuildId } from '@/lib/platform/health/build-id';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Productivity Hub', template: '%s · Productivity Hub' },
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f8f9fb' },
    { media: '(prefers-color-scheme: dark)', color: '#0f1218' },
  ],
};

/**
 * The framework sends what a page waited for after its skeleton and has a script move it there. Without scripts it is
 * shown where it is, and the skeleton is not.
 */
const WITHOUT_SCRIPTS = `
/* What is important in the first layer wins over "hidden" of a later one. */
@layer theme { div[hidden][id^="S:"] { display: block !important; } }
div[hidden][id^="S:"] { position: relative; padding: 0 1.5rem; }
[aria-busy="true"] { display: none !important; }
@media (min-width: 64rem) {
  div[hidden][id^="S:"] { margin-left: 14rem; }
  div[hidden][id="S:0"] { margin-top: -100dvh; }
}
`;

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Read per request, which also makes every page one that gets the nonce of its own answer.
  const theme = themeOf((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <html lang="en" data-theme={theme} data-build={ownBuildId()} suppressHydrationWarning>
      <head>
        <noscript>
          <style>{WITHOUT_SCRIPTS}</style>
        </noscript>
      </head>
      <body>{children}</body>
    </html>
  );
}
