import { ArrowDown, ArrowUp, Equal } from 'lucide-react';
import Link from 'next/link';
import { type ReactNode, useEffect, useRef } from 'react';
import { cn } from '@/components/ui/class-names';
import { formatNumber, NO_NUMBER } from '@/lib/platform/format/number';

type RankCellProps = {
  rank: number;
  /** Places up (or down); null: there was no rank before. */
  moved: number | null;
  /** What the rank is compared with, e.g. `since Mon, 9 Mar 2026`. */
  since: string;
};

export function RankCell({ rank, moved, since }: RankCellProps) {
  return (
    <span className="inline-grid justify-items-center leading-tight">
      <span className={cn('text-lg', rank <= 3 ? 'font-semibold text-ink' : 'text-ink-muted')}>{rank}</span>
      {moved !== null && <RankChange moved={moved} since={since} />}
    </span>
  );
}

function RankChange({ moved, since }: { moved: number; since: string }) {
  const places = Math.abs(moved);
  const words =
    moved === 0
      ? `Same place ${since}`
      : `${places} ${places === 1 ? 'place' : 'places'} ${moved > 0 ? 'up' : 'down'} ${since}`;
  const Arrow = moved === 0 ? Equal : moved > 0 ? ArrowUp : ArrowDown;
  return (
    <span
      title={words}
      className={cn('flex items-center text-xs', moved > 0 ? 'text-good' : 'text-ink-muted', 'print:hidden')}
    >
      <Arrow className="size-3" aria-hidden />
      <span aria-hidden>{moved === 0 ? '' : places}</span>
      <span className="sr-only">{words}</span>
    </span>
  );
}

type NameCellProps = {
  name: string;
  /** Of the person's day. */
  href: string;
  /** Small, below the name. */
  children?: ReactNode;
};

/** The name leads to the person's day. */
export function NameCell({ name, href, children }: NameCellProps) {
  return (
    <div className="grid min-w-0 gap-0.5">
      <Link
        href={href}
        prefetch={false}
        title={name}
        className="block truncate font-medium underline-offset-4 hover:text-accent hover:underline narrow:-my-3 narrow:mr-28 narrow:py-3"
      >
        <span>{name}</span>
      </Link>
      {children !== undefined && (
        <span className="flex min-w-0 items-center gap-2 overflow-hidden text-xs text-ink-muted print:hidden">
          {children}
        </span>
      )}
    </div>
  );
}

/** Lights up when the number changes, not when it is first drawn. */
export function PointsCell({ points }: { points: number }) {
  const shown = useRef(points);
  const hasChanged = shown.current !== points;
  useEffect(() => {
    shown.current = points;
  }, [points]);
  const [whole, fraction] = formatNumber(points, 2).split('.');
  return (
    <span key={points} className={cn('-mr-1 rounded px-1 text-lg font-semibold', hasChanged && 'animate-changed')}>
      {whole}
      <span className="text-sm font-normal text-ink-muted">.{fraction}</span>
    </span>
  );
}

type ItemsCellProps = { items: number; itemsPerHour: number | null };

export function ItemsCell({ items, itemsPerHour }: ItemsCellProps) {
  return (
    <>
      {formatNumber(items)}
      <span className="text-sm text-ink-muted wide:hidden">
        {' '}
        items{itemsPerHour === null ? '' : `, ${formatNumber(itemsPerHour, 1)}/h`}
      </span>
    </>
  );
}

/** A change in percent with its sign; "–" where there is nothing to compare with. */
export function ChangeText({ percent, className }: { percent: number | null; className?: string }) {
  if (percent === null) return <span className={cn('text-ink-muted', className)}>{NO_NUMBER}</span>;
  return (
    <span className={cn(percent > 0 ? 'text-good' : 'text-ink-muted', className)}>
      {percent > 0 ? '+' : ''}
      {formatNumber(percent, 1)}%
    </span>
  );
}
