'use client';

import Link from 'next/link';
import { useHref } from '@/components/layout/hub-context';
import { usePages } from '@/components/layout/use-pages';
import { useLiveFeed } from '@/components/live/live-provider';
import type { Fact, FactLink } from '@/lib/domain/alerts/prepare-view';

/** What something stands on, each fact leading to where more of it is. */
export function FactList({ facts }: { facts: readonly Fact[] }) {
  if (facts.length === 0) return null;
  return (
    <dl className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] items-baseline gap-x-4 gap-y-1.5 text-sm">
      {facts.map(({ label, value, link }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two facts may say the same, and their order is fixed
        <div key={index} className="contents">
          <dt className="text-ink-muted">{label}</dt>
          <dd className="min-w-0 break-words">
            {link === undefined ? value : <FactAnchor value={value} link={link} />}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function FactAnchor({ value, link }: { value: string; link: FactLink }) {
  const href = useHref();
  const { today } = useLiveFeed();
  const pages = usePages();
  const dateOf = (date: string) => (date === today ? null : date);
  const address = () => {
    switch (link.page) {
      case 'person':
        return href(`/employees/${link.employeeId}`, { date: dateOf(link.date) });
      case 'leaderboard':
        return href('/leaderboard', { date: dateOf(link.date), department: link.department });
      case 'flow':
        return href('/flow');
      default:
        return pages.some((page) => page.path === `/admin/${link.page}`) ? href(`/admin/${link.page}`) : null;
    }
  };
  const target = address();
  if (target === null) return value;
  return (
    <Link
      href={target}
      prefetch={false}
      className="inline-flex min-h-11 items-center font-medium text-accent underline underline-offset-4 lg:min-h-0"
    >
      {value}
    </Link>
  );
}
