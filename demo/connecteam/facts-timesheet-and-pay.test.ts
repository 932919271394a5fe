import { expect, test } from 'vitest';
import { HOUR, MORNING, startTestSimulator } from './test-support';

const today = { startDate: '2026-10-14', endDate: '2026-10-14' };

async function startWithTwo() {
  const simulator = await startTestSimulator(MORNING + 10 * HOUR);
  const { world } = simulator;
  const clockId = world.addClock({ name: 'Dock' }).id;
  const [works, idle] = ['Mara', 'Ivo'].map((firstName) => world.addUser({ firstName, lastName: 'Quill' }).userId);
  if (works === undefined || idle === undefined) throw new Error('two people expected');
  for (const userId of [works, idle]) world.assignUser(clockId, userId);
  return { ...simulator, clockId, works, idle, timesheet: `/time-clock/v1/time-clocks/${clockId}/timesheet` };
}

test('fact 38: people without records are absent, pay items sit on the day, pay is missing without a rate', async () => {
  const { api, world, clockId, works, timesheet } = await startWithTwo();
  const lunch = world.addBreakType(clockId, { name: 'Lunch', isPaid: false, duration: 30 });
  const rest = world.addBreakType(clockId, { name: 'Rest', isPaid: true, duration: 15 });
  const shift = world.addShift({ userId: works, clockId, start: MORNING, end: MORNING + 8 * HOUR });
  world.addBreak({ userId: works, clockId, breakTypeId: lunch.id, start: MORNING + HOUR, end: MORNING + 1.5 * HOUR });
  world.addBreak({
    userId: works,
    clockId,
    breakTypeId: rest.id,
    start: MORNING + 3 * HOUR,
    end: MORNING + 3.25 * HOUR,
  });
  const users = await api.rows(timesheet, 'users', today);
  expect(users).toEqual([
    {
      userId: works,
      dailyRecords: [
        {
          date: '2026-10-14',
          dailyTotalHours: 7.5,
          dailyTotalWorkHours: 7.25,
          dailyTotalPaidBreakHours: 0.25,
          dailyTotalUnpaidBreakHours: 0.5,
          isApproved: false,
          isSubmitted: false,
          isLocked: false,
          payItems: [{ hours: 7.5, payRule: expect.any(Object) }],
          records: [
            {
              timeActivityId: shift.id,
              start: { timestamp: MORNING, timezone: 'America/Chicago' },
              end: { timestamp: MORNING + 8 * HOUR, timezone: 'America/Chicago' },
              resources: [],
            },
          ],
        },
      ],
    },
  ]);
});

test('fact 38: both break layouts of one day give the same totals', async () => {
  const { api, world, clock, clockId, works, idle, timesheet } = await startWithTwo();
  const lunch = world.addBreakType(clockId, { name: 'Lunch', isPaid: false, duration: 30 });
  clock.at = MORNING;
  for (const userId of [works, idle]) world.clockIn(userId, clockId);
  clock.at += 2 * HOUR;
  world.startBreak(works, { breakTypeId: lunch.id, layout: 'split' });
  world.startBreak(idle, { breakTypeId: lunch.id, layout: 'overlapping' });
  clock.at += HOUR;
  for (const userId of [works, idle]) world.endBreak(userId);
  clock.at += HOUR;
  for (const userId of [works, idle]) world.clockOut(userId);
  const expected = { dailyTotalHours: 3, dailyTotalUnpaidBreakHours: 1 };
  expect(await api.rows(timesheet, 'users', today)).toMatchObject([
    { userId: works, dailyRecords: [expected] },
    { userId: idle, dailyRecords: [expected] },
  ]);
});

test('fact 38: with a rate the pay shows, and the flags lock, submit and approve the day', async () => {
  const { api, world, clockId, works, timesheet } = await startWithTwo();
  world.addPayRate(works, { effectiveDate: '2026-01-01', defaultRate: 20.5 });
  world.addShift({ userId: works, clockId, start: MORNING, end: MORNING + 2 * HOUR });
  world.setDayState(clockId, works, '2026-10-14', { isApproved: true, isSubmitted: true, isLocked: true });
  expect(await api.rows(timesheet, 'users', { ...today, includePlanVsActual: true })).toMatchObject([
    {
      dailyRecords: [
        {
          isApproved: true,
          isSubmitted: true,
          isLocked: true,
          payItems: [{ actualPayRate: 20.5, totalPay: 41 }],
          records: [{ basePayRate: 20.5 }],
          dailyScheduledDetails: { dailyScheduledHours: 0, dailyScheduledDifferenceHours: 2, shifts: [] },
        },
      ],
    },
  ]);
  expect(await api.rows(timesheet, 'users', { ...today, isLocked: false })).toEqual([]);
});

test('fact 38: an open shift has an empty end and no hours yet', async () => {
  const { api, world, clockId, works, timesheet } = await startWithTwo();
  world.clockIn(works, clockId);
  expect(await api.rows(timesheet, 'users', today)).toMatchObject([
    { dailyRecords: [{ dailyTotalHours: 0, records: [{ end: {} }] }] },
  ]);
});

test('fact 38: overnight hours past the range count only where the clock is set so', async () => {
  const { api, world, works } = await startWithTwo();
  for (const [countsOvernight, hours] of [
    [false, 2],
    [true, 6],
  ] as const) {
    const clockId = world.addClock({ name: 'Night', countsOvernight }).id;
    world.assignUser(clockId, works);
    world.addShift({ userId: works, clockId, start: MORNING + 13 * HOUR, end: MORNING + 19 * HOUR });
    const path = `/time-clock/v1/time-clocks/${clockId}/timesheet`;
    expect(await api.rows(path, 'users', today)).toMatchObject([{ dailyRecords: [{ dailyTotalHours: hours }] }]);
  }
});

test('fact 39: the rates are those of the range plus the latest one before, several rows per person', async () => {
  const { api, world, works } = await startWithTwo();
  const rates: [string, number][] = [
    ['2025-01-01', 17],
    ['2025-09-01', 18],
    ['2026-03-01', 19],
    ['2026-12-01', 21],
    ['2027-06-01', 23],
  ];
  for (const [effectiveDate, defaultRate] of rates) world.addPayRate(works, { effectiveDate, defaultRate });
  const rows = await api.rows('/pay-rates/v1/pay-rates', 'payRatesByUsers', {
    startDate: '2026-01-01',
    endDate: '2026-12-31',
  });
  expect(rows.map(({ userId, payRate }) => ({ userId, payRate }))).toMatchObject(
    [18, 19, 21].map((defaultRate) => ({ userId: works, payRate: { defaultRate, rateType: 'hourly' } })),
  );
});

test('fact 39: an inherited resource rate has no rate, a person without rates has no row, rateType filters', async () => {
  const { api, world, works } = await startWithTwo();
  const job = world.addJob({ title: 'Packing' });
  world.addPayRate(works, { effectiveDate: '2025-06-01', rateType: 'monthly', defaultRate: 3100 });
  world.addPayRate(works, {
    effectiveDate: '2026-02-01',
    defaultRate: 19,
    resourcesRates: [{ resourceId: job.jobId }],
  });
  const path = '/pay-rates/v1/pay-rates';
  const range = { startDate: '2026-01-01', endDate: '2026-10-14' };
  const rows = await api.rows(path, 'payRatesByUsers', range);
  expect(rows).toHaveLength(2);
  expect(rows[1]).toMatchObject({
    payRate: {
      resourcesRates: [{ resourceId: job.jobId, isUsingDefaultRate: true, subResourcesRates: [] }],
    },
  });
  expect(JSON.stringify(rows[1])).not.toContain('"rate":');
  const hourly = await api.rows(path, 'payRatesByUsers', { ...range, rateType: 'hourly' });
  expect(hourly, 'the carried-in monthly rate is filtered, too').toHaveLength(1);
});

test('fact 39: archived people are covered by mode only; naming them always works', async () => {
  const { api, world, control, works } = await startWithTwo();
  world.addPayRate(works, { effectiveDate: '2026-02-01', defaultRate: 19 });
  world.archiveUser(works);
  const count = async (parameters = {}) =>
    (await api.rows('/pay-rates/v1/pay-rates', 'payRatesByUsers', { ...today, ...parameters })).length;
  expect([await count(), await count({ userIds: works })]).toEqual([0, 1]);
  control.setModes({ payRatesCover: 'all' });
  expect(await count()).toBe(1);
});

test('jobs nest their sub-jobs, which can be fetched singly only', async () => {
  const { api, world } = await startWithTwo();
  const parent = world.addJob({ title: 'Packing', code: 'P1' });
  const sub = world.addJob({ title: 'Gift wrap', parentId: parent.jobId });
  expect(await api.rows('/jobs/v1/jobs', 'jobs')).toMatchObject([
    { jobId: parent.jobId, subJobs: [{ jobId: sub.jobId }] },
  ]);
  expect(await api.rows('/jobs/v1/jobs', 'jobs', { jobIds: sub.jobId })).toEqual([]);
  expect((await api.data(`/jobs/v1/jobs/${sub.jobId}`)).data.job).toMatchObject({ parentId: parent.jobId });
  expect((await api.get('/jobs/v1/jobs/unknown')).status).toBe(404);
});
