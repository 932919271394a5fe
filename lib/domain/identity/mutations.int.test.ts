import { and, asc, eq } from 'drizzle-orm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inTransaction } from '@/lib/db/client';
import { activityLogs } from '@/lib/db/schema/activity-logs';
import { dataIssues } from '@/lib/db/schema/attention';
import { auditEvents } from '@/lib/db/schema/audit-events';
import { clockBreaks } from '@/lib/db/schema/clock-breaks';
import { clockTimes } from '@/lib/db/schema/clock-times';
import { employeeIdentities, identityRejections } from '@/lib/db/schema/employee-identities';
import { employees } from '@/lib/db/schema/employees';
import { scoreRequests } from '@/lib/db/schema/score-requests';
import { storeActivities } from '@/lib/domain/activities/mutations';
import { activitiesByDay, resolvePeriods } from '@/lib/domain/clock/rules';
import { createEmployee } from '@/lib/domain/employees/mutations';
import { UNMAPPED_WORK } from '@/lib/domain/scoring/request-scores';
import type { Site } from '@/lib/domain/sites/schema';
import type { Actor } from '@/lib/platform/audit/write-audit';
import { businessDayOf } from '@/lib/platform/time/business-day';
import { type EpochSeconds, fromIsoInstant, toIsoInstant } from '@/lib/platform/time/instant';
import { createTestSite, openTestDatabase, TEST_ACTOR } from '@/test/database';
import { ignoreIdentity, linkIdentity, unlinkIdentity } from './mutations';
import { resolveIdentities } from './resolve';

const database = openTestDatabase(10);
const NOW = fromIsoInstant('2026-03-20T15:00:00Z');
const ADMIN: Actor = { type: 'user', id: 'admin-1' };
const at = fromIsoInstant;

type Scene = { site: Site; base: { siteId: number; actor: Actor; now: EpochSeconds } };

async function newScene(): Promise<Scene> {
  const site = await createTestSite(database);
  return { site, base: { siteId: site.id, actor: ADMIN, now: NOW } };
}

const newPerson = ({ base }: Scene, name: string) =>
  inTransaction(database, (tx) => createEmployee(tx, { ...base, name }));

async function newIdentity({ site }: Scene, source: string, externalId: string, now = NOW): Promise<number> {
  const found = await inTransaction(database, (tx) => resolveIdentities(tx, site.id, source, [{ externalId }], now));
  return found.get(externalId)?.identityId ?? 0;
}

const link = ({ base }: Scene, identityId: number, employeeId: number, changes: object = {}) =>
  inTransaction(database, (tx) => linkIdentity(tx, { ...base, identityId, employeeId, ...changes }));
const unlink = ({ base }: Scene, identityId: number, changes: object = {}) =>
  inTransaction(database, (tx) => unlinkIdentity(tx, { ...base, identityId, ...changes }));
const ignore = ({ base }: Scene, identityId: number) =>
  inTransaction(database, (tx) => ignoreIdentity(tx, { ...base, identityId }));

async function scan({ site }: Scene, userName: string, referenceId: string, windowStart: EpochSeconds): Promise<void> {
  const row = {
    referenceId,
    userName,
    activityType: 'Picking',
    itemsCount: 5,
    windowStart: toIsoInstant(windowStart),
    windowEnd: toIsoInstant(windowStart + 600),
  };
  await storeActivities(database, { site, source: 'api', rows: [row], now: NOW, actor: TEST_ACTOR });
}

let punches = 0;
async function punch(
  { site }: Scene,
  identityId: number,
  source: string,
  clockIn: string,
  clockOut: string | null,
): Promise<number> {
  punches += 1;
  const [row] = await database.insert(clockTimes).values({
    siteId: site.id,
    source,
    sourceShiftId: `shift-${punches}`,
    identityId,
    clockIn: at(clockIn),
    clockOut: clockOut === null ? null : at(clockOut),
    isActive: clockOut === null,
    createdAt: NOW,
    updatedAt: NOW,
  });
  return row.insertId;
}

async function pause({ site }: Scene, identityId: number, start: string): Promise<void> {
  punches += 1;
  await database.insert(clockBreaks).values({
    siteId: site.id,
    source: 'connecteam',
    sourceBreakId: `break-${punches}`,
    identityId,
    breakStart: at(start),
    breakEnd: at(start) + 600,
    isPaid: false,
    createdAt: NOW,
    updatedAt: NOW,
  });
}

const activitiesOf = ({ site }: Scene) =>
  database.select().from(activityLogs).where(eq(activityLogs.siteId, site.id)).orderBy(asc(activityLogs.id));
const periodsOf = ({ site }: Scene) =>
  database.select().from(clockTimes).where(eq(clockTimes.siteId, site.id)).orderBy(asc(clockTimes.id));
const breaksOf = ({ site }: Scene) => database.select().from(clockBreaks).where(eq(clockBreaks.siteId, site.id));
const openIssues = ({ site }: Scene, kind: string) =>
  database
    .select()
    .from(dataIssues)
    .where(and(eq(dataIssues.siteId, site.id), eq(dataIssues.kind, kind), eq(dataIssues.status, 'open')));
async function requestsOf({ site }: Scene): Promise<Set<string>> {
  const rows = await database.select().from(scoreRequests).where(eq(scoreRequests.siteId, site.id));
  return new Set(rows.map((row) => `${row.scoreDate} ${row.employeeId}`));
}
const forgetRequests = ({ site }: Scene) => database.delete(scoreRequests).where(eq(scoreRequests.siteId, site.id));
async function identityRow(id: number) {
  const [row] = await database.select().from(employeeIdentities).where(eq(employeeIdentities.id, id));
  if (row === undefined) throw new Error('no such identity');
  return row;
}
async function personRow(id: number) {
  const [row] = await database.select().from(employees).where(eq(employees.id, id));
  if (row === undefined) throw new Error('no such person');
  return row;
}

describe('resolveIdentities', () => {
  it('makes a row once, and refreshes it only for news or after a minute', async () => {
    const scene = await newScene();
    const resolve = (
      seen: { externalId: string; externalName?: string; externalEmail?: string }[],
      now: EpochSeconds,
    ) => inTransaction(database, (tx) => resolveIdentities(tx, scene.site.id, 'api', seen, now));
    const first = await resolve(
      [{ externalId: 'a' }, { externalId: 'A' }, { externalId: 'a', externalName: 'Mara' }],
      NOW,
    );
    expect([...first.keys()].sort()).toEqual(['A', 'a']);
    const id = first.get('a')?.identityId ?? 0;
    expect(await identityRow(id)).toMatchObject({
      externalName: 'Mara',
      status: 'unmapped',
      firstSeenAt: NOW,
      lastSeenAt: NOW,
    });
    await resolve([{ externalId: 'a', externalName: 'Mara' }], NOW + 60);
    expect((await identityRow(id)).lastSeenAt).toBe(NOW);
    await resolve([{ externalId: 'a', externalName: 'Mara Linden' }], NOW + 60);
    expect(await identityRow(id)).toMatchObject({ externalName: 'Mara Linden', lastSeenAt: NOW + 60 });
    await resolve([{ externalId: 'a' }], NOW + 121);
    expect(await identityRow(id)).toMatchObject({
      externalName: 'Mara Linden',
      firstSeenAt: NOW,
      lastSeenAt: NOW + 121,
    });
    await resolve([{ externalId: 'a' }], NOW - 5000);
    expect((await identityRow(id)).lastSeenAt).toBe(NOW + 121);
  });

  it('keeps its rows locked, so that nobody is linked before the facts are written', async () => {
    const scene = await newScene();
    const id = await newIdentity(scene, 'api', 'a');
    const lockNow = () =>
      inTransaction(database, (tx) =>
        tx.select().from(employeeIdentities).where(eq(employeeIdentities.id, id)).for('update', { noWait: true }),
      );
    await inTransaction(database, async (tx) => {
      await resolveIdentities(tx, scene.site.id, 'api', [{ externalId: 'a' }], NOW);
      await expect(lockNow()).rejects.toThrow();
    });
    expect(await lockNow()).toHaveLength(1);
  });

  it('cuts names that are too long instead of failing', async () => {
    const scene = await newScene();
    const seen = [{ externalId: 'x', externalName: `${'n'.repeat(190)}🙂`, externalEmail: ' ' }];
    const found = await inTransaction(database, (tx) => resolveIdentities(tx, scene.site.id, 'api', seen, NOW));
    expect(await identityRow(found.get('x')?.identityId ?? 0)).toMatchObject({
      externalName: `${'n'.repeat(190)}\ufffd`,
      externalEmail: null,
    });
  });
});

describe('linkIdentity', () => {
  it('gives all past facts to the person and rescores both sides of every day', async () => {
    const scene = await newScene();
    const [scans, clock, mara] = [
      await newIdentity(scene, 'api', 'mara'),
      await newIdentity(scene, 'connecteam', '501'),
      await newPerson(scene, 'Mara Linden'),
    ];
    await scan(scene, 'mara', 'r-1', at('2026-03-10T14:00:00Z'));
    await punch(scene, clock, 'connecteam', '2026-03-12T13:00:00Z', '2026-03-12T21:00:00Z');
    await pause(scene, clock, '2026-03-12T17:00:00Z');
    await forgetRequests(scene);
    await link(scene, scans, mara);
    expect(await requestsOf(scene)).toEqual(new Set([`2026-03-10 ${UNMAPPED_WORK}`, `2026-03-10 ${mara}`]));
    await forgetRequests(scene);
    await link(scene, clock, mara);
    expect(await requestsOf(scene)).toEqual(new Set([10, 11, 12, 13, 14].map((day) => `2026-03-${day} ${mara}`)));
    expect((await activitiesOf(scene)).map((row) => row.employeeId)).toEqual([mara]);
    expect((await periodsOf(scene)).map((row) => row.employeeId)).toEqual([mara]);
    expect((await breaksOf(scene)).map((row) => row.employeeId)).toEqual([mara]);
    expect(await personRow(mara)).toMatchObject({ connecteamUserId: 501 });
    expect(await identityRow(scans)).toMatchObject({
      status: 'verified',
      employeeId: mara,
      verifiedBy: 'admin-1',
      verifiedAt: NOW,
      touchedAt: NOW,
    });
  });

  it('is audited, and does nothing when it is so already', async () => {
    const scene = await newScene();
    const [identity, mara] = [await newIdentity(scene, 'api', 'mara'), await newPerson(scene, 'Mara Linden')];
    await link(scene, identity, mara);
    await forgetRequests(scene);
    await link(scene, identity, mara, { now: NOW + 100 });
    const audit = await database
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.entity, 'identity'), eq(auditEvents.entityId, String(identity))));
    expect(audit).toMatchObject([
      {
        action: 'identity.link',
        actorId: 'admin-1',
        before: { status: 'unmapped', employeeId: null },
        after: { status: 'verified', employeeId: mara },
      },
    ]);
    expect(await requestsOf(scene)).toEqual(new Set());
    expect((await identityRow(identity)).verifiedAt).toBe(NOW);
  });

  it('closes the issue of the unmapped identity, and unlinking opens it again', async () => {
    const scene = await newScene();
    const mara = await newPerson(scene, 'Mara Linden');
    await scan(scene, 'mara', 'r-1', at('2026-03-10T14:00:00Z'));
    const identity = await newIdentity(scene, 'api', 'mara');
    expect(await openIssues(scene, 'unmapped_identity')).toHaveLength(1);
    await link(scene, identity, mara);
    expect(await openIssues(scene, 'unmapped_identity')).toEqual([]);
    await unlink(scene, identity);
    expect(await openIssues(scene, 'unmapped_identity')).toMatchObject([
      { identityId: identity, scoreDate: '2026-03-10' },
    ]);
    await ignore(scene, identity);
    expect(await openIssues(scene, 'unmapped_identity')).toEqual([]);
  });

  it('refuses identities and people of another site', async () => {
    const [scene, other] = [await newScene(), await newScene()];
    const [identity, mara] = [await newIdentity(scene, 'api', 'mara'), await newPerson(scene, 'Mara Linden')];
    const stranger = await newPerson(other, 'Otto Brandt');
    await expect(link(scene, identity, stranger)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(link(other, identity, stranger)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(link(scene, identity + 1_000_000, mara)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await identityRow(identity)).status).toBe('unmapped');
  });

  it('remembers whom a person took off an identity, until that person is linked again', async () => {
    const scene = await newScene();
    const identity = await newIdentity(scene, 'api', 'mara');
    const [mara, otto] = [await newPerson(scene, 'Mara Linden'), await newPerson(scene, 'Otto Brandt')];
    const refused = async () => {
      const rows = await database.select().from(identityRejections).where(eq(identityRejections.identityId, identity));
      return rows.map((row) => row.employeeId);
    };
    await link(scene, identity, mara);
    await link(scene, identity, otto);
    expect(await refused()).toEqual([mara]);
    await unlink(scene, identity);
    expect((await refused()).sort()).toEqual([mara, otto].sort());
    await link(scene, identity, mara);
    expect(await refused()).toEqual([otto]);
  });

  it('derives the Connecteam user from the first verified Connecteam identity', async () => {
    const scene = await newScene();
    const mara = await newPerson(scene, 'Mara Linden');
    const [late, early] = [await newIdentity(scene, 'connecteam', '11'), await newIdentity(scene, 'connecteam', '12')];
    await link(scene, early, mara, { now: NOW });
    await link(scene, late, mara, { now: NOW + 10 });
    expect((await personRow(mara)).connecteamUserId).toBe(12);
    await unlink(scene, early);
    expect((await personRow(mara)).connecteamUserId).toBe(11);
    await unlink(scene, late);
    expect((await personRow(mara)).connecteamUserId).toBeNull();
  });
});

describe('contradicting clock periods', () => {
  it('of one source leave the longer with the person, raise an issue for the other and come back with an unlink', async () => {
    const scene = await newScene();
    const [one, two] = [await newIdentity(scene, 'connecteam', '1'), await newIdentity(scene, 'connecteam', '2')];
    const mara = await newPerson(scene, 'Mara Linden');
    const short = await punch(scene, one, 'connecteam', '2026-03-10T13:00:00Z', '2026-03-10T15:00:00Z');
    const long = await punch(scene, two, 'connecteam', '2026-03-10T13:00:00Z', '2026-03-10T19:00:00Z');
    await link(scene, one, mara);
    await link(scene, two, mara);
    const holders = async () => new Map((await periodsOf(scene)).map((row) => [row.id, row.employeeId]));
    expect(await holders()).toEqual(
      new Map([
        [short, null],
        [long, mara],
      ]),
    );
    expect(await openIssues(scene, 'overlap')).toMatchObject([{ subject: `period:${short}`, scoreDate: '2026-03-10' }]);
    await unlink(scene, two);
    expect(await holders()).toEqual(
      new Map([
        [short, mara],
        [long, null],
      ]),
    );
    expect(await openIssues(scene, 'overlap')).toEqual([]);
  });

  it('of two sources leave Connecteam with the person, without an issue', async () => {
    const scene = await newScene();
    const [csv, clock] = [await newIdentity(scene, 'csv', '1'), await newIdentity(scene, 'connecteam', '2')];
    const mara = await newPerson(scene, 'Mara Linden');
    await punch(scene, csv, 'csv', '2026-03-10T13:00:00Z', '2026-03-10T23:00:00Z');
    await punch(scene, clock, 'connecteam', '2026-03-10T13:00:00Z', '2026-03-10T15:00:00Z');
    await link(scene, csv, mara);
    await link(scene, clock, mara);
    expect((await periodsOf(scene)).map((row) => row.employeeId)).toEqual([null, mara]);
    expect(await openIssues(scene, 'overlap')).toEqual([]);
  });
});

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
