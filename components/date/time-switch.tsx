'use client';

import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';

type TimeSwitchProps = { isRange: boolean; onDay(): void; onRange(): void };

/** Chooses whether a page shows one day or a range of days. */
export function TimeSwitch({ isRange, onDay, onRange }: TimeSwitchProps) {
  return (
    <fieldset className="flex rounded-lg border border-control bg-surface p-0.5 print:hidden">
      <legend className="sr-only">One day or several</legend>
      <Choice isChosen={!isRange} onClick={onDay}>
        Day
      </Choice>
      <Choice isChosen={isRange} onClick={onRange}>
        Range
      </Choice>
    </fieldset>
  );
}

type ChoiceProps = { isChosen: boolean; onClick(): void; children: string };

function Choice({ isChosen, onClick, children }: ChoiceProps) {
  return (
    <Button
      variant="ghost"
      aria-pressed={isChosen}
      onClick={() => {
        if (!isChosen) onClick();
      }}
      className={cn(
        'min-h-11 rounded-md px-3 text-sm lg:min-h-8',
        isChosen ? 'bg-accent-soft font-medium text-accent hover:bg-accent-soft' : 'text-ink-muted',
      )}
    >
      {children}
    </Button>
  );
}
