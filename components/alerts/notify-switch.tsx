'use client';

import { Bell, BellOff, BellRing } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { useNotifying } from './use-notifying';

/** Switches notifications of new critical alerts on and off in this browser. */
export function NotifySwitch() {
  const { state, switchOn, switchOff } = useNotifying();
  if (state === 'unsupported') return null;
  if (state === 'blocked') {
    return (
      <p className="flex items-center gap-2 text-sm text-ink-muted print:hidden">
        <BellOff className="size-4 shrink-0" aria-hidden />
        Notifications are blocked for this page in your browser
      </p>
    );
  }
  const isOn = state === 'on';
  return (
    <Button
      aria-pressed={isOn}
      title="A notification of this browser for each new critical alert, while a page of the hub is open"
      onClick={() => (isOn ? switchOff() : void switchOn())}
      className={isOn ? 'border-accent bg-accent-soft text-accent hover:bg-accent-soft' : undefined}
    >
      {isOn ? <BellRing aria-hidden /> : <Bell aria-hidden />}
      Notify me
    </Button>
  );
}
