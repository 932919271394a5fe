'use client';

import { ArrowUp, Flame } from 'lucide-react';
import { memo, useLayoutEffect, useRef, useState } from 'react';
import { departmentBackground } from '@/components/departments/department-colours';
import { cn } from '@/components/ui/class-names';
import type { ScreenFloor } from '@/lib/domain/screens/schema';
import { formatNumber } from '@/lib/platform/format/number';
import { FitText } from '../fit-text';
import { useUnit } from '../use-unit';
import { Nothing } from './nothing';

type Person = ScreenFloor['people'][number];

/** Height of a row in tv units. */
const ROW_UNITS = 5.6;

/** The first two as a duel, below or beside them exactly the rows that fit. */
export function LeaderboardBoard({ floor, cut }: { floor: ScreenFloor; cut: number }) {
  const people = floor.people.slice(0, cut);
  const [first, second, ...others] = people;
  if (first === undefined)
    return <Nothing title="Nobody on the board yet">The first scan of the day opens it.</Nothing>;
  return (
    <div className="grid h-full min-h-0 gap-tv-m landscape:grid-cols-[minmax(0,46fr)_minmax(0,54fr)] portrait:grid-rows-[auto_minmax(0,1fr)]">
      <div className="grid min-h-0 grid-rows-2 gap-tv-m portrait:gap-tv-s">
        <Champion person={first} rival={second} isFirst />
        {second === undefined ? <div /> : <Champion person={second} rival={first} />}
      </div>
      {others.length > 0 ? (
        <Rows people={others} top={first.points} />
      ) : (
        <Nothing title="Room for more">The next to scan stands here.</Nothing>
      )}
    </div>
  );
}

type ChampionProps = { person: Person; rival?: Person; isFirst?: boolean };

/** One of the two ahead, as large as can be read from anywhere in the hall. */
const Champion = memo(function Champion({ person, rival, isFirst = false }: ChampionProps) {
  const lead = rival === undefined ? 0 : Math.abs(person.points - rival.points);
  const isTied = rival !== undefined && rival.points === person.points;
  const duelText = isTied
    ? 'side by side'
    : `${formatNumber(lead, lead % 1 === 0 ? 0 : 1)} ${isFirst ? 'ahead' : 'behind'}`;
  return (
    <section
      data-champion={isFirst ? 'first' : 'second'}
      className={cn(
        'relative grid min-h-0 min-w-0 grid-cols-[minmax(0,1fr)] content-center gap-tv-s overflow-hidden rounded-tv bg-tv-surface px-tv-l py-tv-s contain-layout',
        isFirst && 'bg-tv-first text-tv-first-ink',
      )}
    >
      {/* Who comes here rises into the place. */}
      <div key={person.employeeId} className="flex items-baseline gap-tv-m motion-safe:animate-tv-rise">
        <span className={cn('text-tv-xl font-bold tabular-nums', isFirst ? 'opacity-80' : 'text-tv-muted')}>
          {person.rank}
        </span>
        <FitText className="flex-1 text-tv-large leading-tight font-semibold portrait:text-tv-xl" min={0.32}>
          {person.name}
        </FitText>
      </div>
      <div className="flex items-baseline justify-between gap-tv-m">
        <span
          data-testid="champion-points"
          className="text-tv-giant leading-none font-bold tabular-nums portrait:text-tv-large"
        >
          {pointsText(person.points)}
        </span>
        <FitText className={cn('flex-1 text-right text-tv-l', isFirst ? 'opacity-90' : 'text-tv-muted')}>
          {rival === undefined ? 'points' : duelText}
        </FitText>
      </div>
      <Parts
        person={person}
        full={Math.max(person.points, rival?.points ?? 0)}
        className={cn('h-[0.8em] text-tv-s', isFirst && 'bg-tv-canvas p-[0.18em]')}
      />
    </section>
  );
});

/** As many rows as fit, none cut, no scrollbar. Rows move by transforms alone. */
function Rows({ people, top }: { people: readonly Person[]; top: number }) {
  const place = useRef<HTMLOListElement>(null);
  const fitting = useFittingRows(place, people.length);
  // In an order that never changes: an element that is put elsewhere loses the transition to its new place.
  const shown = people
    .slice(0, fitting.count)
    .map((person, index) => ({ person, index }))
    .sort((a, b) => a.person.employeeId - b.person.employeeId);
  return (
    <ol ref={place} aria-label="Ranks" className="relative min-h-0 overflow-hidden">
      {shown.map(({ person, index }) => (
        <li
          key={person.employeeId}
          aria-posinset={index + 1}
          aria-setsize={shown.length}
          className={cn(
            'absolute inset-x-0 top-0 grid transition-transform duration-700 ease-out contain-strict will-change-transform',
            index > 0 && 'border-t border-tv-line',
          )}
          style={{ height: fitting.height, transform: `translateY(${index * fitting.height}px)` }}
        >
          <Row person={person} top={top} />
        </li>
      ))}
    </ol>
  );
}

const Row = memo(function Row({ person, top }: { person: Person; top: number }) {
  return (
    <div className="grid grid-cols-[2.4em_minmax(0,1fr)_auto] content-center items-baseline gap-x-tv-s gap-y-[0.2em] px-tv-s text-tv-l leading-[1.3]">
      <span className="text-right font-semibold whitespace-nowrap text-tv-muted tabular-nums">
        <Movement person={person} />
        {person.rank}
      </span>
      <span className="flex min-w-0 items-baseline gap-tv-s">
        <FitText className="font-medium">{person.name}</FitText>
        {person.streak >= 3 && (
          <span className="shrink-0 text-tv-s whitespace-nowrap text-tv-muted">
            <Flame className="inline size-[1em] align-[-0.1em]" aria-label="Streak" />
            {person.streak}
          </span>
        )}
      </span>
      <span className="min-w-[2.6em] text-right font-semibold tabular-nums">{pointsText(person.points)}</span>
      <Parts person={person} full={top} className="col-span-2 col-start-2 h-[0.28em]" />
    </div>
  );
});

/** Places up since yesterday; who fell is not pointed at. */
function Movement({ person }: { person: Person }) {
  if (person.yesterdayRank === null || person.yesterdayRank <= person.rank) return null;
  return (
    <ArrowUp className="mr-[0.15em] inline size-[0.8em] align-[-0.02em] text-tv-good" aria-label="Up since yesterday" />
  );
}

function Parts({ person, full, className }: { person: Person; full: number; className: string }) {
  return (
    <span className={cn('flex w-full overflow-hidden rounded-full bg-tv-line', className)} aria-hidden>
      {person.parts.map(({ colour, points }) => (
        <span
          key={colour}
          className={cn('h-full first:rounded-l-full last:rounded-r-full', departmentBackground(colour))}
          style={{ width: `${full > 0 ? (points / full) * 100 : 0}%` }}
        />
      ))}
    </span>
  );
}

/** How many rows of the wanted height fit, and their height when they share what is left over. */
function useFittingRows(place: React.RefObject<HTMLElement | null>, wanted: number) {
  const unit = useUnit();
  const [room, setRoom] = useState(0);
  useLayoutEffect(() => {
    const element = place.current;
    if (element === null) return;
    const measure = () => setRoom(element.clientHeight);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [place]);
  if (room === 0) return { count: 0, height: 0 };
  const rowPixels = unit * ROW_UNITS;
  const fitting = Math.max(1, Math.floor(room / rowPixels));
  const count = Math.min(wanted, fitting);
  return { count, height: Math.min(room / Math.max(count, 1), rowPixels * 1.35) };
}

/** Whole points: from five metres the decimals are noise; the dashboard has them. */
function pointsText(points: number): string {
  return formatNumber(Math.floor(points));
}
