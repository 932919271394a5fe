import type { ReactNode } from 'react';
import { cn } from '@/components/ui/class-names';

type NoticeProps = { tone: 'accent' | 'warn'; children: ReactNode; action?: ReactNode };

/** A line above the content that must not be missed. */
export function Notice({ tone, children, action }: NoticeProps) {
  return (
    <div
      role="status"
      className={cn(
        'flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-xl px-4 py-2 text-sm',
        tone === 'accent' ? 'bg-accent-soft' : 'bg-warn-soft text-warn',
      )}
    >
      <p className="py-1.5 font-medium">{children}</p>
      {action}
    </div>
  );
}
