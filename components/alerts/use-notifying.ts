'use client';

import { useSyncExternalStore } from 'react';

/** `off` and `on` are the person's choice, the others the browser's. */
export type NotifyingState = 'off' | 'on' | 'blocked' | 'unsupported';

const KEY = 'hub.alert-notifications';
/** Of the alerts that somebody was told of; the code of the site follows. */
export const TOLD_KEY = 'hub.told-alerts.';
const CHANGED = 'hub:alert-notifications';

/** Whether this browser tells of new critical alerts. The browser is asked for leave only when somebody switches it on. */
export function useNotifying() {
  const state = useSyncExternalStore(subscribe, readState, () => 'off' as const);
  return {
    state,
    isOn: state === 'on',
    switchOn: async () => {
      const permission = await Notification.requestPermission();
      if (permission === 'granted') localStorage.setItem(KEY, 'on');
      window.dispatchEvent(new Event(CHANGED));
    },
    switchOff: () => {
      localStorage.removeItem(KEY);
      // Whoever switches it on again begins anew.
      for (const key of Object.keys(localStorage)) if (key.startsWith(TOLD_KEY)) localStorage.removeItem(key);
      window.dispatchEvent(new Event(CHANGED));
    },
  };
}

function readState(): NotifyingState {
  if (!('Notification' in window)) return 'unsupported';
  if (Notification.permission === 'denied') return 'blocked';
  return Notification.permission === 'granted' && localStorage.getItem(KEY) === 'on' ? 'on' : 'off';
}

/** Other tabs share the choice. */
function subscribe(onChange: () => void): () => void {
  window.addEventListener(CHANGED, onChange);
  window.addEventListener('storage', onChange);
  return () => {
    window.removeEventListener(CHANGED, onChange);
    window.removeEventListener('storage', onChange);
  };
}
