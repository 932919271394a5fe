import type { ComponentProps } from 'react';
import { cn } from './class-names';

export function Input({ className, ...props }: ComponentProps<'input'>) {
  return (
    <input
      className={cn(
        'min-h-11 w-full min-w-0 rounded-lg border border-control bg-surface px-3 text-[0.9375rem] text-ink placeholder:text-ink-muted disabled:opacity-50 aria-invalid:border-bad lg:min-h-9',
        className,
      )}
      {...props}
    />
  );
}
