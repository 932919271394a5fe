'use client';

import { X } from 'lucide-react';
import { useId } from 'react';
import { useLiveFeed } from '@/components/live/live-provider';
import { CsvLink } from '@/components/table/table-section';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { AUDIT_ENTITIES, entityLabel } from '@/lib/domain/audit/rules';
import type { AuditList } from '@/lib/domain/audit/schema';
import { isIsoDay } from '@/lib/platform/time/business-day';

export type AuditAsked = Record<'actor' | 'entity' | 'entityId' | 'from' | 'to', string | null>;

type AuditFiltersProps = {
  asked: AuditAsked;
  actors: AuditList['actors'];
  exportPath: string;
  onChange(changes: Partial<AuditAsked>): void;
};

const ENTITIES = Object.entries(AUDIT_ENTITIES).sort(([, a], [, b]) => a.localeCompare(b));

/** Whose changes, of what, and when; and their download. */
export function AuditFilters({ asked, actors, exportPath, onChange }: AuditFiltersProps) {
  const { today } = useLiveFeed();
  const { actor, entity, entityId, from, to } = asked;
  const setDay = (edge: 'from' | 'to', text: string) => {
    if (text === '') onChange({ [edge]: null });
    else if (isIsoDay(text)) onChange({ [edge]: text });
  };
  const isKnown = actor === null || actors.some(({ value }) => value === actor);
  return (
    <div className="grid w-full grid-cols-2 items-center gap-2 sm:flex sm:w-auto sm:flex-wrap print:hidden">
      <Select
        aria-label="Who"
        value={actor ?? ''}
        onChange={({ target }) => onChange({ actor: target.value === '' ? null : target.value })}
        className="sm:max-w-48"
      >
        <option value="">Anybody</option>
        {!isKnown && <option value={actor}>{actor}</option>}
        {actors.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
      <Select
        aria-label="About"
        value={entity ?? ''}
        onChange={({ target }) => onChange({ entity: target.value === '' ? null : target.value, entityId: null })}
        className="sm:max-w-44"
      >
        <option value="">Anything</option>
        {entity !== null && !(entity in AUDIT_ENTITIES) && <option value={entity}>{entityLabel(entity)}</option>}
        {ENTITIES.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
      <Day label="From" day={from} max={today} onChange={(text) => setDay('from', text)} />
      <Day label="To" day={to} max={today} onChange={(text) => setDay('to', text)} />
      {Object.values(asked).some((value) => value !== null) && (
        <Button
          variant="ghost"
          onClick={() => onChange({ actor: null, entity: null, entityId: null, from: null, to: null })}
        >
          <X aria-hidden />
          {entityId === null ? 'Clear' : `Clear (only ${entityId})`}
        </Button>
      )}
      <CsvLink href={exportPath} of="Audit" />
    </div>
  );
}

type DayProps = { label: string; day: string | null; max: string; onChange(text: string): void };

function Day({ label, day, max, onChange }: DayProps) {
  const id = useId();
  return (
    <div className="flex min-w-0 gap-1.5 text-sm text-ink-muted max-sm:flex-col max-sm:gap-1 sm:items-center">
      <label htmlFor={id}>{label}</label>
      <Input
        id={id}
        type="date"
        value={day ?? ''}
        max={max}
        onChange={({ target }) => onChange(target.value)}
        className="text-sm sm:w-36"
      />
    </div>
  );
}
