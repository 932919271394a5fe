'use client';

import { ArrowLeft, X } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';

type PanelFrameProps = { title: string; marks: ReactNode; onClose(): void; children: ReactNode };

/** The details of an entry: beside the list, on a phone in its place. */
export function PanelFrame({ title, marks, onClose, children }: PanelFrameProps) {
  const top = useRef<HTMLElement>(null);
  // On a phone the list has gone: begin at the top of what took its place.
  useEffect(() => {
    if (window.matchMedia('(max-width: 63.99rem)').matches) top.current?.scrollIntoView({ block: 'center' });
  }, []);
  return (
    <section aria-label="Details" className="grid gap-4 rounded-xl border bg-surface p-4 shadow-card sm:p-5">
      <header ref={top} className="grid gap-2">
        <Button variant="ghost" onClick={onClose} className="-ml-3 justify-self-start lg:hidden">
          <ArrowLeft aria-hidden />
          Back to the list
        </Button>
        <div className="flex items-start justify-between gap-3">
          <div className="flex min-w-0 flex-wrap items-center gap-2">{marks}</div>
          <Button
            variant="ghost"
            size="icon"
            aria-label="Close the details"
            onClick={onClose}
            className="-mt-2 -mr-2 text-ink-muted max-lg:hidden"
          >
            <X aria-hidden />
          </Button>
        </div>
        <h2 className="text-lg font-semibold tracking-tight">{title}</h2>
      </header>
      {children}
    </section>
  );
}

/** A part of the details with a small heading. */
export function PanelPart({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-2 border-t pt-4">
      <h3 className="text-sm font-semibold">{title}</h3>
      {children}
    </section>
  );
}

/** Why the server did not do what was asked. */
export function PanelProblem({ message }: { message: string }) {
  return (
    <p role="alert" className="rounded-lg bg-warn-soft px-3 py-2 text-sm font-medium text-warn">
      {message}
    </p>
  );
}
