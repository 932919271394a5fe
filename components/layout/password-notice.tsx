'use client';

import { KeyRound } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';

/** Stays until the person has a password that nobody else made. */
export function PasswordNotice() {
  const isOnAccountPage = usePathname() === '/account';
  return (
    <div className="border-b bg-accent-soft print:hidden">
      <p className="mx-auto flex max-w-7xl items-center gap-x-3 px-3 py-1 text-sm sm:px-6">
        <KeyRound className="size-4 shrink-0 text-accent max-sm:hidden" aria-hidden />
        <span className="py-2 max-sm:flex-1">You still use the password that was made for you.</span>
        {!isOnAccountPage && (
          <Link
            href="/account"
            className="inline-flex min-h-11 shrink-0 items-center font-medium text-accent underline underline-offset-4 lg:min-h-9"
          >
            Choose your own
          </Link>
        )}
      </p>
    </div>
  );
}
