import { describe, expect, it } from 'vitest';
import { fromIsoInstant, toIsoInstant } from '@/lib/platform/time/instant';
import { drawPace } from './prepare-pace';
import type { ScreenFloor } from './schema';

/** 08:00 in Chicago. */
const START = 1_772_460_000;
const QUARTER = 900;

function paceWith(changes: Partial<ScreenFloor['pace']> & { items?: (number | null)[]; target?: number[] }) {
  const { items = [0, 20, 40, null, null], target, ...rest } = changes;
  return {
    asOf: toIsoInstant(START + 2 * QUARTER + 450),
    endsAt: toIsoInstant(START + 16 * 3_600),
    finishedItems: 45,
    goalItems: 100,
    targetNow: 45,
    points: items.map((one, index) => ({
      at: toIsoInstant(START + index * QUARTER),
      items: one,
      target: target?.[index] ?? null,
    })),
    forecast: { kind: 'unknown', reason: 'too_early' } as const,
    ...rest,
  };
}

describe('the lines of the pace', () => {
  it('end where the day stands, between two quarters of an hour', () => {
    const drawing = drawPace(paceWith({}), 'America/Chicago');
    expect(drawing?.top).toBeCloseTo(108);
    expect(drawing?.now).toEqual({ x: 2.5 / 4, y: 45 / 108 });
    expect(drawing?.actual.map(({ x }) => x)).toEqual([0, 0.25, 0.5, 0.625]);
    expect(drawing?.actual.at(-1)).toEqual(drawing?.now);
  });

  it('keep the bend of a break in the target line', () => {
    const drawing = drawPace(paceWith({ target: [0, 40, 40, 80, 100] }), 'America/Chicago');
    const heights = drawing?.target.map(({ y }) => Math.round(y * 108));
    expect(heights).toEqual([0, 40, 40, 80, 100]);
    expect(drawing?.goalY).toBeCloseTo(100 / 108);
  });

  it('leave room above more than the goal, and name round numbers', () => {
    const drawing = drawPace(paceWith({ finishedItems: 460, goalItems: 300 }), 'America/Chicago');
    expect(drawing?.grid.map(({ items }) => items)).toEqual([200, 400]);
    expect(Math.max(...(drawing?.actual.map(({ y }) => y) ?? []))).toBeLessThan(1);
  });

  it('tell the hours at the site, also where an hour comes twice', () => {
    const items = Array.from({ length: 17 }, () => 1);
    const autumn = paceWith({ items });
    const from = fromIsoInstant('2026-11-01T05:00:00Z');
    const points = autumn.points.map((point, index) => ({ ...point, at: toIsoInstant(from + index * QUARTER) }));
    const times = { asOf: toIsoInstant(from + 9_000), endsAt: '2026-11-02T06:00:00Z' };
    const drawing = drawPace({ ...autumn, ...times, points }, 'America/Chicago');
    expect(drawing?.hours.map(({ label }) => label)).toEqual(['00:00', '01:00', '01:00', '02:00', '03:00']);
  });

  it('are none on a day with nothing on it, and no target without a goal', () => {
    expect(drawPace(paceWith({ items: [] }), 'America/Chicago')).toBeNull();
    const open = drawPace(paceWith({ goalItems: null, finishedItems: 0, items: [0, 0, null] }), 'America/Chicago');
    expect(open?.goalY).toBeNull();
    expect(open?.target).toEqual([]);
  });
});
