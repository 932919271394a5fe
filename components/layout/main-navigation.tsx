'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { cn } from '@/components/ui/class-names';
import { PAGES } from './pages';

export function MainNavigation() {
  const pathname = usePathname();
  return (
    <nav aria-label="Pages" className="flex h-full items-stretch">
      {PAGES.map((page) => {
        const isCurrent = pathname === page.path || pathname.startsWith(`${page.path}/`);
        return (
          <Link
            key={page.path}
            href={page.path}
            aria-current={isCurrent ? 'page' : undefined}
            className={cn(
              'relative flex items-center px-3 text-sm text-ink-muted hover:text-ink',
              isCurrent &&
                'font-medium text-ink after:absolute after:inset-x-3 after:-bottom-px after:h-0.5 after:bg-accent',
            )}
          >
            {page.name}
          </Link>
        );
      })}
    </nav>
  );
}
