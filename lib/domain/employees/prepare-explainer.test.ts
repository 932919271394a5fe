import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignFacts, factsOfDay } from '@/lib/domain/scoring/rules';
import { at, heatPress, packing, type Times } from '@/lib/domain/scoring/scoring-fixtures';
import { oracleInputArb } from '@/test/oracle/arbitraries';
import { explained, personDayOf } from './person-day-fixtures';
import { hundredthsOf, prepareExplainer, scoreReason } from './prepare-explainer';

const LATER = at('16 00:00');
const TIMES: Times = {
  periods: [['06:00', '08:00']],
  activities: [
    ['06:20', '06:30', heatPress, 7],
    ['06:50', '07:00', packing, 3],
    ['07:00', '07:10', null, 4],
  ],
};

describe('the score explained', () => {
  it('adds up from its parts and is compared with what is stored', () => {
    const { figures, pointsThousandths, withoutRole } = prepareExplainer(personDayOf(TIMES, LATER));
    expect(pointsThousandths).toBe(8_400 + 2_400);
    expect(withoutRole).toEqual({ activities: 1, items: 4 });
    expect(figures.map((one) => [one.label, one.fromFacts, one.stored, one.isEqual])).toEqual([
      ['Items', '10', '10', true],
      ['Points', '10.80', '10.80', true],
      ['Clocked', '2:00:00', '2:00:00', true],
      ['Breaks', '0:00:00', '0:00:00', true],
      ['Paid', '2:00:00', '2:00:00', true],
      ['Idle', '0:30:00', '0:30:00', true],
      ['Active', '1:30:00', '1:30:00', true],
    ]);
  });

  it('says where the stored score is another, and where there is none', () => {
    const other = personDayOf(TIMES, LATER, { state: { points_earned: '10.79', idle_seconds: 0 } });
    expect(prepareExplainer(other).figures.filter((one) => !one.isEqual)).toEqual([
      { label: 'Points', fromFacts: '10.80', stored: '10.79', isEqual: false },
      { label: 'Idle', fromFacts: '0:30:00', stored: '0:00:00', isEqual: false },
    ]);
    const none = personDayOf(TIMES, LATER, { state: { scored_at: null } });
    expect(prepareExplainer(none).figures.every((one) => one.stored === null && !one.isEqual)).toBe(true);
  });

  it('equals the score of any person-day', () => {
    fc.assert(
      fc.property(oracleInputArb, (input) => {
        const roles = new Map(
          input.roles.map(({ id, type, ...role }) => [id, { roleId: id, roleType: type, ...role }] as const),
        );
        const day = explained(factsOfDay(assignFacts(input), input.day), roles, input.now);
        expect(prepareExplainer(day).figures.filter((one) => !one.isEqual)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('rounds half up, once', () => {
    expect([4, 5, 14, 15, 30_800].map(hundredthsOf)).toEqual([0, 1, 1, 2, 3_080]);
  });

  it('says why a new score is on its way', () => {
    expect(scoreReason('activities')).toBe('scans came in or changed');
    expect(scoreReason('recalculation:12')).toBe('the days are being recalculated');
    expect(scoreReason('something new')).toBe('the facts of the day changed');
    expect(scoreReason(null)).toBe('the facts of the day changed');
  });
});
