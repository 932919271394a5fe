import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PayRate } from '@/lib/domain/costs/rules';
import { assignFacts, factsOfDay, scorePersonDay } from '@/lib/domain/scoring/rules';
import { oracleInputArb } from './arbitraries';
import { type OracleInput, type OracleResult, oraclePersonDay } from './oracle';

/** `ORACLE_RUNS=20000` for a deep run. */
const RUNS = Number(process.env.ORACLE_RUNS ?? 400);
const MILLIS_PER_RUN = 50;

/** The product's own scorer, in the shape of the reference. */
function scored(input: OracleInput): OracleResult {
  const settings = input.settings;
  const facts = factsOfDay(assignFacts({ ...input, settings }), input.day);
  const payRates: PayRate[] = input.pay.isDefault
    ? []
    : [{ effectiveFrom: '2000-01-01', payType: 'hourly', amountCents: input.pay.hourlyCents }];
  const roles = new Map(
    input.roles.map(({ id, type, ...role }) => [id, { roleId: id, roleType: type, ...role }] as const),
  );
  const result = scorePersonDay({
    calendar: input.calendar,
    settings: {
      ...settings,
      defaultHourlyCents: input.pay.isDefault ? input.pay.hourlyCents : settings.defaultHourlyCents,
    },
    employee: input.employee,
    payRates,
    roles,
    facts,
    now: input.now,
  });
  if (result.score === null) return null;
  const { score } = result;
  return {
    ...score,
    idlePeriods: result.idlePeriods.map((one) => ({
      start: one.startTime,
      end: one.endTime,
      durationSeconds: one.durationSeconds,
      roleId: one.roleId,
    })),
    roleTotals: result.roleTotals
      .map(({ pointsThousandths, ...total }) => ({ ...total, milliPoints: pointsThousandths }))
      .sort((a, b) => a.roleId - b.roleId),
    hourlyRoleTotals: result.hourlyRoleTotals
      .map(({ pointsThousandths, ...total }) => ({ ...total, milliPoints: pointsThousandths }))
      .sort((a, b) => a.hourStart - b.hourStart || a.roleId - b.roleId),
    hourlyPresence: [...result.hourlyPresence].sort((a, b) => a.hourStart - b.hourStart),
    costs: result.costs
      .map(({ roleId, labourCents, activeCents, idleCents, breakCents }) => ({
        roleId,
        labourCents,
        activeCents,
        idleCents,
        breakCents,
      }))
      .sort((a, b) => a.roleId - b.roleId),
    issues: [...new Set<string>(result.issues.map((issue) => issue.kind))].sort(),
  };
}

describe('the scorer and the second-by-second reference', () => {
  it(
    'agree on every figure of any person-day',
    () => {
      fc.assert(
        fc.property(oracleInputArb, (input) => {
          expect(scored(input)).toEqual(oraclePersonDay(input));
        }),
        { numRuns: RUNS },
      );
    },
    RUNS * MILLIS_PER_RUN,
  );
});
