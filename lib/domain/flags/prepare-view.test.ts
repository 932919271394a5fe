import { describe, expect, it } from 'vitest';
import { FLAG_KIND_TEXTS, flagFacts } from './prepare-view';
import { FLAG_KINDS } from './rules';
import type { ActivityFlag } from './schema';

function flag(details: Record<string, unknown>): ActivityFlag {
  return {
    id: 1,
    kind: 'burst',
    severity: 'medium',
    activityId: 2,
    employeeId: 12,
    name: 'Ada Example',
    date: '2026-03-02',
    flaggedAt: '2026-03-02T12:00:00Z',
    details,
    reviewedAt: null,
    reviewedBy: null,
    note: null,
  };
}

describe('flags in words', () => {
  it('have a name and a meaning for every kind', () => {
    expect(Object.keys(FLAG_KIND_TEXTS).sort()).toEqual([...FLAG_KINDS].sort());
  });

  it('tell the facts they stand on', () => {
    const details = {
      itemsCount: 1_240,
      windowStart: '2026-03-02T12:00:00Z',
      windowEnd: '2026-03-02T12:10:00Z',
      windowsBefore: 17,
    };
    expect(flagFacts(flag(details), 'America/Chicago')).toEqual([
      { label: 'Items', value: '1,240' },
      { label: 'Window', value: 'Mon, 2 Mar 2026, 06:00 to Mon, 2 Mar 2026, 06:10' },
      { label: 'Windows in the hour before', value: '17' },
    ]);
    expect(flagFacts(flag({}), 'America/Chicago')).toEqual([]);
  });
});
