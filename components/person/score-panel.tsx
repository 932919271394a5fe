'use client';

import { Panel } from '@/components/layout/panel';
import { prepareExplainer } from '@/lib/domain/employees/prepare-explainer';
import type { PersonDay } from '@/lib/domain/employees/schema';
import { PointsSum } from './points-sum';
import { ScoreState } from './score-state';
import { TimeSum } from './time-sum';

type ScorePanelProps = {
  day: PersonDay;
  /** Shows an idle period, by its place in the day, on the timeline. */
  onIdle(index: number): void;
};

/** How the day's points and active time come about: every number re-adds in front of the reader. */
export function ScorePanel({ day, onIdle }: ScorePanelProps) {
  const explainer = prepareExplainer(day);
  const hasScore = day.segments.length > 0 || day.activities.length > 0;
  return (
    <Panel title="How the score comes about" note="Out of the facts of the day, by the rules of the site.">
      <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
        <ScoreState day={day} explainer={explainer} />
        {hasScore && (
          <div className="grid grid-cols-[minmax(0,1fr)] gap-x-8 gap-y-6 xl:grid-cols-2">
            <PointsSum day={day} explainer={explainer} />
            <TimeSum day={day} onIdle={onIdle} />
          </div>
        )}
      </div>
    </Panel>
  );
}
