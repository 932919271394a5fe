'use client';

import { lazy, Suspense, useEffect, useState } from 'react';
import { TOASTER_WANTED } from './toast-events';

const Toaster = lazy(() => import('./toaster'));

/** Where toasts appear, from the first one on. */
export function ToastHost() {
  const [isWanted, setWanted] = useState(false);
  useEffect(() => {
    const want = () => setWanted(true);
    window.addEventListener(TOASTER_WANTED, want);
    return () => window.removeEventListener(TOASTER_WANTED, want);
  }, []);
  if (!isWanted) return null;
  return (
    <Suspense fallback={null}>
      <Toaster />
    </Suspense>
  );
}
