import { describe, expect, it } from 'vitest';
import { toIsoInstant } from '@/lib/platform/time/instant';
import {
  agoText,
  effectParts,
  expectedText,
  forecastText,
  measuredFrom,
  minutesText,
  pendingMove,
  signed,
  statusText,
  statusWord,
  verdictOf,
} from './prepare-view';
import { FLOW_STATUSES } from './rules';
import type { FlowBody, FlowDepartment, MoveSuggestion, StoredMove } from './schema';

const department = (name: string, changes: Partial<FlowDepartment> = {}): FlowDepartment => ({
  department: name,
  colour: 1,
  status: 'flowing',
  severity: null,
  cause: null,
  workers: 2,
  output: 20,
  rate: 40,
  inRate: 50,
  growth: 10,
  queue: 12,
  itemsToday: 100,
  minutesSinceLastScan: 4,
  forecast: null,
  ...changes,
});
const empty = { workers: 0, rate: 0, output: 0 };
const flow = (departments: FlowDepartment[], changes: Partial<FlowBody> = {}): FlowBody => ({
  date: '2026-03-03',
  source: 'live',
  clockedIn: 5,
  onBreak: 0,
  queueLimit: 300,
  departments,
  primary: null,
  suggestions: [],
  moves: [],
  ...changes,
});

describe('the verdict', () => {
  it('is the bottleneck with its cause', () => {
    const labeling = department('Labeling', { status: 'critical', severity: 'critical', cause: 'It jams.' });
    expect(verdictOf(flow([department('Picking'), labeling], { primary: 'Labeling' }))).toEqual({
      tone: 'bad',
      title: 'Labeling is the bottleneck',
      text: 'It jams.',
    });
    const warning = { ...labeling, status: 'warning', severity: 'warning' } as const;
    expect(verdictOf(flow([warning], { primary: 'Labeling' })).tone).toBe('warn');
  });

  it('names what has stopped when nothing jams', () => {
    const stopped = { ...empty, status: 'stopped', severity: 'warning', cause: 'All left.' } as const;
    const one = verdictOf(flow([department('Picking', stopped), department('Packing')]));
    expect(one).toEqual({ tone: 'warn', title: 'Picking has stopped', text: 'All left.' });
    const two = verdictOf(flow([department('Picking', stopped), department('Labeling', stopped)]));
    expect(two.title).toBe('Picking and Labeling have stopped');
  });

  it('says that it flows, and what is complete', () => {
    const complete = department('Picking', { ...empty, status: 'complete' });
    expect(verdictOf(flow([complete, department('Labeling'), department('Packing')]))).toEqual({
      tone: 'good',
      title: 'The line flows',
      text: 'Labeling and Packing keep up with the work. Picking is complete.',
    });
    expect(verdictOf(flow([department('Packing')])).text).toBe('Packing keeps up with the work.');
  });

  it('tells an idle line from one that has not started and from an empty one', () => {
    const idle = department('Picking', { ...empty, status: 'idle', minutesSinceLastScan: 75 });
    const unstarted = department('Picking', {
      ...empty,
      status: 'not_started',
      itemsToday: 0,
      minutesSinceLastScan: null,
    });
    expect(verdictOf(flow([idle], { clockedIn: 3, onBreak: 1 }))).toEqual({
      tone: 'quiet',
      title: 'The line is idle',
      text: '3 people are clocked in, 1 of them on a break; nobody has scanned in the last hour.',
    });
    expect(verdictOf(flow([unstarted], { clockedIn: 1 }))).toMatchObject({
      title: 'Work has not started yet',
      text: '1 person is clocked in; nothing has been scanned today.',
    });
    expect(verdictOf(flow([idle], { clockedIn: 0 }))).toMatchObject({
      title: 'Nobody is clocked in',
      text: expect.stringContaining('the last scan was 1 h 15 min ago'),
    });
    expect(verdictOf(flow([unstarted], { clockedIn: 0 })).text).toBe(
      'The line comes alive with the first clock-in or scan of the day.',
    );
    expect(verdictOf(flow([], { clockedIn: 0 })).title).toBe('Nobody is clocked in');
  });
});

describe('the words of a department', () => {
  it('are there for every status', () => {
    const texts = FLOW_STATUSES.map((status) => statusText(department('Packing', { status })));
    expect(texts.every((text) => text.length > 10)).toBe(true);
    expect(new Set(FLOW_STATUSES.map((status) => statusWord(status).label)).size).toBe(FLOW_STATUSES.length);
  });

  it('say what arrives and what is made', () => {
    expect(statusText(department('Packing'))).toBe('Gets 50 items an hour and makes 40.');
    expect(statusText(department('Picking', { inRate: null, rate: 1400 }))).toBe('Makes 1,400 items an hour.');
    const jammed = { status: 'critical', severity: 'critical', cause: 'Packing gets 50 …' } as const;
    expect(statusText(department('Packing', jammed))).toBe('Gets 50 items an hour and makes 40.');
    expect(statusText(department('Packing', { ...jammed, rate: 0 }))).toBe('Packing gets 50 …');
    expect(statusText(department('Packing', { status: 'idle', minutesSinceLastScan: null }))).toBe(
      'Nobody is here now.',
    );
  });
});

describe('times', () => {
  it('are said in minutes and hours', () => {
    expect([0, 59, 60, 77, 120].map(minutesText)).toEqual(['0 min', '59 min', '1 h', '1 h 17 min', '2 h']);
    expect([0, 0.001, 0.75, 1.28, 24, 24.01].map(forecastText)).toEqual([
      'now',
      '1 min',
      '45 min',
      '1 h 17 min',
      '24 h',
      'more than a day',
    ]);
    expect([agoText(0), agoText(75)]).toEqual(['just now', '1 h 15 min ago']);
    expect([signed(5), signed(-5), signed(0), signed(null)]).toEqual(['+5', '−5', '0', '–']);
  });
});

describe('a suggested move', () => {
  const suggestion = (growth: number | null, hours: number | null = null): MoveSuggestion => ({
    employeeId: 7,
    name: 'Bo',
    from: 'Picking',
    to: 'Labeling',
    itemsPerHour: 50,
    reason: '',
    expected: { growth, forecast: hours === null ? null : { hours, isSoon: false } },
  });

  it('says what it should bring', () => {
    expect(expectedText(suggestion(-10), 100, 300)).toBe('Growth from +100 to −10 an hour: the queue stops growing.');
    expect(expectedText(suggestion(20.4, 5), 100, 300)).toBe('Growth from +100 to +20 an hour: 300 waiting in 5 h.');
    expect(expectedText(suggestion(null), 100, 300)).toBe('Effect not known in advance.');
  });

  it('is answered by a move of the same person to the same place that is not measured yet', () => {
    const move: StoredMove = {
      ...{ id: 1, employeeId: 7, name: 'Bo', from: 'Picking', to: 'Labeling', movedBy: 'Robin' },
      ...{ movedAt: toIsoInstant(36_000), measuredAt: null, effect: null },
    };
    expect(pendingMove([move], suggestion(0))).toBe(move);
    expect(pendingMove([{ ...move, to: 'Packing' }], suggestion(0))).toBeUndefined();
    expect(pendingMove([{ ...move, measuredAt: toIsoInstant(40_000) }], suggestion(0))).toBeUndefined();
    expect(measuredFrom(move)).toBe(37_800);
    expect(effectParts(move)).toEqual([]);
  });
});

describe('a measured move', () => {
  const effect = {
    rateBefore: 40,
    rateAfter: 74,
    growthBefore: 100,
    growthAfter: -74,
    fromRateBefore: 140,
    fromRateAfter: 0,
    personRate: 50,
  };
  const move: StoredMove = {
    ...{ id: 1, employeeId: 7, name: 'Bo', from: 'Picking', to: 'Labeling', movedBy: 'Robin' },
    ...{ movedAt: toIsoInstant(36_000), measuredAt: toIsoInstant(37_900), effect },
  };

  it('says what changed where', () => {
    expect(effectParts(move)).toEqual([
      'Labeling 40 → 74 items an hour',
      'growth +100 → −74',
      'Picking 140 → 0',
      'Bo 50 items an hour',
    ]);
  });

  it('leaves out what does not exist', () => {
    const first = { ...effect, growthBefore: null, growthAfter: null, fromRateBefore: null, fromRateAfter: null };
    expect(effectParts({ ...move, from: null, effect: first })).toEqual([
      'Labeling 40 → 74 items an hour',
      'Bo 50 items an hour',
    ]);
  });
});
