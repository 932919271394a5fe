import type { ReactNode } from 'react';

/** Nothing to show in a panel, and why. */
export function PanelEmpty({ height, children }: { height?: number; children: ReactNode }) {
  return (
    <div
      className="grid min-h-32 place-items-center px-6 py-4 text-center text-balance text-ink-muted"
      style={{ height }}
    >
      <p className="max-w-sm">{children}</p>
    </div>
  );
}
