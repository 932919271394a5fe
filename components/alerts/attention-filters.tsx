'use client';

import { Download } from 'lucide-react';
import { Segmented } from '@/components/layout/segmented';
import { buttonClasses } from '@/components/ui/button-classes';
import { Select } from '@/components/ui/select';
import { ALERT_KIND_LABELS, kindLabel, SEVERITY_LABELS, STATUS_LABELS } from '@/lib/domain/alerts/prepare-view';
import { ALERT_SEVERITIES, type AlertSeverity } from '@/lib/domain/alerts/rules';
import { FLAG_KIND_TEXTS } from '@/lib/domain/flags/prepare-view';
import { ISSUE_KIND_TEXTS } from '@/lib/domain/issues/prepare-view';
import { type AlertTab, INBOX_STATUSES, type SHOWN } from './url-state';

export type AttentionParams = {
  tab: AlertTab;
  status: (typeof INBOX_STATUSES)[number];
  severity: AlertSeverity | null;
  kind: string | null;
  show: (typeof SHOWN)[number];
};

type AttentionFiltersProps = {
  params: AttentionParams;
  onChange(changes: { [Name in keyof AttentionParams]?: AttentionParams[Name] | null }): void;
  exportPath: string;
};

const SHOW_OPTIONS = {
  issues: [
    { value: 'waiting', label: 'Open' },
    { value: 'settled', label: 'Resolved' },
  ],
  flags: [
    { value: 'waiting', label: 'To review' },
    { value: 'settled', label: 'Reviewed' },
  ],
} as const;

/** What of a tab is shown, and its export. */
export function AttentionFilters({ params, onChange, exportPath }: AttentionFiltersProps) {
  const { tab, status, severity, kind, show } = params;
  const kinds = kindsOf(tab, kind);
  return (
    <div className="flex flex-wrap items-center gap-2 print:hidden">
      {(tab === 'issues' || tab === 'flags') && (
        <Segmented
          label="Open or settled"
          options={SHOW_OPTIONS[tab]}
          value={show}
          onChange={(value) => onChange({ show: value })}
        />
      )}
      {tab === 'inbox' && (
        <Select
          aria-label="Status"
          value={status}
          onChange={({ target }) => onChange({ status: INBOX_STATUSES.find((one) => one === target.value) ?? null })}
        >
          <option value="unresolved">Everything that waits</option>
          {(['open', 'acknowledged', 'assigned'] as const).map((one) => (
            <option key={one} value={one}>
              {STATUS_LABELS[one]}
            </option>
          ))}
        </Select>
      )}
      {(tab === 'inbox' || tab === 'history') && (
        <Select
          aria-label="Severity"
          value={severity ?? ''}
          onChange={({ target }) =>
            onChange({ severity: ALERT_SEVERITIES.find((one) => one === target.value) ?? null })
          }
        >
          <option value="">Any severity</option>
          {[...ALERT_SEVERITIES].reverse().map((one) => (
            <option key={one} value={one}>
              {SEVERITY_LABELS[one]}
            </option>
          ))}
        </Select>
      )}
      <Select
        aria-label="Kind"
        value={kind ?? ''}
        onChange={({ target }) => onChange({ kind: target.value === '' ? null : target.value })}
        className="max-w-60"
      >
        <option value="">Any kind</option>
        {kinds.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
      <a className={buttonClasses()} href={exportPath} download aria-label="Download as CSV">
        <Download aria-hidden />
        <span className="max-sm:hidden">CSV</span>
      </a>
    </div>
  );
}

/** Kinds to choose from; one that the URL names and nobody knows stays in view. */
function kindsOf(tab: AlertTab, chosen: string | null): { value: string; label: string }[] {
  const known =
    tab === 'issues'
      ? Object.entries(ISSUE_KIND_TEXTS).map(([value, { label }]) => ({ value, label }))
      : tab === 'flags'
        ? Object.entries(FLAG_KIND_TEXTS).map(([value, { label }]) => ({ value, label }))
        : Object.entries(ALERT_KIND_LABELS).map(([value, label]) => ({ value, label }));
  if (chosen === null || known.some(({ value }) => value === chosen)) return known;
  return [...known, { value: chosen, label: kindLabel(chosen) }];
}
