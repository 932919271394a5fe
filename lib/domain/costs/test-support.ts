import type { Database } from '@/lib/db/client';
import { clockBreaks } from '@/lib/db/schema/clock-breaks';
import { employeePayrates } from '@/lib/db/schema/employee-payrates';
import { DayScene, winterTime } from '@/test/day-scene';

export const TODAY = '2026-03-03';
export const YESTERDAY = '2026-03-02';
/** Local time of a day, today unless said. */
export const at = (time: string, day = TODAY) => winterTime(`${day} ${time}`);
export const NOW = at('16:00');

/**
 * Sal is example 5 of domain.md 12; Una is clocked in and scans nothing; Two works in two roles on the default rate; Est
 * scans without a clock.
 */
export async function paidFloor(database: Database) {
  const scene = await DayScene.create(database);
  const [sal, una, two, est] = [
    await scene.person('Sal'),
    await scene.person('Una'),
    await scene.person('Two'),
    await scene.person('Est'),
  ];
  await database.insert(employeePayrates).values([
    { employeeId: sal.employeeId, effectiveFrom: '2026-01-01', payType: 'salary', amountCents: 270_400 },
    { employeeId: una.employeeId, effectiveFrom: '2026-02-01', payType: 'hourly', amountCents: 2_000 },
    { employeeId: una.employeeId, effectiveFrom: TODAY, payType: 'hourly', amountCents: 2_500 },
  ]);
  await scene.punch(sal, at('06:00'), at('14:30'));
  await database.insert(clockBreaks).values({
    siteId: scene.site.id,
    source: 'connecteam',
    sourceBreakId: `paid-${sal.employeeId}`,
    ...sal,
    breakStart: at('10:00'),
    breakEnd: at('10:30'),
    isPaid: true,
    createdAt: 0,
    updatedAt: 0,
  });
  // Active until 12:00 and 15 minutes on, idle until the clean-up at 14:15: 2 h of 8 h.
  const hour = 3_600;
  await scene.scan(sal, 'Heat Press', 100, at('06:00'), hour);
  await scene.scan(sal, 'Heat Press', 100, at('07:00'), hour);
  await scene.scan(sal, 'Heat Press', 60, at('08:00'), hour);
  await scene.scan(sal, 'Heat Press', 60, at('09:00'), hour);
  await scene.scan(sal, 'Heat Press', 40, at('10:30'), hour);
  await scene.scan(sal, 'Heat Press', 40, at('11:30'), hour / 2);

  await scene.punch(una, at('06:00', YESTERDAY), at('07:00', YESTERDAY));
  await scene.punch(una, at('06:00'), at('08:00'));

  await scene.punch(two, at('06:00'), at('08:00'));
  await scene.scan(two, 'Picking', 100, at('06:00'), hour);
  await scene.scan(two, 'Packing', 50, at('07:00'), hour);

  await scene.scan(est, 'Packing', 60, at('09:00'));
  await scene.scan({ employeeId: null, identityId: await scene.login('unmapped') }, 'Packing', 30, at('09:00'));
  const everybody = [sal, una, two, est].map((one) => one.employeeId);
  await scene.request([...everybody, 0], [YESTERDAY, TODAY]);
  await scene.drain(NOW);
  return { scene, site: scene.site, sal, una, two, est };
}
