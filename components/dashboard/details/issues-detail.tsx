'use client';

import { useSiteQuery } from '@/components/query/use-site-query';
import { DataPart } from '@/components/state/data-part';
import { issueLabel } from '@/lib/domain/issues/prepare-labels';
import type { DataIssue, IssueList } from '@/lib/domain/issues/schema';
import { NO_NUMBER } from '@/lib/platform/format/number';
import { formatDay } from '@/lib/platform/time/format';
import { PanelEmpty } from '../panel-empty';
import type { DetailProps } from './detail-props';
import { DetailSkeleton, DetailTable } from './detail-table';
import { PersonLink } from './person-link';

const LIMIT = 200;

/** Open data issues: all of today's floor, of a past day its own. */
export function IssuesDetail({ day }: DetailProps) {
  const issues = useSiteQuery<IssueList>({
    path: '/api/dashboard/issues',
    params: { status: 'open', limit: LIMIT, ...(day.isToday ? {} : { from: day.day, to: day.day }) },
    schema: () => import('@/lib/domain/issues/schema').then(({ issueList }) => issueList),
    days: null,
    everySeconds: 60,
  });
  return (
    <DataPart
      query={issues}
      errorTitle="The data issues could not be loaded"
      skeleton={<DetailSkeleton />}
      isEmpty={({ rows }) => rows.length === 0}
      empty={<PanelEmpty>No data issue is open.</PanelEmpty>}
    >
      {({ rows, nextCursor }) => (
        <>
          <p className="text-sm text-ink-muted">
            Facts that contradict each other or lack something. They are counted as the rules say until somebody
            corrects them at their source.
            {nextCursor !== null && ` The latest ${rows.length} are shown.`}
          </p>
          <DetailTable
            label="Open data issues, the latest day first"
            rows={rows}
            rowKey={(row) => row.id}
            columns={[
              { label: 'Issue', cell: (row) => issueLabel(row.kind) },
              { label: 'Who or what', align: 'left', cell: (row) => <Subject issue={row} /> },
              { label: 'Day', cell: (row) => formatDay(row.date).slice(0, -5) },
            ]}
          />
        </>
      )}
    </DataPart>
  );
}

function Subject({ issue }: { issue: DataIssue }) {
  if (issue.employeeId !== null) {
    return <PersonLink employeeId={issue.employeeId} name={issue.name ?? NO_NUMBER} date={issue.date} />;
  }
  if (issue.name !== null) return issue.source === null ? issue.name : `${issue.name} (${issue.source})`;
  return typeof issue.details.activityType === 'string' ? issue.details.activityType : issue.subject;
}
