'use client';

import { useEffect } from 'react';
import { Nothing } from '@/components/tv/boards/nothing';
import { reloadPage } from '@/components/tv/reload';

const RETRY_MILLIS = 5_000;

/** A screen that could not be loaded or drawn tries again by itself: nobody is there to press a button. */
export default function ScreenError() {
  useEffect(() => {
    const timer = setInterval(() => void reloadPage(), RETRY_MILLIS);
    return () => clearInterval(timer);
  }, []);
  return (
    <main className="h-dvh bg-tv-backdrop text-tv-ink">
      <Nothing title="No numbers at the moment">They come back by themselves.</Nothing>
    </main>
  );
}
