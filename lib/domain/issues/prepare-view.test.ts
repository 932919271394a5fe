import { describe, expect, it } from 'vitest';
import { ISSUE_KIND_TEXTS, issueFacts, issueSubject } from './prepare-view';
import { ISSUE_KINDS } from './rules';
import type { DataIssue } from './schema';

const ZONE = 'America/Chicago';

function issue(changes: Partial<DataIssue>): DataIssue {
  return {
    id: 1,
    kind: 'overlap',
    subject: 'employee:12',
    employeeId: 12,
    identityId: null,
    name: 'Ada Example',
    source: null,
    date: '2026-03-02',
    status: 'open',
    details: {},
    openedAt: '2026-03-02T12:00:00Z',
    resolvedAt: null,
    resolvedBy: null,
    note: null,
    ...changes,
  };
}

describe('data issues in words', () => {
  it('has a name and a meaning for every kind', () => {
    expect(Object.keys(ISSUE_KIND_TEXTS).sort()).toEqual([...ISSUE_KINDS].sort());
  });

  it('names the person, the login with its source, the type or the source', () => {
    expect(issueSubject(issue({}))).toBe('Ada Example');
    expect(issueSubject(issue({ name: 'ada@x', source: 'podfactory' }))).toBe('ada@x (podfactory)');
    expect(issueSubject(issue({ name: null, details: { activityType: 'Folding' } }))).toBe('Folding');
    expect(issueSubject(issue({ name: null, details: { about: 'Clock 7' } }))).toBe('Clock 7');
    expect(issueSubject(issue({ name: null }))).toBe('employee:12');
  });

  it('tells the facts of the scorer, of a source and of a suspicion', () => {
    expect(issueFacts(issue({ details: { periodIds: [1, 2], breakIds: [3], seconds: 900 } }), ZONE)).toEqual([
      { label: 'Clock periods', value: '2 periods' },
      { label: 'Breaks', value: '1 break' },
      { label: 'Outside the clock', value: '15 min' },
    ]);
    const entries = [
      { sourceId: 'a', start: '2026-03-02T12:00:00Z', end: '2026-03-02T11:00:00Z' },
      { sourceId: 'b', start: 'yesterday', end: null },
    ];
    expect(issueFacts(issue({ details: { entries } }), ZONE)).toEqual([
      { label: 'Row of the source', value: 'Mon, 2 Mar 2026, 06:00 to Mon, 2 Mar 2026, 05:00' },
      { label: 'Row of the source', value: 'yesterday, no end' },
    ]);
    const observations = [{ stored: 1_200, answered: 3 }];
    expect(issueFacts(issue({ details: { about: 'Clock 7', observations } }), ZONE)).toEqual([
      { label: 'Answered', value: '3 rows of 1,200 that are stored' },
    ]);
    expect(issueFacts(issue({ details: {} }), ZONE)).toEqual([]);
  });
});
