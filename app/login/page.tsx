import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { BrandMark } from '@/components/layout/brand';
import { SignInForm } from '@/components/sign-in/sign-in-form';
import { safeNextPath } from '@/lib/platform/auth/next-path';
import { getPageUser } from '@/lib/platform/auth/page-guard';

export const metadata: Metadata = { title: 'Sign in' };

type SignInPageProps = { searchParams: Promise<{ next?: string | string[] }> };

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { next } = await searchParams;
  const nextPath = safeNextPath(typeof next === 'string' ? next : undefined);
  if ((await getPageUser()) !== null) redirect(nextPath);
  return (
    <main className="grid min-h-[calc(100dvh-2rem)] place-items-center px-4 py-10">
      <div className="w-full max-w-sm">
        <div className="mb-8 flex flex-col items-center gap-4 text-center">
          <BrandMark className="size-12" />
          <div>
            <h1 className="text-2xl font-semibold tracking-tight">Productivity Hub</h1>
            <p className="mt-1 text-ink-muted">Sign in to see how the floor is doing.</p>
          </div>
        </div>
        <div className="rounded-2xl border bg-surface p-6 shadow-card sm:p-8">
          <SignInForm nextPath={nextPath} />
        </div>
        <p className="mt-6 text-center text-sm text-balance text-ink-muted">
          No account or password forgotten? Ask an admin of your hub.
        </p>
      </div>
    </main>
  );
}
