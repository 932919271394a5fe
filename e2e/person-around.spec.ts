import { achievements } from '@/lib/db/schema/gamification';
import { currentInstant } from '@/lib/platform/time/clock';
import { formatDay } from '@/lib/platform/time/format';
import { busyDay, live, test } from './support/people';
import { seriousProblemsInAnyColours } from './support/serious-problems';
import { announce, expect } from './support/test';
import { tryAgain } from './support/try-again';

test('who has no clock, does not scan, has left or does not exist is said to', async ({ page, people }) => {
  const { floor, yesterday } = people;
  const at = (time: string) => floor.at(yesterday, time);
  const leo = await floor.person('Leocadia Brzeziński', { isContractor: true });
  await floor.scan(leo, 'Packing', 10, at('06:00'), at('06:30'));
  const mara = await floor.person('Marguerite Delacroix-Hume', { isScanning: false });
  await floor.punch(mara, at('06:00'), at('07:00'));
  const gone = await floor.person('Gone Marlow', { archivedAt: currentInstant() });
  await floor.score([leo.employeeId, mara.employeeId], [yesterday], currentInstant());

  await page.goto(people.path(leo.employeeId, yesterday));
  await expect(page.getByText('Contractor, has no clock')).toBeVisible();
  await expect(page.locator('[data-line=active]')).toContainText('0:30:00');
  await expect(page.getByText('nothing is clocked, so there is neither idle time nor an efficiency')).toBeVisible();
  await expect(page.getByText('Estimated', { exact: true })).toBeVisible();
  await expect(page.locator('[data-figure=Clocked]')).toContainText('–');
  await expect(page.getByText('Contractors have no clock.', { exact: true })).toBeVisible();
  await page.goto(people.path(leo.employeeId));
  await expect(page.getByText('Contractors have no clock, so there is nothing to draw')).toBeVisible();

  await page.goto(people.path(mara.employeeId, yesterday));
  await expect(page.getByText('Does not scan', { exact: true })).toBeVisible();
  await expect(page.locator('[data-lane=day] button')).toHaveAccessibleName(/This person does not scan/);
  await expect(page.getByText('neither active nor idle, and nothing is missing')).toBeVisible();
  await expect(page.getByText('so there are no points to add up')).toBeVisible();
  await expect(page.getByText('No issue is open on this day.')).toBeVisible();

  await page.goto(people.path(gone.employeeId));
  await expect(page.getByText(/^Archived: stays in past figures/)).toBeVisible();
});

test.describe('an address of nobody', () => {
  test.use({ allowedComplaints: [/Failed to load resource/] });

  test('is answered with 404 and a way on', async ({ page, people, busyFloor }) => {
    const wren = await people.floor.person('Wren Halloway');
    const other = busyFloor.floor.site.code;
    for (const path of [`/employees/${wren.employeeId}?site=${other}`, `/employees/none?site=${other}`]) {
      const response = await page.goto(path);
      expect(response?.status(), path).toBe(404);
      await expect(page.getByRole('heading', { name: 'There is no such person' })).toBeVisible();
    }
    await page.getByRole('link', { name: 'Look for the person' }).click();
    await expect(page).toHaveURL(new RegExp(`/employees\\?site=${other}`));
  });
});

test.describe('a note that is refused', () => {
  test.use({ allowedComplaints: [/Failed to load resource/] });

  test('is said beside its field; a good one resolves the issue, and it can be opened again', async ({
    page,
    people,
  }) => {
    const { floor, yesterday } = people;
    const osman = await floor.person('Osman Yıldırım');
    await floor.punch(osman, floor.at(yesterday, '06:00'), floor.at(yesterday, '07:00'));
    await floor.score([osman.employeeId], [yesterday], currentInstant());
    await page.goto(people.path(osman.employeeId, yesterday));
    await live(page);
    const open = page.getByRole('list', { name: 'Open issues of the day' });
    await expect(open).toContainText('Shift without a scan');
    await open.getByRole('button', { name: 'Resolve with a note' }).click();
    await expect(page.getByLabel('Why it is settled')).toBeFocused();
    await page.keyboard.type('   ');
    await open.getByRole('button', { name: 'Resolve', exact: true }).click();
    await expect(open.getByRole('alert')).toHaveText('say in a few words why it is settled');
    await page.getByLabel('Why it is settled').fill('Training day');
    await open.getByRole('button', { name: 'Resolve', exact: true }).click();
    await expect(open).toBeHidden();
    const resolved = page.getByRole('list', { name: 'Resolved issues of the day' });
    await expect(resolved).toContainText('Resolved by Robin Vale');
    await expect(resolved).toContainText('“Training day”');
    await resolved.getByRole('button', { name: 'Open again' }).click();
    await expect(open).toContainText('Shift without a scan');
    await page.goto(people.path(osman.employeeId));
    await expect(page.getByRole('heading', { name: 'Open on other days' })).toBeVisible();
    await page
      .getByRole('region', { name: 'Data issues' })
      .getByRole('link', { name: formatDay(yesterday) })
      .click();
    await expect(open).toBeVisible();
  });
});

test('achievements say when and why, logins who the person is at the sources', async ({ page, people, database }) => {
  const { floor, yesterday } = people;
  const wren = await busyDay(people);
  await floor.login(wren.employeeId);
  await database.insert(achievements).values({
    siteId: floor.site.id,
    employeeId: wren.employeeId,
    achievementKey: 'early_bird',
    periodKey: yesterday,
    earnedDate: yesterday,
    pointsAwarded: 5,
    awardedAt: currentInstant(),
  });
  await page.goto(people.path(wren.employeeId));
  const panel = page.getByRole('region', { name: 'Achievements' });
  await expect(panel).toContainText('First clock-in of the day by 07:30');
  const award = panel.getByRole('list', { name: 'Awards' }).getByRole('listitem');
  await expect(award).toHaveText(`${formatDay(yesterday)}Early Bird+5`);
  await expect(page.getByRole('list', { name: 'Logins' }).getByRole('listitem')).toHaveCount(2);
  await expect(page.getByRole('list', { name: 'Logins' })).toContainText('API (scans)');
  await award.getByRole('link').click();
  await expect(page).toHaveURL(new RegExp(`date=${yesterday}`));
});

test.describe('when the server cannot answer', () => {
  test.use({ allowedComplaints: [/Failed to load resource/] });

  test('the last good day stays with its age; another day says what failed and can be tried again', async ({
    page,
    people,
  }) => {
    const { floor, yesterday } = people;
    const wren = await busyDay(people);
    await page.goto(people.path(wren.employeeId, yesterday));
    await live(page);
    await page.route('**/api/dashboard/employees/*/day?*', (route) => route.fulfill({ status: 500, json: {} }));
    await announce(floor, yesterday);
    await expect(page.getByText(/These are the last good numbers/)).toBeVisible();
    await expect(page.locator('[data-sum=rounded]')).toBeVisible();
    await page.getByRole('button', { name: 'Previous day' }).click();
    const alert = page.getByRole('alert').filter({ hasText: 'The day could not be loaded' });
    await expect(alert).toContainText('The server answered 500.');
    await expect(page.locator('[data-sum=rounded]')).toHaveCount(0);
    await page.unroute('**/api/dashboard/employees/*/day?*');
    await tryAgain(alert);
    await expect(page.getByText('Neither clock times nor scans on')).toBeVisible();
  });
});

test('long and foreign names break nothing at 360 px, and thumbs find their targets', async ({ page, people }) => {
  const { yesterday } = people;
  await page.setViewportSize({ width: 360, height: 740 });
  const long = await busyDay(people, `${'Wolfeschlegelsteinhausenbergerdorff'.repeat(5)} 雅婷`);
  await page.goto(people.path(long.employeeId, yesterday));
  await live(page);
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  const small = await page
    .locator('main :is(button, a, select, input, textarea):visible:not([data-piece])')
    .evaluateAll((elements) =>
      elements
        .map((element) => ({ box: element.getBoundingClientRect(), label: element.textContent }))
        .filter(({ box }) => box.height < 44)
        .map(({ box, label }) => `${label} ${box.height}`),
    );
  expect(small).toEqual([]);
  // Pieces are thinner than a finger: a tap finds the nearest, and buttons step on from there.
  const readout = page.getByRole('status', { name: 'Chosen piece' });
  await page.locator('[data-lane="work-Heat Press"] button').first().click();
  await expect(readout).toContainText('7 items, 8.400 points');
  await page.getByRole('button', { name: 'Next piece' }).click();
  await expect(readout).toContainText('7 items');
  expect(await seriousProblemsInAnyColours(page)).toEqual([]);
});
