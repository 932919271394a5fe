'use client';

import { useEffect, useState } from 'react';
import type { OwnScreen, ScreenFloor } from '@/lib/domain/screens/schema';
import { PairingScreen } from './pairing-screen';
import { Stage } from './stage';
import { useHasBegun } from './use-has-begun';
import { useScreenFeed } from './use-screen-feed';

/** A paired screen, until it is removed: then it is blank for a moment and asks to be paired. */
export function ScreenApp({ screen, floor }: { screen: OwnScreen; floor: ScreenFloor | null }) {
  const feed = useScreenFeed({ screen, floor });
  useHasBegun();
  const [asksAgain, setAsksAgain] = useState(false);
  useEffect(() => {
    if (!feed.isGone) return;
    const timer = setTimeout(() => setAsksAgain(true), 3_000);
    return () => clearTimeout(timer);
  }, [feed.isGone]);
  if (asksAgain) return <PairingScreen />;
  if (feed.isGone) return <main data-testid="removed" className="h-dvh bg-tv-canvas" />;
  return <Stage feed={feed} />;
}
