'use client';

import { UserX } from 'lucide-react';
import Link from 'next/link';
import { useHref, useSite } from '@/components/layout/hub-context';
import { EmptyState } from '@/components/state/empty-state';
import { buttonClasses } from '@/components/ui/button-classes';

/** In place of a person's page when the site has nobody with the id. */
export function PersonNotFound() {
  const site = useSite();
  const href = useHref();
  return (
    <div className="mt-6 grid gap-4">
      <h1 className="text-xl font-semibold tracking-tight">There is no such person</h1>
      <EmptyState
        icon={UserX}
        title={`Nobody at ${site.name} has this address`}
        action={
          <Link className={buttonClasses({ variant: 'primary' })} href={href('/employees')}>
            Look for the person
          </Link>
        }
      >
        The link may be of another site, old, or mistyped. People are never deleted: whoever left is under Archived.
      </EmptyState>
    </div>
  );
}
