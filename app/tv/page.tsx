import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import { PairingScreen } from '@/components/tv/pairing-screen';
import { ScreenApp } from '@/components/tv/screen-app';
import { loadTvPage } from '@/lib/domain/screens/loaders';

export const metadata: Metadata = { title: 'Screen' };
export const viewport: Viewport = { width: 'device-width', initialScale: 1, themeColor: '#0c0f14' };

/** A screen on a wall: its boards when it is paired, else the code to pair it with. */
export default async function TvPage() {
  const page = await loadTvPage(await headers());
  return page === null ? <PairingScreen /> : <ScreenApp screen={page.screen} floor={page.floor} />;
}
