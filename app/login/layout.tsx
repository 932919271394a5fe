import type { ReactNode } from 'react';
import { PageGround } from '@/components/layout/page-ground';
import { getEnv } from '@/lib/platform/env/env';

export default function SignInLayout({ children }: { children: ReactNode }) {
  return <PageGround isDemo={getEnv().DEMO_MODE}>{children}</PageGround>;
}
