'use client';

import { useSite } from '@/components/layout/hub-context';
import { useAct } from '@/components/query/use-act';
import type { Fact } from '@/lib/domain/alerts/prepare-view';
import { FLAG_KIND_TEXTS, FLAG_SEVERITY_LABELS, flagFacts } from '@/lib/domain/flags/prepare-view';
import type { ActivityFlag } from '@/lib/domain/flags/schema';
import { formatDay } from '@/lib/platform/time/format';
import { Age } from './age';
import { FactList } from './fact-list';
import { NoteForm } from './note-form';
import { PanelFrame, PanelPart, PanelProblem } from './panel-frame';
import { SeverityMark } from './severity-mark';

const AREA = '/api/dashboard/activity-flags';

type FlagPanelProps = { flag: ActivityFlag; onClose(): void };

/** Why an activity is doubtful, and its review. */
export default function FlagPanel({ flag, onClose }: FlagPanelProps) {
  const { timeZone } = useSite();
  const { act, busy, problem } = useAct(AREA);
  const { label, meaning } = FLAG_KIND_TEXTS[flag.kind];
  const facts: Fact[] = [
    {
      label: 'Person',
      value: flag.name ?? 'a login of nobody yet',
      ...(flag.employeeId === null ? {} : { link: { page: 'person', employeeId: flag.employeeId, date: flag.date } }),
    },
    { label: 'Day', value: formatDay(flag.date) },
    ...flagFacts(flag, timeZone),
  ];
  return (
    <PanelFrame
      title={label}
      onClose={onClose}
      marks={<SeverityMark severity={flag.severity} label={FLAG_SEVERITY_LABELS[flag.severity]} isWithLabel />}
    >
      <p className="text-sm text-ink-muted">{meaning}</p>
      <FactList facts={facts} />
      <p className="text-sm text-ink-muted">
        Flagged <Age at={flag.flaggedAt} />
        {flag.reviewedAt !== null && (
          <>
            , reviewed by {flag.reviewedBy} <Age at={flag.reviewedAt} />
          </>
        )}
      </p>
      {flag.note !== null && <p className="border-l-2 pl-3 text-sm break-words">“{flag.note}”</p>}
      {problem !== null && problem.fields.note === undefined && <PanelProblem message={problem.message} />}
      {flag.reviewedAt === null && (
        <PanelPart title="Review it">
          <NoteForm
            label="What was found"
            actions={[{ name: 'review', label: 'Mark as reviewed', busyLabel: 'Saving' }]}
            busy={busy}
            problem={problem}
            onAct={async (name, note) => {
              const path = `${AREA}/${flag.id}/review`;
              const isDone = await act({ name, path, body: { note }, done: 'The flag is reviewed.' });
              if (isDone) onClose();
              return isDone;
            }}
          />
        </PanelPart>
      )}
    </PanelFrame>
  );
}
