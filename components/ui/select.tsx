import type { ComponentProps } from 'react';
import { cn } from './class-names';

/** The browser's own: right on a phone, with keyboard and screen reader, and without a script. */
export function Select({ className, ...props }: ComponentProps<'select'>) {
  return (
    <select
      className={cn(
        'min-h-11 min-w-0 rounded-lg border border-control bg-surface px-2.5 text-sm text-ink disabled:opacity-50 lg:min-h-9',
        className,
      )}
      {...props}
    />
  );
}
