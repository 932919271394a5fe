import { describe, expect, it } from 'vitest';
import type { FlowDepartment } from '@/lib/domain/flow/schema';
import { issueCountText, issueLabel } from '@/lib/domain/issues/prepare-labels';
import { ISSUE_KINDS } from '@/lib/domain/issues/rules';
import type { Pace } from '@/lib/domain/pace/schema';
import type { TeamMetrics } from '@/lib/domain/team/schema';
import { alertPath } from './prepare-alerts';
import { prepareDayPeople } from './prepare-people';
import { prepareAttention, prepareTiles, type TileFacts } from './prepare-view';
import type { Attention, DayPerson, Summary } from './schema';

const AS_OF = '2026-03-03T16:07:00Z';
const failed = { ok: false, error: { code: 'INTERNAL', message: 'This part could not be loaded.' } } as const;
const frame = { asOf: AS_OF, state: 'live', source: 'live', date: '2026-03-03' } as const;
const output = { items: 500, finishedItems: 200, points: 400 };

const metrics: TeamMetrics = {
  ...frame,
  clockedIn: 19,
  worked: 20,
  people: 21,
  clockedSeconds: 370_200,
  ...output,
  unmapped: { items: 40, finishedItems: 30, points: 24 },
  goal: { items: 800, percent: 25 },
  bestDepartment: null,
  comparison: {
    date: '2026-03-02',
    basis: 'same_local_time',
    until: '2026-03-02T16:07:00Z',
    ...output,
    finishedItems: 160,
    change: { itemsPercent: 25, finishedItemsPercent: 25, pointsPercent: 25 },
  },
};
const summary: Summary = {
  ...frame,
  today: '2026-03-03',
  leaderboard: failed,
  departments: { ok: true, data: { ...frame, siteEfficiencyPercent: 83.77, items: 500, points: 400, rows: [] } },
  metrics: { ok: true, data: metrics },
  counts: { ok: true, data: { employees: 30, unmappedIdentities: 1, openIssues: 3 } },
  alerts: {
    ok: true,
    data: {
      counts: [
        { severity: 'critical', alerts: 3, breached: 1 },
        { severity: 'warning', alerts: 11, breached: 1 },
      ],
      rows: [],
    },
  },
};
const pace: Pace = {
  ...frame,
  endsAt: '2026-03-04T06:00:00Z',
  finishedItems: 200,
  goalItems: 800,
  targetNow: 240,
  targetDays: 4,
  lastWeek: { date: '2026-02-24', finishedItems: 700 },
  points: [],
  forecast: { kind: 'short', itemsLastHour: 50, basis: 'usual_work', itemsAtEnd: 700 },
};
const attention: Attention = {
  ...frame,
  idle: { ok: true, data: [] },
  jams: { ok: true, data: [] },
  issues: {
    ok: true,
    data: [
      { kind: 'missing_clock_out', open: 2, ofDay: 0 },
      { kind: 'no_scans', open: 3, ofDay: 1 },
    ],
  },
};
const facts: TileFacts = { summary, pace, attention, isToday: true, timeZone: 'America/Chicago' };
const shown = (changes: Partial<TileFacts> = {}) =>
  prepareTiles({ ...facts, ...changes }).map((state) =>
    'tile' in state
      ? [state.tile.label, state.tile.value, ...state.tile.notes.map(({ text }) => text)]
      : [state.label, state.error],
  );
const withMetrics = (changes: Partial<TeamMetrics>): Summary => ({
  ...summary,
  metrics: { ok: true, data: { ...metrics, ...changes } },
});

describe('the tiles', () => {
  it('say where today stands, and what it is compared with', () => {
    expect(shown()).toEqual([
      ['On the clock now', '19', '21 people today, 20 with scans'],
      ['Finished items', '200', '+25% vs yesterday at 10:07 (160)', 'of which unmapped 30'],
      ['Pace to the goal', '25%', '100 short at this pace', '40 behind the target line'],
      ['Site efficiency', '83.8%', 'items against worked hours × target'],
      ['Clocked hours', '102:50', 'hours:minutes, breaks not counted'],
      ['Open alerts', '14', '3 critical', '2 past due'],
    ]);
    const [, , third] = prepareTiles(facts);
    expect(third).toMatchObject({ tile: { progress: { share: 0.25, target: 0.3 } } });
  });

  it('have no present on a past day', () => {
    const comparison = { ...metrics.comparison, basis: 'whole_day' as const, until: null };
    const past = {
      summary: withMetrics({
        clockedIn: null,
        comparison,
        unmapped: { ...output, finishedItems: 0 },
      }),
      pace: { ...pace, targetNow: null, forecast: { kind: 'missed' } } satisfies Pace,
      isToday: false,
    };
    expect(shown(past)).toEqual([
      ['People', '21', '20 with scans'],
      ['Finished items', '200', '+25% vs Mon, 2 Mar (160)'],
      ['Pace to the goal', '25%', '600 short of the goal'],
      ['Site efficiency', '83.8%', 'items against worked hours × target'],
      ['Clocked hours', '102:50', 'hours:minutes, breaks not counted'],
      ['Open data issues', '1', 'about this day'],
    ]);
  });

  it('say what does not exist, and never 0 for it', () => {
    const none = withMetrics({
      comparison: {
        ...metrics.comparison,
        finishedItems: 0,
        change: { itemsPercent: 0, finishedItemsPercent: null, pointsPercent: 0 },
      },
    });
    const departments: Summary['departments'] = {
      ok: true,
      data: { ...frame, siteEfficiencyPercent: null, items: 0, points: 0, rows: [] },
    };
    const tiles = shown({
      summary: { ...none, departments, alerts: { ok: true, data: { counts: [], rows: [] } } },
      pace: { ...pace, goalItems: null, targetNow: null, forecast: { kind: 'unknown', reason: 'no_goal' } },
    });
    expect(tiles[1]).toEqual(['Finished items', '200', 'yesterday at 10:07: 0', 'of which unmapped 30']);
    expect(tiles[2]).toEqual(['Pace to the goal', '–', 'No daily goal is set']);
    expect(tiles[3]?.[1]).toBe('–');
    expect(tiles[5]).toEqual(['Open alerts', '0', 'no alert is open']);
  });

  it('write a change with its sign', () => {
    const text = (percent: number) => {
      const change = { itemsPercent: 0, finishedItemsPercent: percent, pointsPercent: 0 };
      return shown({ summary: withMetrics({ comparison: { ...metrics.comparison, change } }) })[1]?.[2];
    };
    expect(text(-12.4)).toBe('−12% vs yesterday at 10:07 (160)');
    expect(text(0.2)).toBe('±0% vs yesterday at 10:07 (160)');
    expect(text(-0.2)).toBe('±0% vs yesterday at 10:07 (160)');
  });

  it('say no more of the target once the goal is reached', () => {
    const reached: Pace = { ...pace, finishedItems: 810, forecast: { kind: 'reached', at: '2026-03-03T16:00:00Z' } };
    expect(shown({ pace: reached })[2]).toEqual(['Pace to the goal', '101%', 'Goal reached by 10:00']);
    const [, , third] = prepareTiles({ ...facts, pace: reached });
    expect(third).toMatchObject({ tile: { progress: { share: 1 } } });
  });

  it('say which of them could not be loaded', () => {
    const some = { ...summary, metrics: failed, alerts: failed };
    expect(shown({ summary: some, pace: undefined })).toEqual([
      ['On the clock now', failed.error.message],
      ['Finished items', failed.error.message],
      ['Pace to the goal', 'Could not be loaded.'],
      ['Site efficiency', '83.8%', 'items against worked hours × target'],
      ['Clocked hours', failed.error.message],
      ['Open alerts', failed.error.message],
    ]);
    expect(shown({ isToday: false, attention: undefined })[5]).toEqual(['Open data issues', 'Could not be loaded.']);
  });
});

describe('the attention list', () => {
  const idle = (employeeId: number, severity: 'warning' | 'critical') => ({
    employeeId,
    name: `Person ${employeeId}`,
    department: null,
    severity,
    phrase: 'No scans for 20 min',
    since: AS_OF,
    idleSeconds: 60,
    quietSeconds: 1_200,
  });
  const jam = (department: string, severity: FlowDepartment['severity']) => ({
    department,
    colour: 1,
    status: 'warning' as const,
    severity,
    cause: null,
    queue: 0,
    forecast: null,
  });
  const kinds = (answer: Attention, isToday = true) =>
    prepareAttention(answer, isToday).rows.map((row) => {
      if (row.kind === 'jam') return `${row.severity} ${row.jam.department}`;
      return row.kind === 'idle' ? `${row.severity} ${row.idle.employeeId}` : `${row.issue} ${row.count}`;
    });

  it('has the gravest first, jams before people, people in the order they came in', () => {
    const answer: Attention = {
      ...attention,
      jams: { ok: true, data: [jam('Labeling', 'warning'), jam('Packing', 'critical')] },
      idle: { ok: true, data: [idle(4, 'warning'), idle(2, 'critical'), idle(1, 'warning')] },
    };
    expect(kinds(answer)).toEqual([
      'critical Packing',
      'critical 2',
      'warning Labeling',
      'warning 4',
      'warning 1',
      'missing_clock_out 2',
      'no_scans 3',
    ]);
  });

  it('has of a past day only what is about it', () => {
    expect(kinds({ ...attention, idle: null, jams: null }, false)).toEqual(['no_scans 1']);
    expect(prepareAttention({ ...attention, idle: null, jams: null }, false).failed).toEqual([]);
  });

  it('names what could not be loaded', () => {
    expect(prepareAttention({ ...attention, idle: failed, issues: failed }, true)).toEqual({
      rows: [],
      failed: ['who is idle', 'data issues'],
    });
  });
});

describe('people behind a figure', () => {
  const person = (name: string, finishedItems: number, clockedSeconds: number): DayPerson => ({
    employeeId: 1,
    name,
    department: null,
    items: finishedItems,
    finishedItems,
    clockedSeconds,
    breakSeconds: 0,
    firstClockIn: null,
    lastClockOut: null,
    isClockedIn: false,
  });

  it('are those who have any of it, the most first, then by name', () => {
    const rows = [person('Ada', 5, 60), person('Ben', 0, 90), person('Cal', 5, 0), person('Dee', 9, 90)];
    const names = (view: 'finished' | 'clocked') => prepareDayPeople(rows, view).map(({ name }) => name);
    expect(names('finished')).toEqual(['Dee', 'Ada', 'Cal']);
    expect(names('clocked')).toEqual(['Ben', 'Dee', 'Ada']);
  });
});

describe('words and ways', () => {
  it('an alert leads to its person, else to the inbox', () => {
    expect(alertPath('employee:12')).toBe('/employees/12');
    expect(alertPath('type:employee:12')).toBe('/alerts');
    expect(alertPath('connecteam')).toBe('/alerts');
  });

  it('every kind of issue has words for one and for several', () => {
    expect(issueCountText('missing_clock_out', 1)).toBe('1 missing clock-out');
    expect(issueCountText('missing_clock_out', 3)).toBe('3 missing clock-outs');
    expect(issueLabel('no_scans')).toBe('Shift without a scan');
    const texts = ISSUE_KINDS.flatMap((kind) => [issueLabel(kind), issueCountText(kind, 1), issueCountText(kind, 2)]);
    expect(new Set(texts).size).toBe(texts.length);
  });
});
