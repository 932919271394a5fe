'use client';

import { X } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import type { Suggestion } from '@/lib/domain/identity/schema';
import { formatPercent } from '@/lib/platform/format/number';
import { type FoundPerson, PersonSearch } from './person-search';

const LEVELS: Record<Suggestion['level'], { label: string; classes: string }> = {
  HIGH: { label: 'High', classes: 'bg-good-soft text-good' },
  POSSIBLE: { label: 'Possible', classes: 'bg-warn-soft text-warn' },
  'BEST AVAILABLE': { label: 'Best available', classes: 'bg-sunken text-ink-muted' },
};

type PersonChoiceProps = {
  suggestions: readonly Suggestion[];
  /** Whom the search found, besides the suggestions. */
  found: FoundPerson | null;
  chosenId: number | null;
  searchRef: Ref<HTMLInputElement> | null;
  busy: boolean;
  /** Said where nobody is alike. */
  empty: string;
  /** Never offered by the search. */
  without?: readonly number[];
  onChoose(person: FoundPerson): void;
  /** Left out where suggestions cannot be rejected. */
  onReject?(suggestion: Suggestion): void;
};

/** Who is behind a login: those it looks like, each with the reason, or anybody by name. */
export function PersonChoice(props: PersonChoiceProps) {
  const { suggestions, found, chosenId, searchRef, busy, empty, without, onChoose, onReject } = props;
  const others = found !== null && !suggestions.some((one) => one.employeeId === found.employeeId) ? [found] : [];
  return (
    <div className="grid gap-2">
      <fieldset className="grid gap-1.5">
        <legend className="sr-only">Who it is</legend>
        {suggestions.length === 0 && others.length === 0 && <p className="text-sm text-ink-muted">{empty}</p>}
        {suggestions.map((one) => (
          <Choice
            key={one.employeeId}
            person={one}
            isChosen={one.employeeId === chosenId}
            onChoose={onChoose}
            side={
              onReject !== undefined && (
                <Button
                  variant="ghost"
                  size="icon"
                  aria-label={`${one.name} is not it`}
                  title={`${one.name} is not it: never suggest again`}
                  disabled={busy}
                  onClick={() => onReject(one)}
                  className="text-ink-muted"
                >
                  <X aria-hidden />
                </Button>
              )
            }
          >
            <SimilarityMark level={one.level} similarity={one.similarity} />
            {one.reason}
          </Choice>
        ))}
        {others.map((one) => (
          <Choice key={one.employeeId} person={one} isChosen={one.employeeId === chosenId} onChoose={onChoose}>
            Found by you
          </Choice>
        ))}
      </fieldset>
      <PersonSearch label="Search people" ref={searchRef} without={without} onChoose={onChoose} />
    </div>
  );
}

export function SimilarityMark({ level, similarity }: Pick<Suggestion, 'level' | 'similarity'>) {
  const { label, classes } = LEVELS[level];
  return (
    <span className={cn('rounded-full px-1.5 py-0.5 text-xs font-medium whitespace-nowrap', classes)}>
      {label} {formatPercent(similarity)}
    </span>
  );
}

type ChoiceProps = {
  person: FoundPerson;
  isChosen: boolean;
  onChoose(person: FoundPerson): void;
  side?: ReactNode;
  children: ReactNode;
};

function Choice({ person, isChosen, onChoose, side, children }: ChoiceProps) {
  return (
    <div
      className={cn(
        'grid grid-cols-[minmax(0,1fr)_auto] items-center rounded-lg border pr-1',
        isChosen && 'border-accent bg-accent-soft',
      )}
    >
      <label className="grid min-h-11 cursor-pointer grid-cols-[auto_minmax(0,1fr)] items-start gap-x-2.5 gap-y-0.5 py-2 pl-3">
        <input
          type="radio"
          name="person"
          checked={isChosen}
          onChange={() => onChoose({ employeeId: person.employeeId, name: person.name })}
          className="mt-1 accent-accent"
        />
        <span className="text-sm font-medium [overflow-wrap:anywhere]">{person.name}</span>
        <span className="col-start-2 flex flex-wrap items-center gap-x-2 gap-y-0.5 text-xs text-ink-muted">
          {children}
        </span>
      </label>
      {side}
    </div>
  );
}
