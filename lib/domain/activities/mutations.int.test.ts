import { and, asc, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { inTransaction, recordStatements } from '@/lib/db/client';
import { activityLogs } from '@/lib/db/schema/activity-logs';
import { dataIssues } from '@/lib/db/schema/attention';
import { auditEvents } from '@/lib/db/schema/audit-events';
import { clockTimes } from '@/lib/db/schema/clock-times';
import { employeeIdentities } from '@/lib/db/schema/employee-identities';
import { roleConfigs } from '@/lib/db/schema/role-configs';
import { scoreRequests } from '@/lib/db/schema/score-requests';
import { createEmployee } from '@/lib/domain/employees/mutations';
import { ignoreIdentity, linkIdentity } from '@/lib/domain/identity/mutations';
import { resolveIdentities } from '@/lib/domain/identity/resolve';
import { UNMAPPED_WORK } from '@/lib/domain/scoring/request-scores';
import type { Site } from '@/lib/domain/sites/schema';
import { type EpochSeconds, fromIsoInstant, toIsoInstant } from '@/lib/platform/time/instant';
import { createTestSite, openTestDatabase, TEST_ACTOR } from '@/test/database';
import { storeActivities } from './mutations';

const database = openTestDatabase(10);
/** 10:00 in Chicago on Monday the 9th */
const NOW = fromIsoInstant('2026-03-09T15:00:00Z');
const at = (text: string) => fromIsoInstant(text);

let site: Site;
beforeEach(async () => {
  site = await createTestSite(database);
});

const scan = (changes: object = {}) => ({
  referenceId: 'r-1',
  userEmail: 'mara@example.com',
  activityType: 'Picking',
  itemsCount: 12,
  windowStart: '2026-03-09T14:00:00Z',
  windowEnd: '2026-03-09T14:10:00Z',
  ...changes,
});
const scans = (count: number, changes: (index: number) => object = () => ({})) =>
  Array.from({ length: count }, (_, index) => scan({ referenceId: `r-${index}`, ...changes(index) }));

const store = (rows: unknown[], now: EpochSeconds = NOW, source = 'api') =>
  storeActivities(database, { site, source, rows, now, actor: TEST_ACTOR });
const stored = () =>
  database.select().from(activityLogs).where(eq(activityLogs.siteId, site.id)).orderBy(asc(activityLogs.referenceId));

async function requests(): Promise<string[]> {
  const rows = await database.select().from(scoreRequests).where(eq(scoreRequests.siteId, site.id));
  return rows.map((row) => `${row.scoreDate} ${row.employeeId}`).sort();
}
const forgetRequests = () => database.delete(scoreRequests).where(eq(scoreRequests.siteId, site.id));
const openIssues = () =>
  database
    .select()
    .from(dataIssues)
    .where(and(eq(dataIssues.siteId, site.id), eq(dataIssues.status, 'open')));

async function identityOf(externalId: string, source = 'api'): Promise<number> {
  const seen = { externalId, externalEmail: externalId };
  const found = await inTransaction(database, (tx) => resolveIdentities(tx, site.id, source, [seen], NOW));
  return found.get(externalId)?.identityId ?? 0;
}

/** A person whose scans come under `email`. */
async function personWith(email: string): Promise<number> {
  const identityId = await identityOf(email);
  return inTransaction(database, async (tx) => {
    const base = { siteId: site.id, actor: TEST_ACTOR, now: NOW };
    const employeeId = await createEmployee(tx, { ...base, name: email });
    await linkIdentity(tx, { ...base, identityId, employeeId });
    return employeeId;
  });
}

async function clockedIn(employeeId: number, clockIn: string, clockOut: string | null): Promise<void> {
  await database.insert(clockTimes).values({
    siteId: site.id,
    source: 'connecteam',
    sourceShiftId: `${employeeId}/${clockIn}`,
    identityId: await identityOf(`clock-${employeeId}`, 'connecteam'),
    employeeId,
    clockIn: at(clockIn),
    clockOut: clockOut === null ? null : at(clockOut),
    isActive: clockOut === null,
    createdAt: NOW,
    updatedAt: NOW,
  });
}

describe('storing scans', () => {
  it('stores a window with its person and role and asks for the score of the person-day', async () => {
    const employeeId = await personWith('mara@example.com');
    expect(await store([scan()])).toEqual({ accepted: 1, duplicates: 0, updated: 0, rejected: [] });
    const [picking] = await database
      .select()
      .from(roleConfigs)
      .where(and(eq(roleConfigs.siteId, site.id), eq(roleConfigs.activityType, 'Picking')));
    expect(await stored()).toMatchObject([
      {
        source: 'api',
        referenceId: 'r-1',
        employeeId,
        roleId: picking?.id,
        itemsCount: 12,
        windowStart: at('2026-03-09T14:00:00Z'),
        windowEnd: at('2026-03-09T14:10:00Z'),
        createdAt: NOW,
      },
    ]);
    expect(await requests()).toEqual([`2026-03-09 ${employeeId}`]);
    expect(await openIssues()).toEqual([]);
  });

  it('changes nothing when the same content comes again', async () => {
    await personWith('mara@example.com');
    await store(scans(3));
    const before = await stored();
    await forgetRequests();
    expect(await store(scans(3), NOW + 7200)).toEqual({ accepted: 0, duplicates: 3, updated: 0, rejected: [] });
    expect(await stored()).toEqual(before);
    expect(await requests()).toEqual([]);
  });

  it('moves a corrected window between people and days and rescores both', async () => {
    const mara = await personWith('mara@example.com');
    const otto = await personWith('otto@example.com');
    await store([scan()]);
    await forgetRequests();
    const corrected = scan({
      userEmail: 'otto@example.com',
      activityType: 'Labeling',
      itemsCount: 5,
      windowStart: '2026-03-07T14:00:00Z',
      windowEnd: '2026-03-07T14:30:00Z',
    });
    expect(await store([corrected])).toMatchObject({ updated: 1, accepted: 0, duplicates: 0 });
    expect(await stored()).toMatchObject([{ employeeId: otto, itemsCount: 5, activityType: 'Labeling' }]);
    expect(await requests()).toEqual([`2026-03-07 ${otto}`, `2026-03-09 ${mara}`].sort());
  });

  it('counts a window on the day of the clock period in which it starts', async () => {
    const mara = await personWith('mara@example.com');
    await clockedIn(mara, '2026-03-09T03:00:00Z', '2026-03-09T06:30:00Z'); // 22:00 on the 8th to 01:30
    await clockedIn(mara, '2026-03-09T07:00:00Z', null); // 02:00, still the night of the 8th
    await store([scan({ windowStart: '2026-03-09T07:30:00Z', windowEnd: '2026-03-09T07:40:00Z' })]);
    // the wall day is asked for as well, see requestActivityScores
    expect(await requests()).toEqual([`2026-03-08 ${mara}`, `2026-03-09 ${mara}`]);
  });

  it('removes a withdrawn window, rescores its day and keeps what it was', async () => {
    const mara = await personWith('mara@example.com');
    await store([scan()]);
    const [row] = await stored();
    await forgetRequests();
    expect(await store([scan({ itemsCount: 0 })])).toMatchObject({ updated: 1, rejected: [] });
    expect(await stored()).toEqual([]);
    expect(await requests()).toEqual([`2026-03-09 ${mara}`]);
    const audit = await database
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.action, 'activity.withdraw'), eq(auditEvents.entityId, String(row?.id))));
    expect(audit).toMatchObject([{ siteId: site.id, before: { referenceId: 'r-1', itemsCount: 12 } }]);
    expect(await store([scan({ itemsCount: 0 })])).toMatchObject({ updated: 0, duplicates: 1 });
  });

  it('makes nobody of a withdrawal of something unknown', async () => {
    await store([scan({ itemsCount: 0, userEmail: 'nobody@example.com' })]);
    const rows = await database.select().from(employeeIdentities).where(eq(employeeIdentities.siteId, site.id));
    expect(rows).toEqual([]);
  });

  it('stores the good rows of a batch and says what is wrong with the others', async () => {
    const result = await store([scan(), scan({ referenceId: 'r-2', itemsCount: 99_999 }), 7]);
    expect(result.accepted).toBe(1);
    expect(result.rejected.map((row) => [row.index, row.code])).toEqual([
      [1, 'items_out_of_range'],
      [2, 'invalid'],
    ]);
    expect(await stored()).toHaveLength(1);
  });

  it('lets the last of several rows with one key count', async () => {
    expect(await store([scan(), scan({ itemsCount: 3 }), scan({ itemsCount: 4 })])).toMatchObject({
      accepted: 1,
      duplicates: 2,
    });
    expect(await stored()).toMatchObject([{ itemsCount: 4 }]);
  });

  it('refuses more than 1,000 rows at once', async () => {
    await expect(store(scans(1_001))).rejects.toMatchObject({ code: 'VALIDATION' });
    expect(await stored()).toEqual([]);
  });

  it('keeps sites apart', async () => {
    await store([scan()]);
    const other = await createTestSite(database);
    const result = await storeActivities(database, {
      site: other,
      source: 'api',
      rows: [scan({ itemsCount: 1 })],
      now: NOW,
      actor: TEST_ACTOR,
    });
    expect(result.accepted).toBe(1);
    expect(await stored()).toMatchObject([{ itemsCount: 12 }]);
  });
});

describe('scans of unknown people and types', () => {
  it('are stored, counted as unmapped work of their wall day, and raised once per subject', async () => {
    await store([
      scan(),
      scan({ referenceId: 'r-2', windowStart: '2026-03-08T14:00:00Z', windowEnd: '2026-03-08T14:10:00Z' }),
      scan({ referenceId: 'r-3', activityType: 'Folding' }),
    ]);
    await store([
      scan({ referenceId: 'r-4', windowStart: '2026-03-07T14:00:00Z', windowEnd: '2026-03-07T14:10:00Z' }),
      scan({ referenceId: 'r-5', activityType: 'Folding' }),
    ]);
    expect((await stored()).map((row) => [row.employeeId, row.roleId === null])).toEqual([
      [null, false],
      [null, false],
      [null, true],
      [null, false],
      [null, true],
    ]);
    expect(await requests()).toEqual([
      `2026-03-07 ${UNMAPPED_WORK}`,
      `2026-03-08 ${UNMAPPED_WORK}`,
      `2026-03-09 ${UNMAPPED_WORK}`,
    ]);
    const identityId = await identityOf('mara@example.com');
    expect((await openIssues()).map((issue) => [issue.kind, issue.subject, issue.scoreDate]).sort()).toEqual([
      ['unmapped_activity_type', 'type:Folding', '2026-03-09'],
      ['unmapped_identity', `identity:${identityId}`, '2026-03-08'],
    ]);
  });

  it('of ignored identities are stored and ask for no score', async () => {
    const identityId = await identityOf('robot@example.com');
    await inTransaction(database, (tx) =>
      ignoreIdentity(tx, { siteId: site.id, identityId, actor: TEST_ACTOR, now: NOW }),
    );
    await store([scan({ userEmail: 'robot@example.com' })]);
    expect(await stored()).toMatchObject([{ employeeId: null, identityId }]);
    expect(await requests()).toEqual([]);
    expect(await openIssues()).toEqual([]);
  });
});

describe('hostile text', () => {
  it('comes back as it was sent, and does no harm', async () => {
    const texts = [
      "Robert'); DROP TABLE activity_logs;--",
      '"quoted" \\ back\\slash %_',
      '👩‍🏭 emoji 𝔘𝔫𝔦𝔠𝔬𝔡𝔢',
      'zero\u0000byte',
      '=HYPERLINK("http://evil.example")',
      '\u202eright to left',
      '\u200b',
      '<script>alert(1)</script>',
    ];
    const rows = texts.map((text) => scan({ referenceId: text, userEmail: null, userName: text, activityType: text }));
    expect(await store(rows)).toEqual({ accepted: texts.length, duplicates: 0, updated: 0, rejected: [] });
    const back = await stored();
    expect(new Set(back.map((row) => row.referenceId))).toEqual(new Set(texts));
    expect(new Set(back.map((row) => row.activityType))).toEqual(new Set(texts));
    const people = await database.select().from(employeeIdentities).where(eq(employeeIdentities.siteId, site.id));
    expect(new Set(people.map((person) => person.externalId))).toEqual(new Set(texts));
    expect(await store(rows)).toMatchObject({ duplicates: texts.length });
  });

  it('as long as allowed is stored, longer is refused without hurting the rest', async () => {
    const longest = {
      referenceId: '🙂'.repeat(64),
      userEmail: null,
      userName: 'é'.repeat(191),
      activityType: 'x'.repeat(64),
    };
    const result = await store([scan(longest), scan({ referenceId: 'y'.repeat(100_000) }), scan()]);
    expect(result).toMatchObject({ accepted: 2, rejected: [{ index: 1, code: 'invalid' }] });
    expect(await store([scan(longest)])).toMatchObject({ duplicates: 1 });
  });

  it('with half a character is stored whole and known again', async () => {
    const broken = scan({ referenceId: 'half \ud83d', userEmail: null, userName: '\udc00 Mara' });
    expect(await store([broken])).toMatchObject({ accepted: 1 });
    expect(await store([broken])).toMatchObject({ accepted: 0, duplicates: 1 });
  });

  it('that differs in case, accents or normal form stays different', async () => {
    const references = ['abc', 'ABC', 'äbc', 'a\u0308bc', 'abc\u0000', 'ａｂｃ', 'ab c', 'ſ', 's', 'ß', 'ss'];
    const rows = references.map((referenceId) => scan({ referenceId, userEmail: null, userName: referenceId }));
    expect(await store(rows)).toMatchObject({ accepted: references.length, duplicates: 0 });
    const back = await stored();
    expect(new Set(back.map((row) => row.referenceId))).toEqual(new Set(references));
    expect(new Set(back.map((row) => row.identityId)).size).toBe(references.length);
    expect(await store(rows)).toMatchObject({ duplicates: references.length });
  });
});

describe('the cost of a batch', () => {
  const people = (count: number) => Array.from({ length: count }, (_, index) => `p${index}@example.com`);

  it('is the same number of statements for 1, 10 and 1,000 new rows of new people', async () => {
    const counts: number[] = [];
    for (const size of [1, 10, 1_000]) {
      const rows = scans(size, (index) => ({
        referenceId: `new-${size}-${index}`,
        userEmail: `new-${size}-${index}@example.com`,
        activityType: `new-${size}-${index}`,
      }));
      const { result, statements } = await recordStatements(() => store(rows));
      expect(result.accepted).toBe(size);
      counts.push(statements.length);
    }
    expect(new Set(counts).size).toBe(1);
    expect(counts[0]).toBeLessThanOrEqual(10);
  });

  it('is the same number of statements for 1, 10 and 1,000 rows of known people, new, changed, same and withdrawn', async () => {
    for (const email of people(10)) await clockedIn(await personWith(email), '2026-03-09T03:00:00Z', null);
    const rowsOf = (size: number, changes: object = {}) =>
      scans(size, (index) => ({
        referenceId: `k-${size}-${index}`,
        userEmail: `p${index % 10}@example.com`,
        windowStart: toIsoInstant(at('2026-03-09T06:00:00Z') + index),
        windowEnd: toIsoInstant(at('2026-03-09T06:10:00Z') + index),
        ...changes,
      }));
    const counts: number[][] = [];
    for (const size of [1, 10, 1_000]) {
      const steps = [rowsOf(size), rowsOf(size), rowsOf(size, { itemsCount: 7 }), rowsOf(size, { itemsCount: 0 })];
      const perStep: number[] = [];
      for (const rows of steps) perStep.push((await recordStatements(() => store(rows))).statements.length);
      counts.push(perStep);
    }
    expect(counts[1]).toEqual(counts[0]);
    expect(counts[2]).toEqual(counts[0]);
    expect(Math.max(...(counts[0] ?? []))).toBeLessThanOrEqual(9);
  });
});

describe('writers at the same time', () => {
  it('storing the same batch store it once', async () => {
    await personWith('mara@example.com');
    for (const changes of [{}, { userEmail: 'new@example.com', activityType: 'Folding' }]) {
      const rows = scans(50, (index) => ({ referenceId: `${JSON.stringify(changes)}-${index}`, ...changes }));
      const results = await Promise.all([store(rows), store(rows), store([...rows].reverse())]);
      expect(results.reduce((sum, one) => sum + one.accepted, 0)).toBe(50);
      expect(results.reduce((sum, one) => sum + one.duplicates, 0)).toBe(100);
    }
    expect(await stored()).toHaveLength(100);
  });

  it('giving one reference to different people leave it with one, and every person asked for', async () => {
    const people = await Promise.all(['a@example.com', 'b@example.com', 'c@example.com'].map(personWith));
    const results = await Promise.all(
      ['a@example.com', 'b@example.com', 'c@example.com'].map((userEmail) => store([scan({ userEmail })])),
    );
    expect(results.map((one) => one.accepted + one.updated)).toEqual([1, 1, 1]);
    expect(results.reduce((sum, one) => sum + one.accepted, 0)).toBe(1);
    const rows = await stored();
    expect(rows).toHaveLength(1);
    expect(people).toContain(rows[0]?.employeeId);
    expect(await requests()).toEqual(people.map((id) => `2026-03-09 ${id}`).sort());
  });

  it('and a link at the same moment lose no window', async () => {
    const identityId = await identityOf('mara@example.com');
    const base = { siteId: site.id, actor: TEST_ACTOR, now: NOW };
    const employeeId = await inTransaction(database, (tx) => createEmployee(tx, { ...base, name: 'Mara Linden' }));
    await Promise.all([
      ...Array.from({ length: 12 }, (_, index) => store([scan({ referenceId: `r-${index}` })])),
      inTransaction(database, (tx) => linkIdentity(tx, { ...base, identityId, employeeId })),
    ]);
    expect((await stored()).map((row) => row.employeeId)).toEqual(Array(12).fill(employeeId));
    expect(await requests()).toContain(`2026-03-09 ${employeeId}`);
  });
});
