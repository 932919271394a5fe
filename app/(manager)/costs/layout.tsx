import type { ReactNode } from 'react';
import { requirePagePay } from '@/lib/platform/auth/page-guard';

/** Asks before anything of the page is sent, also its skeleton; the page asks again. */
export default async function CostsLayout({ children }: { children: ReactNode }) {
  await requirePagePay();
  return children;
}
