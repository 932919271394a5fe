import { describe, expect, it } from 'vitest';
import { toIsoInstant } from '@/lib/platform/time/instant';
import { alertFacts, dueIn, eventText, kindLabel, settledText } from './prepare-view';
import type { Alert } from './schema';

const T = 1_780_000_000;
const ZONE = 'America/Chicago';

function alert(changes: Partial<Alert>): Alert {
  return {
    id: 1,
    kind: 'idle',
    subject: 'employee:12',
    severity: 'warning',
    status: 'open',
    title: 'No scans at Packing for 22 min',
    date: '2026-05-28',
    details: {},
    openedAt: toIsoInstant(T),
    updatedAt: toIsoInstant(T),
    dueAt: toIsoInstant(T + 3_600),
    isBreached: false,
    acknowledgedBy: null,
    assignedTo: null,
    assigneeId: null,
    resolvedAt: null,
    resolvedBy: null,
    note: null,
    ...changes,
  };
}

describe('the due timer', () => {
  it.each([
    [754, '12:34', false],
    [0, '0:00', false],
    [3_599, '59:59', false],
    [3_600, '1 h 00 min', false],
    [11_100, '3 h 05 min', false],
    [172_800, '2 d', false],
    [-1, '1 s', true],
    [-500, '8 min', true],
  ])('of %i seconds says %s', (left, text, isOver) => {
    expect(dueIn(T + left, T)).toEqual({ text, isOver });
  });

  it('says of a settled one whether it was in time', () => {
    const settled = (after: number) => settledText(alert({ resolvedAt: toIsoInstant(T + 3_600 + after) }));
    expect(settled(0)).toBe('settled in time');
    expect(settled(720)).toBe('settled 12 min late');
    expect(settledText(alert({}))).toBe('');
  });
});

describe('what is behind an alert', () => {
  it('of a pause is the person with the day, the department and the times', () => {
    const details = {
      employeeId: 12,
      name: 'Ada Example',
      department: 'Packing',
      since: T,
      idleSeconds: 420,
      quietSeconds: 1_320,
      hasScans: true,
    };
    expect(alertFacts(alert({ details }), ZONE)).toEqual([
      { label: 'Person', value: 'Ada Example', link: { page: 'person', employeeId: 12, date: '2026-05-28' } },
      {
        label: 'Department',
        value: 'Packing',
        link: { page: 'leaderboard', department: 'Packing', date: '2026-05-28' },
      },
      { label: 'Past a normal pause since', value: 'Thu, 28 May 2026, 15:26' },
      { label: 'Since the last scan', value: '22 min' },
      { label: 'Beyond the normal pause', value: '7 min' },
      { label: 'Line', value: 'How the departments are doing', link: { page: 'flow' } },
    ]);
    const beforeFirst = alertFacts(alert({ details: { ...details, department: null, hasScans: false } }), ZONE);
    expect(beforeFirst.map((fact) => fact.label)).toContain('Since clock-in');
    expect(beforeFirst.map((fact) => fact.label)).not.toContain('Department');
  });

  it('of an unknown type is how much waits', () => {
    const details = { activityType: 'Folding', windows: 3, items: 1_200, firstStart: toIsoInstant(T), lastStart: null };
    expect(alertFacts(alert({ kind: 'unmapped_activity_type', details }), ZONE)).toEqual([
      { label: 'Activity type', value: 'Folding', link: { page: 'mappings' } },
      { label: 'Scans that wait', value: '3' },
      { label: 'Items in them', value: '1,200' },
      { label: 'First', value: 'Thu, 28 May 2026, 15:26' },
    ]);
  });

  it('of a measure is its value with its unit, and its job', () => {
    const of = (kind: string, value: number) => alertFacts(alert({ kind, details: { value } }), ZONE);
    expect(of('health_disk_share', 0.853)[0]).toEqual({ label: 'Measured', value: '85.3 %' });
    expect(of('health_mean_query_millis', 812.4)[0]?.value).toBe('812 ms');
    expect(of('health_activity_rows', 5_000_001)[0]?.value).toBe('5,000,001');
    expect(of('health_clock_sync_age_seconds', 1_900).slice(0, 2)).toEqual([
      { label: 'Measured', value: '31 min' },
      { label: 'Job', value: 'sync-clock-times', link: { page: 'jobs' } },
    ]);
  });

  it('of a kind that is newer than the page are its plain details', () => {
    const details = { answer: 42, text: 'x', list: [1] };
    expect(alertFacts(alert({ kind: 'brand_new', details }), ZONE)).toEqual([
      { label: 'answer', value: '42' },
      { label: 'text', value: 'x' },
    ]);
    expect(kindLabel('brand_new')).toBe('Brand new');
    expect(kindLabel('idle')).toBe('No scans');
    expect(alertFacts(alert({ kind: 'idle', details: { since: 'soon' } }), ZONE)).toHaveLength(1);
  });
});

describe('what happened to an alert', () => {
  it('is a sentence', () => {
    const event = { at: toIsoInstant(T), by: 'Ada', assignedTo: null, note: null } as const;
    expect(eventText({ ...event, action: 'acknowledge' })).toBe('Ada acknowledged it');
    expect(eventText({ ...event, action: 'assign', assignedTo: 'Bo' })).toBe('Ada gave it to Bo');
    expect(eventText({ ...event, action: 'close', by: null })).toBe('Closed by itself: its cause is gone');
  });
});
