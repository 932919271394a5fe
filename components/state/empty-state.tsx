import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

type EmptyStateProps = { icon: LucideIcon; title: string; children: ReactNode; action?: ReactNode };

/** Nothing to show, why, and what to do about it. */
export function EmptyState({ icon: Icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="grid justify-items-center gap-3 rounded-xl border bg-surface px-6 py-14 text-center shadow-card">
      <Icon className="size-9 text-ink-muted" strokeWidth={1.5} aria-hidden />
      <h2 className="text-lg font-semibold">{title}</h2>
      <div className="max-w-md text-balance text-ink-muted">{children}</div>
      {action !== undefined && <div className="mt-2">{action}</div>}
    </div>
  );
}
