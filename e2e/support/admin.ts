import { createHmac } from 'node:crypto';
import type { Browser, Page } from '@playwright/test';
import {
  type Account,
  type BusyFloor,
  test as base,
  newAccount,
  newFloor,
  PASSWORD,
  signedInCookies,
  someAddress,
} from './test';

/** An admin who is signed in, and an empty site. */
export const test = base.extend<{ admin: Account; floor: BusyFloor }>({
  admin: async ({ database, browser, context, baseURL }, use) => {
    const account = await newAccount(database, false, false, 'admin');
    await context.addCookies(await signedInCookies(browser, baseURL ?? '', account));
    await use(account);
  },
  floor: async ({ database }, use) => use(await newFloor(database)),
});

/** Signs in by the page, in a browser of its own. */
export async function signInElsewhere(browser: Browser, baseURL: string, email: string, password = PASSWORD) {
  const context = await browser.newContext({ baseURL, extraHTTPHeaders: { 'x-forwarded-for': someAddress() } });
  const page = await context.newPage();
  await fillSignIn(page, email, password);
  return { context, page };
}

export async function fillSignIn(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.goto('/login');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** The code that an authenticator app shows for a secret as it is typed into one (RFC 6238). */
export function totpCode(secret: string): string {
  const bits = [...secret.replace(/\s/g, '')]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const digest = createHmac('sha1', key).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 0xf;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
