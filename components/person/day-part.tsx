'use client';

import { useEffect, useState } from 'react';
import type { PersonDay } from '@/lib/domain/employees/schema';
import { ScorePanel } from './score-panel';
import { pieceElement } from './timeline/timeline-chart';
import { TimelinePanel } from './timeline/timeline-panel';

/** The timeline and the sums of a day: what is chosen in one is shown in the other. */
export function DayPart({ day }: { day: PersonDay }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const [isTable, setTable] = useState(false);
  const [wanted, setWanted] = useState<{ id: string } | null>(null);
  useEffect(() => {
    const piece = wanted === null ? null : pieceElement(document, wanted.id);
    piece?.scrollIntoView({ block: 'center', inline: 'center' });
    piece?.focus({ preventScroll: true });
  }, [wanted]);
  const showIdle = (index: number) => {
    const id = `idle-${index}-0`;
    setTable(false);
    setChosen(id);
    setWanted({ id });
  };
  return (
    <>
      <TimelinePanel day={day} isTable={isTable} onTable={setTable} chosen={chosen} onChoose={setChosen} />
      <ScorePanel day={day} onIdle={showIdle} />
    </>
  );
}
