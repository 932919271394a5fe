import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activitiesByDay, resolvePeriods } from '@/lib/domain/clock/rules';
import { UNMAPPED_WORK } from '@/lib/domain/scoring/request-scores';
import type { Site } from '@/lib/domain/sites/schema';
import { businessDayOf } from '@/lib/platform/time/business-day';
import {
  activitiesOf,
  at,
  breaksOf,
  forgetRequests,
  identityRow,
  ignore,
  link,
  newIdentity,
  newPerson,
  newScene,
  pause,
  periodsOf,
  punch,
  requestsOf,
  scan,
  unlink,
} from './identity-scene';

describe('any sequence of decisions', () => {
  const IDENTITIES = [
    { source: 'api', externalId: 'scans-a' },
    { source: 'api', externalId: 'scans-b' },
    { source: 'connecteam', externalId: '901' },
    { source: 'connecteam', externalId: '902' },
    { source: 'csv', externalId: 'clock-c' },
  ];
  const command = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ do: fc.constant('link' as const), identity: fc.nat(4), person: fc.nat(2) }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('unlink' as const), identity: fc.nat(4) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('ignore' as const), identity: fc.nat(4) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('scan' as const), identity: fc.nat(1), hour: fc.nat(70) }) },
  );
  type Command = typeof command extends fc.Arbitrary<infer C> ? C : never;

  /** Night shifts with the same clock-in under three identities, so that days and contradictions both matter. */
  async function prepare() {
    const scene = await newScene();
    const identities = await Promise.all(IDENTITIES.map((one) => newIdentity(scene, one.source, one.externalId)));
    const people = await Promise.all(['Mara Linden', 'Otto Brandt', 'Ines Falk'].map((name) => newPerson(scene, name)));
    for (const [index, identityId] of identities.slice(2).entries()) {
      const source = IDENTITIES[index + 2]?.source ?? '';
      await punch(scene, identityId, source, '2026-03-10T03:00:00Z', `2026-03-10T0${7 + index}:00:00Z`);
      await punch(scene, identityId, source, `2026-03-1${index + 1}T04:00:00Z`, null);
      await pause(scene, identityId, '2026-03-10T05:00:00Z');
    }
    for (const [index, userName] of ['scans-a', 'scans-b'].entries()) {
      for (const hour of [0, 6, 20, 30]) {
        await scan(scene, userName, `${userName}-${hour}`, at('2026-03-10T00:30:00Z') + hour * 3600 + index);
      }
    }
    return { scene, identities, people };
  }

  /** What the database must look like, told from the decisions alone. */
  type Model = Map<number, { employeeId: number | null; isIgnored: boolean }>;

  function expectedHolders(model: Model, periods: Awaited<ReturnType<typeof periodsOf>>): Map<number, number | null> {
    const holders = new Map<number, number | null>(periods.map((period) => [period.id, null]));
    const claims = periods.flatMap((period) => {
      const employeeId = model.get(period.identityId)?.employeeId ?? null;
      return employeeId === null ? [] : [{ period, employeeId }];
    });
    for (const rivals of Map.groupBy(claims, ({ period, employeeId }) => `${employeeId}/${period.clockIn}`).values()) {
      const better = (a: (typeof rivals)[number], b: (typeof rivals)[number]) => {
        const isA = a.period.source === 'connecteam';
        if (isA !== (b.period.source === 'connecteam')) return isA ? a : b;
        const [outA, outB] = [a.period.clockOut ?? Infinity, b.period.clockOut ?? Infinity];
        if (outA !== outB) return outA > outB ? a : b;
        return a.period.id < b.period.id ? a : b;
      };
      const winner = rivals.reduce(better);
      holders.set(winner.period.id, winner.employeeId);
    }
    return holders;
  }

  /** The person-day of every window: "day employee", nothing for ignored ones. */
  function personDays(
    site: Site,
    model: Model,
    windows: Awaited<ReturnType<typeof activitiesOf>>,
    periods: Awaited<ReturnType<typeof periodsOf>>,
  ): Map<number, string | null> {
    const holders = expectedHolders(model, periods);
    const days = new Map<number, string | null>();
    for (const window of windows) {
      const holder = model.get(window.identityId);
      if (holder?.isIgnored === true) days.set(window.id, null);
      else if (holder === undefined || holder.employeeId === null) {
        days.set(window.id, `${businessDayOf(site, window.windowStart)} ${UNMAPPED_WORK}`);
      } else {
        const own = periods.filter((period) => holders.get(period.id) === holder.employeeId);
        const [day] = activitiesByDay(site, resolvePeriods(site, site.settings, own).periods, [window]).keys();
        days.set(window.id, `${day} ${holder.employeeId}`);
      }
    }
    return days;
  }

  it('keeps every fact once, with exactly the right person, and asks for the score of all that moved', async () => {
    const run = async (commands: Command[]) => {
      const { scene, identities, people } = await prepare();
      const model: Model = new Map(identities.map((id) => [id, { employeeId: null, isIgnored: false }]));
      let count = (await activitiesOf(scene)).length;
      for (const [step, one] of commands.entries()) {
        const identityId = identities[one.identity] ?? 0;
        await forgetRequests(scene);
        const before = personDays(scene.site, model, await activitiesOf(scene), await periodsOf(scene));
        if (one.do === 'link') {
          const employeeId = people[one.person] ?? 0;
          await link(scene, identityId, employeeId);
          model.set(identityId, { employeeId, isIgnored: false });
        } else if (one.do === 'unlink') {
          await unlink(scene, identityId);
          model.set(identityId, { employeeId: null, isIgnored: false });
        } else if (one.do === 'ignore') {
          await ignore(scene, identityId);
          model.set(identityId, { employeeId: null, isIgnored: true });
        } else {
          const userName = IDENTITIES[one.identity]?.externalId ?? '';
          await scan(scene, userName, `step-${step}`, at('2026-03-09T12:00:00Z') + one.hour * 3600);
          count += 1;
        }

        const [windows, periods] = [await activitiesOf(scene), await periodsOf(scene)];
        expect(windows).toHaveLength(count);
        for (const window of windows) expect(window.employeeId).toBe(model.get(window.identityId)?.employeeId);
        expect(new Map(periods.map((period) => [period.id, period.employeeId]))).toEqual(
          expectedHolders(model, periods),
        );
        for (const one of await breaksOf(scene)) expect(one.employeeId).toBe(model.get(one.identityId)?.employeeId);

        const after = personDays(scene.site, model, windows, periods);
        const asked = await requestsOf(scene);
        for (const window of windows) {
          const moved = [before.get(window.id) ?? null, after.get(window.id) ?? null];
          if (moved[0] === moved[1]) continue;
          for (const personDay of moved) if (personDay !== null) expect(asked).toContain(personDay);
        }
      }
    };
    await fc.assert(fc.asyncProperty(fc.array(command, { minLength: 3, maxLength: 8 }), run), { numRuns: 12 });
  });

  it('made at the same time ends with facts that agree with the link', async () => {
    const { scene, identities, people } = await prepare();
    const [a = 0, b = 0, c = 0, d = 0] = identities;
    const [mara = 0, otto = 0] = people;
    await Promise.all([
      link(scene, a, mara),
      link(scene, a, otto),
      link(scene, b, mara),
      link(scene, c, mara),
      link(scene, d, mara),
      unlink(scene, b),
      ...[1, 2, 3, 4].map((hour) => scan(scene, 'scans-a', `late-${hour}`, at('2026-03-10T00:00:00Z') + hour)),
    ]);
    const rows = await Promise.all(identities.map(identityRow));
    const model: Model = new Map(rows.map((row) => [row.id, { employeeId: row.employeeId, isIgnored: false }]));
    for (const window of await activitiesOf(scene)) {
      expect(window.employeeId).toBe(model.get(window.identityId)?.employeeId);
    }
    const periods = await periodsOf(scene);
    expect(new Map(periods.map((one) => [one.id, one.employeeId]))).toEqual(expectedHolders(model, periods));
  });
});
