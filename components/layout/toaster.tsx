'use client';

import { useEffect } from 'react';
import { Toaster as SonnerToaster } from 'sonner';
import type { ToastEvents } from './toast-host';

const READY: ToastEvents['ready'] = 'hub:toaster-ready';

export default function Toaster() {
  // After the toaster itself listens: effects of children run first.
  useEffect(() => void window.dispatchEvent(new Event(READY)), []);
  return (
    <SonnerToaster
      position="bottom-right"
      toastOptions={{ classNames: { toast: '!bg-surface !text-ink !border-line', description: '!text-ink-muted' } }}
    />
  );
}
