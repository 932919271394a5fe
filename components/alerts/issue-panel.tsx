'use client';

import { useSite } from '@/components/layout/hub-context';
import { useAct } from '@/components/query/use-act';
import { Button } from '@/components/ui/button';
import type { Fact } from '@/lib/domain/alerts/prepare-view';
import { ISSUE_KIND_TEXTS, issueFacts, issueSubject, MAPPING_KINDS } from '@/lib/domain/issues/prepare-view';
import type { DataIssue } from '@/lib/domain/issues/schema';
import { formatDay } from '@/lib/platform/time/format';
import { Age } from './age';
import { FactList } from './fact-list';
import { NoteForm } from './note-form';
import { PanelFrame, PanelPart, PanelProblem } from './panel-frame';

const AREA = '/api/dashboard/issues';

type IssuePanelProps = { issue: DataIssue; onClose(): void };

/** What is wrong with the data, what becomes of the numbers, and how to settle it. */
export default function IssuePanel({ issue, onClose }: IssuePanelProps) {
  const { timeZone } = useSite();
  const { act, busy, problem } = useAct(AREA);
  const { label, meaning } = ISSUE_KIND_TEXTS[issue.kind];
  const subject = issueSubject(issue);
  const facts: Fact[] = [
    {
      label: 'About',
      value: subject,
      ...(issue.employeeId === null
        ? {}
        : { link: { page: 'person', employeeId: issue.employeeId, date: issue.date } }),
      ...(MAPPING_KINDS.has(issue.kind) ? { link: { page: 'mappings' } } : {}),
    },
    { label: 'Day', value: formatDay(issue.date) },
    ...issueFacts(issue, timeZone),
  ];
  const isBySystem = issue.resolvedBy === 'system';
  return (
    <PanelFrame title={label} onClose={onClose} marks={<StateMark issue={issue} />}>
      <p className="text-sm text-ink-muted">{meaning}</p>
      <FactList facts={facts} />
      <p className="text-sm text-ink-muted">
        Found <Age at={issue.openedAt} />
        {issue.resolvedAt !== null && (
          <>
            , {isBySystem ? 'its cause was gone' : `resolved by ${issue.resolvedBy}`} <Age at={issue.resolvedAt} />
          </>
        )}
      </p>
      {issue.note !== null && <p className="border-l-2 pl-3 text-sm break-words">“{issue.note}”</p>}
      {problem !== null && problem.fields.note === undefined && <PanelProblem message={problem.message} />}
      {issue.status === 'open' ? (
        <PanelPart title="Settle it">
          <NoteForm
            label="Why it is settled"
            actions={[{ name: 'resolve', label: 'Resolve', busyLabel: 'Resolving' }]}
            busy={busy}
            problem={problem}
            onAct={async (name, note) => {
              const path = `${AREA}/${issue.id}/resolve`;
              const isDone = await act({ name, path, body: { note }, done: 'The issue is resolved.' });
              if (isDone) onClose();
              return isDone;
            }}
          />
        </PanelPart>
      ) : (
        !isBySystem && (
          <Button
            className="justify-self-start"
            disabled={busy !== null}
            onClick={async () => {
              const path = `${AREA}/${issue.id}/reopen`;
              if (await act({ name: 'reopen', path, done: 'The issue is open again.' })) onClose();
            }}
          >
            {busy === 'reopen' ? 'Opening' : 'Open again'}
          </Button>
        )
      )}
    </PanelFrame>
  );
}

function StateMark({ issue }: { issue: DataIssue }) {
  return (
    <span className="rounded-full border px-2.5 py-0.5 text-xs">{issue.status === 'open' ? 'Open' : 'Resolved'}</span>
  );
}
