import Link from 'next/link';
import { useHref } from '@/components/layout/hub-context';
import type { IsoDay } from '@/lib/platform/time/instant';

/** Leads to a person's day; `date` null: today. */
export function PersonLink({ employeeId, name, date }: { employeeId: number; name: string; date: IsoDay | null }) {
  const href = useHref();
  return (
    <Link
      href={href(`/employees/${employeeId}`, { date })}
      prefetch={false}
      className="-my-1 inline-flex min-h-11 items-center font-medium underline-offset-4 hover:underline lg:min-h-9"
    >
      {name}
    </Link>
  );
}
