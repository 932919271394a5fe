import type { ReactNode } from 'react';
import { cn } from '@/components/ui/class-names';

/** Scrolls what is larger than it; with the keyboard as well. */
export function ScrollBox({ label, className, children }: { label: string; className: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard
    <section aria-label={label} tabIndex={0} className={cn('min-w-0 overflow-auto', className)}>
      {children}
    </section>
  );
}
