'use client';

import { Dialog, DialogContent, DialogTitle } from '@/components/ui/dialog';
import type { Shortcut } from './use-shortcuts';

type ShortcutListProps = { shortcuts: readonly Shortcut[]; isOpen: boolean; onOpenChange(isOpen: boolean): void };

export default function ShortcutList({ shortcuts, isOpen, onOpenChange }: ShortcutListProps) {
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent aria-describedby={undefined}>
        <DialogTitle>Keyboard shortcuts</DialogTitle>
        <dl className="grid grid-cols-[auto_1fr] items-center gap-x-5 gap-y-2.5 text-sm">
          {shortcuts.map((shortcut) => (
            <div key={shortcut.keys} className="contents">
              <dt className="flex gap-1">
                {shortcut.keys.split(' ').map((key) => (
                  <kbd
                    key={key}
                    className="min-w-7 rounded-md border bg-sunken px-1.5 py-0.5 text-center font-sans text-xs font-medium"
                  >
                    {key}
                  </kbd>
                ))}
              </dt>
              <dd>{shortcut.label}</dd>
            </div>
          ))}
        </dl>
      </DialogContent>
    </Dialog>
  );
}
