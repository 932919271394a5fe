import { Download } from 'lucide-react';
import type { ReactNode } from 'react';
import { ANCHOR } from '@/components/layout/anchor';
import { buttonClasses } from '@/components/ui/button-classes';
import { cn } from '@/components/ui/class-names';

type TableSectionProps = {
  title: string;
  /** What the numbers mean, small. */
  note?: ReactNode;
  /** The address of the same rows as CSV. */
  csv?: string;
  /** Filters, before the download. */
  controls?: ReactNode;
  id?: string;
  children: ReactNode;
};

/** A table with its heading, its filters and its download. */
export function TableSection({ title, note, csv, controls, id, children }: TableSectionProps) {
  return (
    <section id={id} aria-label={title} className={cn('min-w-0', ANCHOR)}>
      <div className="mb-2.5 flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
        <div className="min-w-[min(100%,12rem)] flex-1">
          <h2 className="font-semibold tracking-tight">{title}</h2>
          {note !== undefined && <p className="text-sm text-pretty text-ink-muted">{note}</p>}
        </div>
        <div
          className={cn(
            'flex min-w-0 flex-wrap items-center gap-2 print:hidden',
            controls !== undefined && 'max-sm:w-full',
          )}
        >
          {controls}
          {csv !== undefined && <CsvLink href={csv} of={title} />}
        </div>
      </div>
      {children}
    </section>
  );
}

/** Downloads a table. */
export function CsvLink({ href, of }: { href: string; of: string }) {
  return (
    <a className={buttonClasses()} href={href} download aria-label={`Download as CSV: ${of}`}>
      <Download aria-hidden />
      CSV
    </a>
  );
}
