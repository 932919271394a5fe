import type { ReactNode } from 'react';
import { cn } from '@/components/ui/class-names';
import { ANCHOR } from './anchor';

type PanelProps = {
  /** For links within the page. */
  id?: string;
  title?: string;
  /** What the numbers mean, small. */
  note?: ReactNode;
  action?: ReactNode;
  className?: string;
  children: ReactNode;
};

/** A part of a page with a heading of its own. */
export function Panel({ id, title, note, action, className, children }: PanelProps) {
  return (
    <section
      id={id}
      aria-label={title}
      className={cn(
        id !== undefined && ANCHOR,
        'min-w-0 rounded-xl border bg-surface p-4 shadow-card sm:p-5 print:shadow-none',
        className,
      )}
    >
      {(title !== undefined || action !== undefined) && (
        <div className="mb-3 flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
          <div className="min-w-[min(100%,10rem)] flex-1">
            {title !== undefined && <h2 className="font-semibold tracking-tight">{title}</h2>}
            {note !== undefined && <p className="text-sm text-ink-muted">{note}</p>}
          </div>
          {action}
        </div>
      )}
      {children}
    </section>
  );
}
