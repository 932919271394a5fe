import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { inTransaction } from '@/lib/db/client';
import { auditEvents } from '@/lib/db/schema/audit-events';
import { employeePayrates } from '@/lib/db/schema/employee-payrates';
import { scoreRequests } from '@/lib/db/schema/score-requests';
import { previewPay } from '@/lib/domain/previews/preview-pay';
import { openTestDatabase, TEST_ACTOR } from '@/test/database';
import { DayScene, winterTime } from '@/test/day-scene';
import { importPayRates } from './import';
import { setPayRate } from './mutations';

const database = openTestDatabase();
const NOW = winterTime('2026-03-08 12:00');

/** Ada and Bo are on the clock for 8 hours on two days, at the default of $13.00: $104.00 a day. */
async function setUp() {
  const scene = await DayScene.create(database);
  const ada = await scene.person('Ada', { email: 'Ada@example.com' });
  const bo = await scene.person('Bo');
  await scene.person('Cy Twin');
  await scene.person('Cy Twin');
  for (const day of ['2026-03-02', '2026-03-03']) {
    for (const one of [ada, bo]) await scene.punch(one, winterTime(`${day} 06:00`), winterTime(`${day} 14:00`));
  }
  await scene.request([ada.employeeId, bo.employeeId], ['2026-03-02', '2026-03-03']);
  await scene.drain(NOW);
  const { site } = scene;
  const bring = (csv: string, confirmed?: string) =>
    importPayRates(database, { site, order: { csv, confirmed }, actor: TEST_ACTOR, now: NOW });
  const ratesOf = (employeeId: number) =>
    database.select().from(employeePayrates).where(eq(employeePayrates.employeeId, employeeId));
  const audits = () =>
    database.$count(auditEvents, and(eq(auditEvents.siteId, site.id), eq(auditEvents.action, 'payrate.set')));
  const waiting = () => database.$count(scoreRequests, eq(scoreRequests.siteId, site.id));
  return { scene, site, ada, bo, bring, ratesOf, audits, waiting };
}

describe('previewPay', () => {
  it('prices the last 30 days by both rates and writes nothing', async () => {
    const { site, ada, ratesOf, waiting } = await setUp();
    const order = { employeeId: ada.employeeId, effectiveFrom: '2026-03-03' };
    const rate = { payType: 'hourly', amountCents: 1_500 } as const;
    // $104.00 on the 2nd, 8 h x $15.00 on the 3rd.
    expect(await previewPay(database, { site, order: { ...order, rate }, now: NOW })).toMatchObject({
      personDays: 2,
      changedPersonDays: 1,
      requested: 1,
      total: { labourCents: { before: 20_800, after: 22_400 } },
      people: [{ name: 'Ada', labourCents: { before: 20_800, after: 22_400 } }],
    });
    // $2,704.00 a month / (26 x 8) is $13.00 an hour: it costs the same, but is no default any more.
    const salary = { payType: 'salary', amountCents: 270_400 } as const;
    expect(await previewPay(database, { site, order: { ...order, rate: salary }, now: NOW })).toMatchObject({
      changedPersonDays: 1,
      total: { labourCents: { before: 20_800, after: 20_800 } },
    });
    expect([await ratesOf(ada.employeeId), await waiting()]).toEqual([[], 0]);
    await expect(
      previewPay(database, { site, order: { ...order, rate, revision: 'another' }, now: NOW }),
    ).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(
      previewPay(database, { site, order: { ...order, employeeId: 4_000_000_000, rate }, now: NOW }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('importPayRates', () => {
  it('tells of each row what it would do or what is wrong with it, and writes nothing', async () => {
    const { ada, bo, bring, ratesOf } = await setUp();
    const answer = await bring(
      [
        'Employee ID;Email;Name;Effective from;Pay type;Amount',
        ';ada@example.com;;2026-03-03;hourly;15.00',
        `${bo.employeeId};;;2026-03-02;Salary;2704`,
        ';;Cy Twin;2026-03-02;hourly;13',
        ';;Nobody;2026-03-02;hourly;13',
        ';;Bo;2026-02-30;hourly;13',
        ';;Bo;2026-03-05;daily;13',
        ';;Bo;2026-03-05;hourly;13,50',
        ';;bo;2026-03-02;hourly;14',
        ';;;2026-03-02;hourly;13',
        ';;Ada;;;',
        ';;Bo;2026-03-05;hourly',
      ].join('\n'),
    );
    expect(answer.rows.map(({ line, name, problem }) => [line, name, problem])).toEqual([
      [2, 'Ada', null],
      [3, 'Bo', null],
      [4, null, '2 people are called Cy Twin: use employee_id'],
      [5, null, 'there is no active person Nobody'],
      [6, 'Bo', 'effective_from "2026-02-30" is not a day YYYY-MM-DD'],
      [7, 'Bo', 'pay_type "daily" is neither hourly nor salary'],
      [8, 'Bo', 'the amount "13,50" is not a number such as 13.50'],
      [9, 'Bo', 'says the same day of the same person as line 3'],
      [10, null, 'names nobody: employee_id, email or name is needed'],
      [11, 'Ada', null],
      [12, null, 'has more or fewer fields than the header'],
    ]);
    expect(answer).toMatchObject({ isWritten: false, changed: 2, same: 1, refused: 8, confirmation: null });
    await expect(bring('email,amount\nada@example.com,13')).rejects.toMatchObject({ code: 'VALIDATION' });
    await expect(bring('email,effective_from,pay_type,amount')).rejects.toMatchObject({ code: 'VALIDATION' });
    await expect(bring('a,b\n"1')).rejects.toMatchObject({ code: 'VALIDATION' });
    expect([await ratesOf(ada.employeeId), await ratesOf(bo.employeeId)]).toEqual([[], []]);
  });

  it('writes exactly what was confirmed, all of it or nothing', async () => {
    const { site, ada, bo, bring, ratesOf, audits, waiting } = await setUp();
    const csv = `employee_id,effective_from,pay_type,amount\n${ada.employeeId},2026-03-03,hourly,15\n${bo.employeeId},2026-03-02,hourly,14`;
    const seen = await bring(csv);
    // Ada 104 + 120, Bo 2 x 8 h x $14.00 = 224.
    expect(seen).toMatchObject({ changed: 2, requested: 3, labourCents: { before: 41_600, after: 44_800 } });
    const confirmed = seen.confirmation ?? '';
    await expect(bring(csv, 'another')).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(bring(`${csv}\nx,2026-03-02,hourly,14`, confirmed)).rejects.toMatchObject({ code: 'UNPROCESSABLE' });
    await inTransaction(database, (tx) =>
      setPayRate(tx, {
        siteId: site.id,
        employeeId: bo.employeeId,
        rate: { effectiveFrom: '2026-03-02', payType: 'hourly', amountCents: 1_350 },
        actor: TEST_ACTOR,
        now: NOW,
      }),
    );
    await expect(bring(csv, confirmed)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect([(await ratesOf(ada.employeeId)).length, await audits()]).toEqual([0, 1]);

    const again = await bring(csv);
    await database.delete(scoreRequests).where(eq(scoreRequests.siteId, site.id));
    expect(await bring(csv, again.confirmation ?? '')).toMatchObject({ isWritten: true, changed: 2, requested: 3 });
    expect((await ratesOf(bo.employeeId)).map(({ amountCents }) => amountCents)).toEqual([1_400]);
    expect([await audits(), await waiting()]).toEqual([3, 3]);
    expect(await bring(csv)).toMatchObject({ changed: 0, same: 2, confirmation: null });
  });
});
