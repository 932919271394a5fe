import { ChevronRight, RefreshCw } from 'lucide-react';
import { cn } from '@/components/ui/class-names';
import type { Detail, Tile, TileState, Tone } from '@/lib/domain/dashboard/prepare-view';
import { formatPercent } from '@/lib/platform/format/number';

const TONES: Record<Tone, string> = {
  good: 'text-good',
  warn: 'text-warn',
  bad: 'text-bad',
  muted: 'text-ink-muted',
};

export const TILE_GRID =
  'grid grid-cols-2 overflow-hidden rounded-xl border bg-surface shadow-card sm:grid-cols-3 2xl:grid-cols-6 print:grid-cols-6 print:shadow-none';
export const TILE_CELL =
  '-mt-px -ml-px min-h-28 border-t border-l px-4 py-3 sm:px-5 sm:py-4 print:min-h-0 print:px-2 print:py-2';

type TilesProps = { tiles: readonly TileState[]; onOpen(detail: Detail): void; onRetry(): void };

/** The day in six figures; each opens who and what exactly is behind it. */
export function Tiles({ tiles, onOpen, onRetry }: TilesProps) {
  return (
    <ul aria-label="The day in figures" className={TILE_GRID}>
      {tiles.map((state) => (
        <li key={'tile' in state ? state.tile.label : state.label} className="grid">
          {'tile' in state ? (
            <TileButton tile={state.tile} onOpen={() => onOpen(state.tile.detail)} />
          ) : (
            <FailedTile {...state} onRetry={onRetry} />
          )}
        </li>
      ))}
    </ul>
  );
}

function TileButton({ tile, onOpen }: { tile: Tile; onOpen(): void }) {
  const { label, value, notes, progress } = tile;
  return (
    <button
      type="button"
      onClick={onOpen}
      aria-haspopup="dialog"
      data-tile={tile.detail}
      className={cn(
        TILE_CELL,
        'group flex flex-col items-start text-left transition-colors hover:bg-sunken/60 focus-visible:-outline-offset-2',
      )}
    >
      <span className="flex w-full items-center justify-between gap-2 text-sm text-ink-muted">
        {label}
        <ChevronRight
          className="size-4 shrink-0 text-ink-muted opacity-40 transition-opacity group-hover:opacity-100 group-focus-visible:opacity-100 print:hidden"
          aria-hidden
        />
      </span>
      <span className="mt-0.5 text-2xl font-semibold tracking-tight sm:text-[1.75rem] sm:leading-9">{value}</span>
      {progress !== undefined && <Progress {...progress} />}
      <span className="mt-1 grid text-sm leading-5">
        {notes.map(({ text, tone }) => (
          <span key={text} className={TONES[tone]}>
            {text}
          </span>
        ))}
      </span>
    </button>
  );
}

/** How far, and where the target line stands. */
function Progress({ share, target }: { share: number; target: number | null }) {
  return (
    <span
      role="img"
      aria-label={`${formatPercent(share)} of the goal${target === null ? '' : `, target now ${formatPercent(target)}`}`}
      className="relative mt-1 mb-0.5 block h-1.5 w-full rounded-full bg-sunken print:print-color-adjust-exact"
    >
      <span
        className="absolute inset-y-0 left-0 rounded-full bg-accent transition-[width] duration-500 ease-out"
        style={{ width: `${share * 100}%` }}
      />
      {target !== null && (
        <span
          className="absolute -inset-y-1 w-0.5 -translate-x-1/2 rounded-full bg-ink"
          style={{ left: `${target * 100}%` }}
        />
      )}
    </span>
  );
}

function FailedTile({ label, error, onRetry }: { label: string; error: string; onRetry(): void }) {
  return (
    <div className={TILE_CELL}>
      <p className="text-sm text-ink-muted">{label}</p>
      <p role="alert" className="mt-1 text-sm text-bad">
        {error}
      </p>
      <button
        type="button"
        onClick={onRetry}
        className="-ml-2 inline-flex min-h-11 items-center gap-1.5 rounded-lg px-2 text-sm font-medium hover:bg-sunken lg:min-h-8"
      >
        <RefreshCw className="size-3.5" aria-hidden />
        Try again
      </button>
    </div>
  );
}
