import { fieldLabel } from '@/lib/domain/audit/rules';
import type { AuditEvent } from '@/lib/domain/audit/schema';

/** A value as people read it. */
export function valueText(value: unknown): string {
  if (value === undefined || value === null || value === '') return '–';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object')) {
    return value.length === 0 ? 'none' : value.map(String).join(', ');
  }
  if (typeof value === 'object' && !Array.isArray(value)) {
    return Object.entries(value)
      .map(([field, inner]) => `${fieldLabel(field).toLowerCase()} ${valueText(inner)}`)
      .join(', ');
  }
  return Array.isArray(value) ? value.map(valueText).join('; ') : String(value);
}

/** `Role: viewer → admin`; only the new value where there was none before. */
export function changeText({ field, before, after, isHidden }: AuditEvent['changes'][number]): string {
  const label = fieldLabel(field);
  if (isHidden) return `${label}: hidden (pay)`;
  if (before === undefined) return `${label}: ${valueText(after)}`;
  return `${label}: ${valueText(before)} → ${after === undefined ? 'gone' : valueText(after)}`;
}
