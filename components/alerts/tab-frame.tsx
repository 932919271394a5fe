'use client';

import { MousePointerClick } from 'lucide-react';
import { type ReactNode, Suspense } from 'react';
import { PanelSkeleton } from './panel-skeleton';

/** What every tab knows of the entry whose details are open. */
export type EntryProps = {
  selected: number | null;
  onSelect(id: number): void;
  onClose(): void;
  /** Takes the filter away; null without one. */
  onClear: (() => void) | null;
};

type TabFrameProps = { list: ReactNode; panel: ReactNode | null; hint: string };

/** A list and beside it the details of one entry; on a phone one or the other. */
export function TabFrame({ list, panel, hint }: TabFrameProps) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(20rem,25rem)] print:block">
      <div className={panel === null ? 'min-w-0' : 'min-w-0 max-lg:hidden'}>{list}</div>
      <div className="lg:sticky lg:top-[calc(var(--frame-height)+1rem)] lg:max-h-[calc(100dvh-var(--frame-height)-2rem)] lg:overflow-y-auto print:hidden">
        {panel === null ? (
          <div className="grid justify-items-center gap-3 rounded-xl border border-dashed p-8 text-center text-sm text-ink-muted max-lg:hidden">
            <MousePointerClick className="size-6" strokeWidth={1.5} aria-hidden />
            <p className="max-w-64 text-balance">{hint}</p>
            <p>
              <Key>j</Key> <Key>k</Key> go through the list, <Key>?</Key> lists all keys
            </p>
          </div>
        ) : (
          <Suspense fallback={<PanelSkeleton />}>{panel}</Suspense>
        )}
      </div>
    </div>
  );
}

function Key({ children }: { children: string }) {
  return <kbd className="rounded-md border bg-sunken px-1.5 py-0.5 font-sans text-xs font-medium">{children}</kbd>;
}
