import type { BrowserContext, Page } from '@playwright/test';
import { plainAlert, raise } from './support/attention';
import { expect, test } from './support/test';

/** Notes what the page would show, and when it asks for leave. */
async function watchNotifications(context: BrowserContext, answer: 'granted' | 'denied'): Promise<void> {
  await context.addInitScript((permission) => {
    const shown: string[] = [];
    let asked = 0;
    let current = sessionStorage.getItem('permission') ?? 'default';
    class FakeNotification {
      static get permission() {
        return current;
      }
      static async requestPermission() {
        asked += 1;
        current = permission;
        sessionStorage.setItem('permission', permission);
        return permission;
      }
      constructor(title: string, options?: { body?: string }) {
        shown.push(`${title}: ${options?.body}`);
      }
      close() {}
    }
    Object.assign(window, { Notification: FakeNotification, notifications: () => ({ shown, asked }) });
  }, answer);
}

async function notifications(page: Page): Promise<{ shown: string[]; asked: number }> {
  return page.evaluate(() => Reflect.get(window, 'notifications')());
}

test('a new critical alert is told once, on any page, after somebody switched that on', async ({
  page,
  context,
  busyFloor,
}) => {
  const { floor } = busyFloor;
  await watchNotifications(context, 'granted');
  await raise(floor, plainAlert('what was there before', 'critical'));
  await page.goto(`/alerts?site=${floor.site.code}`);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  expect((await notifications(page)).asked).toBe(0);
  await page.getByRole('button', { name: 'Notify me' }).click();
  await expect(page.getByRole('button', { name: 'Notify me' })).toHaveAttribute('aria-pressed', 'true');
  expect((await notifications(page)).asked).toBe(1);

  await raise(floor, plainAlert('the press', 'critical'));
  const told = ['Critical alert, Riverside warehouse: Trouble with the press'];
  await expect.poll(async () => (await notifications(page)).shown).toEqual(told);
  await raise(floor, plainAlert('the lights', 'warning'));
  await raise(floor, { ...plainAlert('the press', 'critical'), title: 'Trouble with the press goes on' });
  await expect(page.getByText('Trouble with the press goes on')).toBeVisible();
  expect((await notifications(page)).shown).toEqual(told);

  await page.goto(busyFloor.path);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await raise(floor, plainAlert('the gate', 'critical'));
  await expect
    .poll(async () => (await notifications(page)).shown)
    .toEqual(['Critical alert, Riverside warehouse: Trouble with the gate']);

  await page.goto(`/alerts?site=${floor.site.code}`);
  await page.getByRole('button', { name: 'Notify me' }).click();
  await expect(page.getByRole('button', { name: 'Notify me' })).toHaveAttribute('aria-pressed', 'false');
  await raise(floor, plainAlert('the roof', 'critical'));
  await expect(page.getByText('Trouble with the roof')).toBeVisible();
  expect((await notifications(page)).shown).toEqual([]);
});

test('who says no is told how it stands, and not asked again', async ({ page, context, busyFloor }) => {
  await watchNotifications(context, 'denied');
  await page.goto(`/alerts?site=${busyFloor.floor.site.code}`);
  await page.getByRole('button', { name: 'Notify me' }).click();
  await expect(page.getByText('Notifications are blocked for this page in your browser')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Notify me' })).toHaveCount(0);
});
