import type { ReactNode } from 'react';
import { Skeleton } from '@/components/ui/skeleton';

/** The frame of a page in its own shape, while the page is on its way. */
export function FrameSkeleton({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div aria-busy="true">
      <div className="-mx-3 border-b px-3 py-2.5 sm:-mx-6 sm:px-6">
        <div className="flex flex-wrap items-center justify-between gap-x-5 gap-y-2">
          <div>
            <p className="text-xl font-semibold tracking-tight">{title}</p>
            <Skeleton className="mt-1 h-4 w-44" />
          </div>
          <Skeleton className="h-9 w-72 max-w-full" />
        </div>
        <div className="mt-1.5 flex h-7 items-center">
          <Skeleton className="h-4 w-80 max-w-full" />
        </div>
      </div>
      <div className="mt-4">{children}</div>
    </div>
  );
}
