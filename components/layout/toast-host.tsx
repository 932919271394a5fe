'use client';

import { lazy, Suspense, useEffect, useState } from 'react';

export type ToastEvents = { wanted: 'hub:toaster-wanted'; ready: 'hub:toaster-ready' };
const WANTED: ToastEvents['wanted'] = 'hub:toaster-wanted';

const Toaster = lazy(() => import('./toaster'));

/** Where toasts appear, from the first one on. */
export function ToastHost() {
  const [isWanted, setWanted] = useState(false);
  useEffect(() => {
    const want = () => setWanted(true);
    window.addEventListener(WANTED, want);
    return () => window.removeEventListener(WANTED, want);
  }, []);
  if (!isWanted) return null;
  return (
    <Suspense fallback={null}>
      <Toaster />
    </Suspense>
  );
}
