'use client';

import { useState } from 'react';
import { useSite } from '@/components/layout/hub-context';
import { useAct } from '@/components/query/use-act';
import { useSiteQuery } from '@/components/query/use-site-query';
import { DataPart } from '@/components/state/data-part';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/select';
import { alertFacts, eventText, kindLabel, SEVERITY_LABELS } from '@/lib/domain/alerts/prepare-view';
import type { Alert, AlertAnswer, AssigneeList } from '@/lib/domain/alerts/schema';
import { Age } from './age';
import { DueTimer } from './due-timer';
import { FactList } from './fact-list';
import { NoteForm } from './note-form';
import { PanelFrame, PanelPart, PanelProblem } from './panel-frame';
import { PanelSkeleton } from './panel-skeleton';
import { SeverityMark } from './severity-mark';
import { StatusMark } from './status-mark';

const AREA = '/api/dashboard/alerts';

type AlertPanelProps = { alertId: number; onClose(): void };

/** What is behind an alert, what was done about it, and what can be. */
export default function AlertPanel({ alertId, onClose }: AlertPanelProps) {
  const detail = useSiteQuery<AlertAnswer>({
    path: `${AREA}/${alertId}`,
    params: {},
    schema: () => import('@/lib/domain/alerts/schema').then(({ alertAnswer }) => alertAnswer),
    isOfAlerts: true,
    everySeconds: 30,
  });
  return (
    <DataPart query={detail} errorTitle="The alert could not be loaded" skeleton={<PanelSkeleton />}>
      {({ alert, history }) => (
        <PanelFrame
          title={alert.title}
          onClose={onClose}
          marks={
            <>
              <SeverityMark severity={alert.severity} label={SEVERITY_LABELS[alert.severity]} isWithLabel />
              <StatusMark alert={alert} />
              <DueTimer alert={alert} />
            </>
          }
        >
          <Facts alert={alert} />
          <Actions alert={alert} />
          <PanelPart title="History">
            <ol className="grid gap-3 text-sm">
              {history.map((event) => (
                <li key={`${event.at} ${event.action} ${event.by}`} className="grid gap-0.5 border-l-2 pl-3">
                  <span>
                    {eventText(event)}
                    {event.note !== null && <span className="block break-words">“{event.note}”</span>}
                  </span>
                  <span className="text-ink-muted">
                    <Age at={event.at} />
                  </span>
                </li>
              ))}
            </ol>
          </PanelPart>
        </PanelFrame>
      )}
    </DataPart>
  );
}

function Facts({ alert }: { alert: Alert }) {
  const { timeZone } = useSite();
  return (
    <PanelPart title={kindLabel(alert.kind)}>
      <FactList facts={alertFacts(alert, timeZone)} />
      <p className="text-sm text-ink-muted">
        Opened <Age at={alert.openedAt} />
        {alert.status !== 'resolved' && (
          <>
            , last seen <Age at={alert.updatedAt} />
          </>
        )}
      </p>
    </PanelPart>
  );
}

function Actions({ alert }: { alert: Alert }) {
  const { act, busy, problem } = useAct(AREA);
  const path = (verb: string) => `${AREA}/${alert.id}/${verb}`;
  const isResolved = alert.status === 'resolved';
  const resolve = { name: 'resolve', label: 'Resolve', busyLabel: 'Resolving' };
  const keep = { name: 'note', label: 'Save the note only', busyLabel: 'Saving' };
  return (
    <PanelPart title={isResolved ? 'Add to it' : 'Settle it'}>
      {problem !== null && problem.fields.note === undefined && <PanelProblem message={problem.message} />}
      {!isResolved && (
        <div className="grid gap-2">
          {alert.status === 'open' && (
            <Button
              className="justify-self-start"
              disabled={busy !== null}
              onClick={() =>
                void act({ name: 'acknowledge', path: path('acknowledge'), done: 'You acknowledged the alert.' })
              }
            >
              {busy === 'acknowledge' ? 'Acknowledging' : 'Acknowledge'}
            </Button>
          )}
          <Assign
            key={alert.assigneeId}
            alert={alert}
            busy={busy}
            onAssign={(userId, name) =>
              void act({ name: 'assign', path: path('assign'), body: { userId }, done: `The alert is ${name} now.` })
            }
          />
        </div>
      )}
      <NoteForm
        label={isResolved ? 'Note' : 'What was done'}
        actions={isResolved ? [{ ...keep, label: 'Save the note' }] : [resolve, keep]}
        busy={busy}
        problem={problem}
        onAct={(name, note) =>
          act({
            name,
            path: path(name),
            body: { note },
            done: name === 'resolve' ? 'The alert is resolved.' : 'The note is kept.',
          })
        }
      />
    </PanelPart>
  );
}

type AssignProps = { alert: Alert; busy: string | null; onAssign(userId: string, whose: string): void };

function Assign({ alert, busy, onAssign }: AssignProps) {
  const { data } = useSiteQuery<AssigneeList>({
    path: `${AREA}/assignees`,
    params: {},
    schema: () => import('@/lib/domain/alerts/schema').then(({ assigneeList }) => assigneeList),
    everySeconds: 600,
  });
  const [chosen, setChosen] = useState(alert.assigneeId ?? '');
  const rows = data?.rows ?? [];
  const you = rows.find((one) => one.isYou);
  const other = rows.find((one) => one.userId === chosen);
  return (
    <div className="flex flex-wrap gap-2">
      <Select
        aria-label="Give it to"
        value={chosen}
        disabled={data === undefined}
        onChange={(event) => setChosen(event.target.value)}
        className="min-w-40 flex-1"
      >
        <option value="">Give it to …</option>
        {rows.map(({ userId, name, isYou }) => (
          <option key={userId} value={userId}>
            {isYou ? `${name} (you)` : name}
          </option>
        ))}
      </Select>
      <Button
        disabled={busy !== null || other === undefined || chosen === alert.assigneeId}
        onClick={() => {
          if (other !== undefined) onAssign(other.userId, other.isYou ? 'yours' : `${other.name}’s`);
        }}
      >
        {busy === 'assign' ? 'Assigning' : 'Assign'}
      </Button>
      {you !== undefined && alert.assigneeId !== you.userId && (
        <Button disabled={busy !== null} onClick={() => onAssign(you.userId, 'yours')}>
          Take it
        </Button>
      )}
    </div>
  );
}
