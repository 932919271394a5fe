import { pace } from '@/lib/domain/pace/schema';
import { formatNumber } from '@/lib/platform/format/number';
import { becomeScreen, signInAdmin } from './support/screens';
import { announce, expect } from './support/test';
import { test } from './support/working-day';

test.use({ reducedMotion: 'no-preference' });

test('the pace board draws the day beside a target that bends, and follows it', async ({ page, day }) => {
  const { code } = day.floor.site;
  const asked = await page.request.get(`/api/dashboard/pace?site=${code}`);
  const told = pace.parse(await asked.json());
  await becomeScreen(page, day, { playlist: [{ board: 'pace', seconds: 3_600 }] });
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.goto('/tv');
  await expect(page.getByTestId('pace-finished')).toHaveText(formatNumber(told.finishedItems));
  await expect(page.getByText(`of ${formatNumber(told.goalItems ?? 0)} finished items`)).toBeVisible();
  await expect(page.getByText(/^\d+ (ahead of|behind) the target line$/)).toBeVisible();
  await expect(page.getByRole('img', { name: /beside the target line/ })).toBeVisible();

  const { amara } = day.people;
  await day.scene.scan(amara, 'Packing', 35, day.at('13:30'));
  await day.rescore();
  await announce(day.floor, day.today);
  await expect(page.getByTestId('pace-finished')).toHaveText(formatNumber(told.finishedItems + 35));
});

test('without a finished item and a usual day it says what will come', async ({ page, emptyFloor }) => {
  await becomeScreen(page, emptyFloor, { playlist: [{ board: 'pace', seconds: 3_600 }] });
  await page.goto('/tv');
  await expect(page.getByText('No finished items yet')).toBeVisible();
});

test('an admin puts it on a screen, which follows', async ({ page, day, database, browser }) => {
  await becomeScreen(page, day, { playlist: [{ board: 'leaderboard', seconds: 40 }] });
  await page.goto('/tv');
  await expect(page.getByText('Amara O.')).toBeVisible();
  const admin = await signInAdmin(database, browser);
  const desk = await admin.context.newPage();
  await desk.goto(`/admin/screens?site=${day.floor.site.code}`);
  await desk.getByRole('button', { name: 'Hall', exact: true }).click();
  await desk.getByLabel('Board 1', { exact: true }).selectOption('Pace to goal');
  await desk.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByTestId('pace-finished')).toBeVisible();
  await admin.context.close();
});
