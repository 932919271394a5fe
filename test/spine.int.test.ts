import { and, eq } from 'drizzle-orm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inTransaction } from '@/lib/db/client';
import { dailyScores } from '@/lib/db/schema/daily-scores';
import { employeeIdentities } from '@/lib/db/schema/employee-identities';
import { employees } from '@/lib/db/schema/employees';
import { scoreRequests } from '@/lib/db/schema/score-requests';
import { storeActivities } from '@/lib/domain/activities/mutations';
import { ignoreIdentity, linkIdentity, unlinkIdentity } from '@/lib/domain/identity/mutations';
import { runRollUp } from '@/lib/domain/rollups/run';
import { requestScores, UNMAPPED_WORK } from '@/lib/domain/scoring/request-scores';
import { runDrainScores } from '@/lib/domain/scoring/run';
import {
  type Bench,
  DAY,
  HOUR,
  hire,
  linkEverybody,
  startBench,
  sync,
} from '@/lib/integrations/connecteam/test-support';
import { getLogger } from '@/lib/platform/log/log';
import { addDays, businessDayOf, daysFromTo } from '@/lib/platform/time/business-day';
import { toIsoInstant } from '@/lib/platform/time/instant';
import { openTestDatabase, TEST_ACTOR } from './database';
import { derivedRows, expectSumsToHold } from './derived-rows';

const database = openTestDatabase();
const RUNS = Number(process.env.SPINE_RUNS ?? 4);

/** What happens on the floor, in the office and in Connecteam, in any order. Times are seconds after the first day began. */
type Step =
  | { do: 'shift'; person: number; start: number; length: number | null }
  | { do: 'editShift'; pick: number; start: number; length: number | null }
  | { do: 'deleteShift' | 'recreateShift' | 'deleteBreak'; pick: number }
  | { do: 'break'; person: number; start: number; length: number | null; isPaid: boolean }
  | { do: 'scan'; login: number; reference: number; items: number; start: number; type: string }
  | { do: 'link'; login: number; person: number }
  | { do: 'unlink' | 'ignore'; login: number };

const SPAN_DAYS = 4;
const instantArb = fc.oneof(
  fc.integer({ min: 0, max: SPAN_DAYS * 96 }).map((quarter) => quarter * 900),
  fc.integer({ min: 0, max: SPAN_DAYS * DAY }),
);
const lengthArb = fc.option(
  fc.integer({ min: 1, max: 60 }).map((quarters) => quarters * 900),
  { freq: 6 },
);
const personArb = fc.integer({ min: 0, max: 2 });
const loginArb = fc.integer({ min: 0, max: 3 });
const pick = fc.nat(30);
const stepArb: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('shift' as const),
      person: personArb,
      start: instantArb,
      length: lengthArb,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('editShift' as const), pick, start: instantArb, length: lengthArb }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('deleteShift' as const, 'recreateShift' as const, 'deleteBreak' as const),
      pick,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('break' as const),
      person: personArb,
      start: instantArb,
      length: lengthArb,
      isPaid: fc.boolean(),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('scan' as const),
      login: loginArb,
      reference: fc.nat(25),
      items: fc.oneof(
        { weight: 1, arbitrary: fc.constant(0) },
        { weight: 6, arbitrary: fc.integer({ min: 1, max: 200 }) },
      ),
      start: instantArb,
      type: fc.constantFrom('Picking', 'In Production', 'QC Passed', 'Folding'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('link' as const), login: loginArb, person: personArb }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('unlink' as const, 'ignore' as const), login: loginArb }) },
);

/** Steps in groups; after each group the hub reads the clock and drains its queue, as it does all day. */
const storyArb = fc.array(fc.array(stepArb, { minLength: 1, maxLength: 6 }), { minLength: 2, maxLength: 6 });

async function tell(story: Step[][]): Promise<Bench> {
  const bench = await startBench(database, { site: { dayStart: '02:00' } });
  const { world, clockId, site } = bench;
  const origin = bench.time.now - (SPAN_DAYS + 1) * DAY;
  const users = [0, 1, 2].map(() => hire(bench));
  const types = [true, false].map((isPaid) =>
    world.addBreakType(clockId, { name: `Break ${isPaid}`, isPaid, duration: 30 }),
  );
  await linkEverybody(bench);
  const people = await database.select().from(employees).where(eq(employees.siteId, site.id)).orderBy(employees.id);
  const shifts: string[] = [];
  const breaks: string[] = [];
  const loginOf = async (login: number) => {
    const rows = await database
      .select({ id: employeeIdentities.id })
      .from(employeeIdentities)
      .where(and(eq(employeeIdentities.siteId, site.id), eq(employeeIdentities.externalId, `login-${login}`)));
    return rows[0]?.id;
  };
  const end = (start: number, length: number | null) => (length === null ? null : origin + start + length);
  const userOf = (person: number) => users[person] ?? 0;

  const take = async (step: Step): Promise<void> => {
    switch (step.do) {
      case 'shift':
        shifts.push(
          world.addShift({
            userId: userOf(step.person),
            clockId,
            start: origin + step.start,
            end: end(step.start, step.length),
          }).id,
        );
        return;
      case 'editShift': {
        const id = shifts[step.pick % Math.max(1, shifts.length)];
        if (id !== undefined) world.editShift(id, { start: origin + step.start, end: end(step.start, step.length) });
        return;
      }
      case 'deleteShift':
      case 'recreateShift': {
        const at = step.pick % Math.max(1, shifts.length);
        const id = shifts[at];
        if (id === undefined) return;
        if (step.do === 'recreateShift') shifts[at] = world.recreateShift(id, {}).id;
        else {
          world.deleteShift(id);
          shifts.splice(at, 1);
        }
        return;
      }
      case 'break': {
        const breakTypeId = types[step.isPaid ? 0 : 1]?.id ?? '';
        const added = world.addBreak({
          userId: userOf(step.person),
          clockId,
          breakTypeId,
          start: origin + step.start,
          end: end(step.start, step.length),
        });
        breaks.push(added.id);
        return;
      }
      case 'deleteBreak': {
        const [id] = breaks.splice(step.pick % Math.max(1, breaks.length), 1);
        if (id !== undefined) world.deleteBreak(id);
        return;
      }
      case 'scan': {
        const windowStart = origin + step.start;
        const row = {
          referenceId: `ref-${step.reference}`,
          externalId: `login-${step.login}`,
          activityType: step.type,
          itemsCount: step.items,
          windowStart: toIsoInstant(windowStart),
          windowEnd: toIsoInstant(windowStart + 600),
        };
        await storeActivities(database, { site, source: 'api', rows: [row], now: bench.time.now, actor: TEST_ACTOR });
        return;
      }
      case 'link':
      case 'unlink':
      case 'ignore': {
        const identityId = await loginOf(step.login);
        if (identityId === undefined) return;
        const decision = { siteId: site.id, identityId, actor: TEST_ACTOR, now: bench.time.now };
        await inTransaction(database, async (tx) => {
          if (step.do === 'link') await linkIdentity(tx, { ...decision, employeeId: people[step.person]?.id ?? 0 });
          else if (step.do === 'unlink') await unlinkIdentity(tx, decision);
          else await ignoreIdentity(tx, decision);
        });
      }
    }
  };

  for (const group of story) {
    for (const step of group) await take(step);
    bench.time.now += 60;
    // Half a company gone at once looks suspicious and is refused; then somebody confirms, here the third equal answer.
    for (let read = 0; read < 4; read++) {
      await sync(bench, { from: addDays(businessDayOf(site, origin), -3), to: businessDayOf(site, bench.time.now) });
      bench.time.now += 20 * 60;
    }
    await drain(bench);
    // What the next groups change has been summed up.
    if (group !== story.at(-1)) await runRollUp(database, site, bench.time.now);
  }
  return bench;
}

function drain({ site, time }: Bench) {
  return runDrainScores({ db: database, site, clock: { now: () => time.now }, log: getLogger() });
}

describe('the whole way from a fact to the board', () => {
  it(
    'keeps every derived row equal to a fresh scoring of the facts, whatever is edited in whatever order',
    async () => {
      await fc.assert(
        fc.asyncProperty(storyArb, async (story) => {
          const bench = await tell(story);
          const { site, time } = bench;
          const kept = await derivedRows(database, site.id);
          await expectSumsToHold(database, site, time.now);
          const people = await database.select().from(employees).where(eq(employees.siteId, site.id));
          const today = businessDayOf(site, time.now);
          const everything = daysFromTo(addDays(today, -12), addDays(today, 3)).flatMap((scoreDate) =>
            [UNMAPPED_WORK, ...people.map((person) => person.id)].map((employeeId) => ({
              siteId: site.id,
              scoreDate,
              employeeId,
            })),
          );
          await inTransaction(database, (tx) => requestScores(tx, everything, 'test', time.now));
          await drain(bench);
          expect(kept).toEqual(await derivedRows(database, site.id));
          expect(await database.select().from(scoreRequests).where(eq(scoreRequests.siteId, site.id))).toEqual([]);
          await bench.close();
        }),
        { numRuns: RUNS },
      );
    },
    RUNS * 15_000,
  );

  it('brings a clock-in, a scan and their corrections onto the board', async () => {
    const bench = await startBench(database);
    const { world, clockId, site, time } = bench;
    const userId = hire(bench, 'Noor Example');
    await linkEverybody(bench);
    const shift = world.addShift({ userId, clockId, start: time.now - 4 * HOUR, end: time.now - HOUR });
    const scan = (items: number) =>
      storeActivities(database, {
        site,
        source: 'api',
        rows: [
          {
            referenceId: 'scan-1',
            userEmail: 'noor.second@example.com',
            activityType: 'QC Passed',
            itemsCount: items,
            windowStart: toIsoInstant(time.now - 2 * HOUR),
            windowEnd: toIsoInstant(time.now - 2 * HOUR + 600),
          },
        ],
        now: time.now,
        actor: TEST_ACTOR,
      });
    await scan(20);
    await sync(bench);
    await drain(bench);
    const board = () => database.select().from(dailyScores).where(eq(dailyScores.siteId, site.id));
    expect(await board()).toMatchObject([{ itemsProcessed: 0, clockedSeconds: 3 * HOUR }]);

    const [login] = await database
      .select()
      .from(employeeIdentities)
      .where(and(eq(employeeIdentities.siteId, site.id), eq(employeeIdentities.externalId, 'noor.second@example.com')));
    const [person] = await database.select().from(employees).where(eq(employees.siteId, site.id));
    await inTransaction(database, (tx) =>
      linkIdentity(tx, {
        siteId: site.id,
        identityId: login?.id ?? 0,
        employeeId: person?.id ?? 0,
        actor: TEST_ACTOR,
        now: time.now,
      }),
    );
    await drain(bench);
    expect(await board()).toMatchObject([{ itemsProcessed: 20, finishedItems: 20, pointsEarned: '16.00' }]);

    await scan(30);
    world.editShift(shift.id, { end: time.now - 2 * HOUR });
    await sync(bench);
    await drain(bench);
    expect(await board()).toMatchObject([{ itemsProcessed: 30, pointsEarned: '24.00', clockedSeconds: 2 * HOUR }]);

    world.deleteShift(shift.id);
    await sync(bench);
    await drain(bench);
    expect(await board()).toMatchObject([{ itemsProcessed: 30, isEstimated: true, clockedSeconds: 0 }]);
  });
});
