import type { ReactNode } from 'react';
import { cn } from '@/components/ui/class-names';

type FigureTileProps = {
  label: string;
  /** The number. */
  value: string;
  /** Beside the number, e.g. a chip. */
  mark?: ReactNode;
  /** How far it is from before; left out without a comparison. */
  change?: ReactNode;
  /** What the number is made of. */
  note: ReactNode;
  /** What is behind it: opens it from the label. */
  open?: { label: string; onOpen(): void } | { label: string; href: string };
  className?: string;
};

/** One figure with what it means; the name leads to what is behind it. */
export function FigureTile({ label, value, mark, change, note, open, className }: FigureTileProps) {
  return (
    <section
      aria-label={label}
      className={cn(
        'grid min-w-0 content-start gap-1 rounded-xl border bg-surface p-4 shadow-card print:break-inside-avoid print:shadow-none',
        className,
      )}
    >
      <h2 className="text-sm text-ink-muted">{label}</h2>
      <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <strong className="text-2xl font-semibold tracking-tight">{value}</strong>
        {mark}
      </p>
      {change !== undefined && <p className="text-sm text-ink-muted">{change}</p>}
      <p className="text-sm text-pretty text-ink-muted">{note}</p>
      {open !== undefined && <OpenLink {...open} />}
    </section>
  );
}

const LINK =
  '-mb-2 inline-flex min-h-11 items-center justify-self-start text-sm font-medium text-accent hover:underline lg:mb-0 lg:min-h-6 print:hidden';

function OpenLink(open: NonNullable<FigureTileProps['open']>) {
  if ('href' in open) {
    return (
      <a href={open.href} className={LINK}>
        {open.label}
      </a>
    );
  }
  return (
    <button type="button" onClick={open.onOpen} className={LINK}>
      {open.label}
    </button>
  );
}
