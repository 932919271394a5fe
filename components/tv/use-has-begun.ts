'use client';

import { useEffect } from 'react';

/** Tells the guard of the page (start-guard.ts) that the program has begun. */
export function useHasBegun(): void {
  useEffect(() => {
    document.documentElement.dataset.screenHasBegun = 'yes';
  }, []);
}
