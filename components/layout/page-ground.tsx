import type { ReactNode } from 'react';
import { DemoNotice } from './demo-notice';
import { Providers } from './providers';

/** What every page but a screen's stands on: the label of demo data, and what client components need. */
export function PageGround({ isDemo, children }: { isDemo: boolean; children: ReactNode }) {
  return (
    <div data-demo={isDemo || undefined}>
      {isDemo && <DemoNotice />}
      <Providers>{children}</Providers>
    </div>
  );
}
