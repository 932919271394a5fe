'use client';

import { CloudOff, FlaskConical, History } from 'lucide-react';
import { memo, useEffect, useEffectEvent, useState } from 'react';
import { BrandMark } from '@/components/layout/brand';
import { cn } from '@/components/ui/class-names';
import { BOARD_LABELS } from '@/lib/domain/screens/labels';
import { type ScreenBoard, seasonOf } from '@/lib/domain/screens/rules';
import type { ScreenFloor, ScreenSettings } from '@/lib/domain/screens/schema';
import { formatNumber } from '@/lib/platform/format/number';
import { monotonicMillis } from '@/lib/platform/time/clock';
import { formatAge, formatClock } from '@/lib/platform/time/format';
import { fromIsoInstant } from '@/lib/platform/time/instant';
import { DepartmentsBoard } from './boards/departments-board';
import { HeatBoard } from './boards/heat-board';
import { LeaderboardBoard } from './boards/leaderboard-board';
import { Nothing } from './boards/nothing';
import { PaceBoard } from './boards/pace-board';
import { StreaksBoard } from './boards/streaks-board';
import { Celebrations } from './celebration';
import { FitText } from './fit-text';
import { Ticker } from './ticker';
import type { ScreenFeed } from './use-screen-feed';
import { useUnitStyle } from './use-unit';

/** Without a word from the server for so long, the age is shown. */
const SILENT_SECONDS = 15;
/** The server renews what it sends every minute, out of parts that are up to a minute old: what is older did not get through. */
const OLD_SECONDS = 180;

/** Everything on a paired screen: head, the board whose turn it is, ticker, and what must be known about the numbers' age. */
export function Stage({ feed }: { feed: ScreenFeed }) {
  const { screen, floor } = feed;
  const { settings } = screen;
  const unitStyle = useUnitStyle();
  const board = useBoardOnTurn(settings);
  const isEmpty = floor !== null && floor.clockedIn === 0;
  return (
    <div
      data-tv-theme={settings.theme}
      data-tv-season={floor === null ? 'winter' : seasonOf(floor.date)}
      data-testid="stage"
      className="relative h-dvh overflow-hidden bg-tv-backdrop text-tv-ink select-none"
      style={unitStyle}
    >
      <div
        className={cn(
          // It wanders by less than the eye notices, against burn-in.
          'grid h-full animate-tv-wander grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)_auto] gap-tv-m p-tv-l transition-opacity duration-1000',
          isEmpty && settings.isDimmedWhenEmpty && 'opacity-35',
        )}
      >
        <header className="flex items-center gap-tv-m">
          <BrandMark className="size-[1.25em] shrink-0 text-tv-l" />
          <FitText className="text-tv-l font-semibold landscape:shrink-0 portrait:flex-1">
            {board === 'leaderboard' ? 'Today' : BOARD_LABELS[board]}
          </FitText>
          <p className="min-w-0 flex-1 truncate text-tv-l text-tv-muted portrait:hidden">{screen.site.name}</p>
          <AgeMark feed={feed} />
          {floor !== null && (
            <p className="text-tv-m whitespace-nowrap text-tv-muted portrait:hidden">
              <b className="text-tv-ink tabular-nums">{formatNumber(floor.clockedIn)}</b> on the clock
            </p>
          )}
          <SiteClock feed={feed} />
        </header>
        <main className="min-h-0">
          {floor === null ? (
            <Nothing title="Waiting for the numbers">They appear here by themselves.</Nothing>
          ) : (
            <Board board={board} floor={floor} settings={settings} timeZone={screen.site.timeZone} />
          )}
        </main>
        <footer className="flex h-[2em] items-center gap-tv-m text-tv-m">
          <OriginMarks feed={feed} />
          {settings.hasTicker && floor !== null && (
            // Names that may not be shown any more do not run on to the end of their round.
            <Ticker key={screen.version} floor={floor} timeZone={screen.site.timeZone} />
          )}
        </footer>
      </div>
      {floor !== null && <Celebrations floor={floor} settings={settings} />}
    </div>
  );
}

type BoardProps = { board: ScreenBoard; floor: ScreenFloor; settings: ScreenSettings; timeZone: string };

/** Drawn anew with new numbers only. */
const Board = memo(function Board({ board, floor, settings, timeZone }: BoardProps) {
  switch (board) {
    case 'leaderboard':
      return settings.isTeamsOnly ? (
        <DepartmentsBoard floor={floor} />
      ) : (
        <LeaderboardBoard floor={floor} cut={settings.cut} />
      );
    case 'pace':
      return <PaceBoard floor={floor} timeZone={timeZone} />;
    case 'departments':
      return <DepartmentsBoard floor={floor} />;
    case 'heat':
      return <HeatBoard floor={floor} />;
    case 'streaks':
      return settings.isTeamsOnly ? <DepartmentsBoard floor={floor} /> : <StreaksBoard floor={floor} />;
  }
});

/** The site's wall clock; the device's own is not asked. */
function SiteClock({ feed }: { feed: ScreenFeed }) {
  const text = useEachSecond(() => formatClock(feed.clock.now(), feed.screen.site.timeZone));
  return (
    <p className="text-tv-xl font-semibold tabular-nums" data-testid="site-clock">
      {text}
    </p>
  );
}

/** What must be known before a number is believed: no contact, old numbers. */
function AgeMark({ feed: { floor, clock, heardAt, isWatching } }: { feed: ScreenFeed }) {
  const silence = useEachSecond(() => {
    const silentSeconds = Math.floor((monotonicMillis() - heardAt.current) / 1_000);
    return silentSeconds < SILENT_SECONDS ? null : `no contact, ${formatAge(silentSeconds)} old`;
  });
  const age = useEachSecond(() => {
    if (floor === null) return null;
    const ageSeconds = clock.now() - fromIsoInstant(floor.asOf);
    return floor.state === 'live' && isWatching && ageSeconds <= OLD_SECONDS ? null : `${formatAge(ageSeconds)} old`;
  });
  if (silence !== null) {
    return (
      <Mark icon={CloudOff} name="age" isLoud>
        {silence}
      </Mark>
    );
  }
  if (age === null) return null;
  return (
    <Mark icon={History} name="stale" isLoud>
      {age}
    </Mark>
  );
}

/** What else must be known: that the numbers are invented, that a source is silent. */
function OriginMarks({ feed: { floor, screen } }: { feed: ScreenFeed }) {
  const lateSource = floor?.sources.find(({ isGood }) => !isGood);
  return (
    <>
      {screen.isDemo && (
        <Mark icon={FlaskConical} name="demo">
          demo data
        </Mark>
      )}
      {lateSource !== undefined && (
        <Mark icon={History} name="source">
          {lateSource.label} is late
        </Mark>
      )}
    </>
  );
}

type MarkProps = { icon: typeof CloudOff; name: string; isLoud?: boolean; children: React.ReactNode };

function Mark({ icon: Icon, name, isLoud = false, children }: MarkProps) {
  return (
    <span
      data-mark={name}
      className={cn(
        'flex items-center gap-[0.4em] rounded-full px-[0.8em] py-[0.25em] text-tv-s whitespace-nowrap',
        isLoud ? 'bg-tv-warn font-semibold text-tv-warn-ink' : 'bg-tv-surface text-tv-muted',
      )}
    >
      <Icon className="size-[1em]" aria-hidden />
      {children}
    </span>
  );
}

/** What `read` says now and again every second; nothing is drawn anew while it says the same. */
function useEachSecond(read: () => string | null): string | null {
  const [, setText] = useState(read);
  const readAgain = useEffectEvent(() => setText(read()));
  useEffect(() => {
    const timer = setInterval(readAgain, 1_000);
    return () => clearInterval(timer);
  }, []);
  return read();
}

/** Goes through the playlist, each board for its seconds. */
function useBoardOnTurn({ playlist }: ScreenSettings): ScreenBoard {
  const [turn, setTurn] = useState(0);
  const entry = playlist[turn % playlist.length];
  useEffect(() => {
    if (entry === undefined || playlist.length < 2) return;
    const timer = setTimeout(() => setTurn((one) => (one + 1) % playlist.length), entry.seconds * 1_000);
    return () => clearTimeout(timer);
  }, [entry, playlist.length]);
  return entry?.board ?? 'leaderboard';
}
