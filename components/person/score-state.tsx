'use client';

import { CircleAlert, CircleCheck, CircleDashed, type LucideIcon, RefreshCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { useSite } from '@/components/layout/hub-context';
import { cn } from '@/components/ui/class-names';
import { type Explainer, scoreReason } from '@/lib/domain/employees/prepare-explainer';
import type { PersonDay } from '@/lib/domain/employees/schema';
import { NO_NUMBER } from '@/lib/platform/format/number';
import { formatMoment } from '@/lib/platform/time/format';
import { fromIsoInstant } from '@/lib/platform/time/instant';

type ScoreStateProps = { day: PersonDay; explainer: Explainer };

/** Whether the parts add up to the stored score, and what its marks mean. */
export function ScoreState({ day, explainer }: ScoreStateProps) {
  const { state } = day.scoring;
  const look = LOOKS[state];
  const Icon = look.icon;
  const isCompared = state === 'waiting' || state === 'failed' || state === 'differs';
  return (
    <div className="grid gap-3" data-score-state={state}>
      <p className={cn('flex items-start gap-2.5 rounded-lg px-3 py-2.5 text-sm', look.className)}>
        <Icon
          className={cn('mt-0.5 size-4 shrink-0', state === 'waiting' && 'animate-spin [animation-duration:3s]')}
          aria-hidden
        />
        <span>
          <StateText day={day} />
        </span>
      </p>
      <Marks day={day} />
      {isCompared && day.stored !== null && <Comparison explainer={explainer} />}
    </div>
  );
}

const LOOKS: Record<PersonDay['scoring']['state'], { icon: LucideIcon; className: string }> = {
  current: { icon: CircleCheck, className: 'bg-good-soft text-good' },
  waiting: { icon: RefreshCw, className: 'bg-accent-soft' },
  failed: { icon: CircleAlert, className: 'bg-bad-soft text-bad' },
  differs: { icon: CircleAlert, className: 'bg-warn-soft text-warn' },
  none: { icon: CircleDashed, className: 'bg-sunken text-ink-muted' },
};

function StateText({ day }: { day: PersonDay }) {
  const moment = useMoment();
  const { state, scoredAt, requestedAt, reason } = day.scoring;
  switch (state) {
    case 'current':
      return (
        <>
          These parts add up to the stored score exactly: items, points, clocked, breaks, paid, idle and active. Scored
          on {moment(scoredAt)}.
        </>
      );
    case 'waiting':
      return (
        <>
          Rescoring: {scoreReason(reason)}, asked for on {moment(requestedAt)}. Below are the facts as they are now;{' '}
          {scoredAt === null ? 'there is no stored score yet' : `the stored score is of ${moment(scoredAt)}`}. The new
          one appears here by itself.
        </>
      );
    case 'failed':
      return (
        <>
          Scoring this day failed several times and waits for a person: an admin finds the reason under Jobs. Below are
          the facts as they are now; the stored score is{' '}
          {scoredAt === null ? 'missing' : `of ${moment(scoredAt)} and may be old`}.
        </>
      );
    case 'differs':
      return (
        <>
          These parts do not add up to the stored score although nothing waits to be scored. An admin can recalculate
          the day; until then trust the facts below.
        </>
      );
    case 'none':
      return <>Nothing counts on this day: there is no clock time and no scan with a role, so there is no score.</>;
  }
}

function Marks({ day }: { day: PersonDay }) {
  const moment = useMoment();
  const { scoring, stored } = day;
  if (stored === null) return null;
  return (
    <ul className="flex flex-wrap gap-2 text-sm" aria-label="Marks of the score">
      <Mark name={scoring.isFinal ? 'Final' : 'Not final'}>
        {scoring.isFinal
          ? 'the day is closed and counts for achievements; corrections still reach it'
          : 'the day is still open: achievements wait until it is closed'}
      </Mark>
      {stored.isEstimated && (
        <Mark name="Estimated">there is no clock, so active time is the time of the work windows</Mark>
      )}
      {scoring.revisedAt !== null && (
        <Mark name="Revised">a correction changed it after it was final, on {moment(scoring.revisedAt)}</Mark>
      )}
    </ul>
  );
}

function Mark({ name, children }: { name: string; children: ReactNode }) {
  return (
    <li className="text-ink-muted">
      <span className="mr-1.5 rounded border px-1.5 py-0.5 text-xs font-medium text-ink">{name}</span>
      {children}
    </li>
  );
}

/** Stored figures beside those of the facts, where they are not the same. */
function Comparison({ explainer }: { explainer: Explainer }) {
  return (
    <table aria-label="Stored score and facts" className="w-full max-w-md text-sm">
      <thead>
        <tr className="border-b text-ink-muted">
          <th scope="col" className="py-1.5 text-left font-normal">
            Figure
          </th>
          <th scope="col" className="py-1.5 text-right font-normal">
            Stored
          </th>
          <th scope="col" className="py-1.5 text-right font-normal">
            From the facts
          </th>
        </tr>
      </thead>
      <tbody>
        {explainer.figures.map(({ label, stored, fromFacts, isEqual }) => (
          <tr key={label} className={cn('border-b last:border-b-0', !isEqual && 'font-medium')}>
            <th scope="row" className="py-1 text-left font-normal">
              {label}
            </th>
            <td className="py-1 text-right">{stored ?? NO_NUMBER}</td>
            <td className="py-1 text-right">
              {fromFacts}
              {!isEqual && <span className="ml-2 text-xs text-warn">differs</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function useMoment(): (instant: string | null) => string {
  const { timeZone } = useSite();
  return (instant) => (instant === null ? NO_NUMBER : formatMoment(fromIsoInstant(instant), timeZone));
}
