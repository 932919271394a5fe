'use client';

import { useEffect } from 'react';
import { Toaster as SonnerToaster } from 'sonner';
import { TOASTER_READY } from './toast-events';

export default function Toaster() {
  // After the toaster itself listens: effects of children run first.
  useEffect(() => void window.dispatchEvent(new Event(TOASTER_READY)), []);
  return (
    <SonnerToaster
      position="bottom-right"
      toastOptions={{ classNames: { toast: '!bg-surface !text-ink !border-line', description: '!text-ink-muted' } }}
    />
  );
}
