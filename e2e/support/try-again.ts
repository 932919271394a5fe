import { expect, type Locator, type Page } from '@playwright/test';

/** Presses a "Try again" that was there, unless the page is faster and has tried by itself: then the button is busy, or gone. */
export async function tryAgain(part: Page | Locator): Promise<void> {
  const button = part.getByRole('button', { name: 'Try again' });
  await expect(async () => {
    if ((await button.count()) > 0) await button.click({ timeout: 1_000 });
  }).toPass();
}
