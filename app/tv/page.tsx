import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import { PairingScreen } from '@/components/tv/pairing-screen';
import { ScreenApp } from '@/components/tv/screen-app';
import { START_GUARD } from '@/components/tv/start-guard';
import { loadTvPage } from '@/lib/domain/screens/loaders';

export const metadata: Metadata = { title: 'Screen' };
export const viewport: Viewport = { width: 'device-width', initialScale: 1, themeColor: '#0c0f14' };

/** A screen on a wall: its boards when it is paired, else the code to pair it with. */
export default async function TvPage() {
  const asked = await headers();
  const page = await loadTvPage(asked);
  return (
    <>
      <script nonce={asked.get('x-nonce') ?? undefined} suppressHydrationWarning>
        {START_GUARD}
      </script>
      {page === null ? <PairingScreen /> : <ScreenApp screen={page.screen} floor={page.floor} />}
    </>
  );
}
