import type { ReactNode } from 'react';
import { requirePageAdmin } from '@/lib/platform/auth/page-guard';
import { SignedInFrame } from '../../signed-in-frame';

/** Each page asks again: a layout is not drawn anew when another page opens below it. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  await requirePageAdmin();
  return <SignedInFrame>{children}</SignedInFrame>;
}
