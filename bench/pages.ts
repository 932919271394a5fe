import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { PAGES } from '@/components/layout/pages';
import { createUser, makeOneTimePassword } from '@/lib/platform/auth/users';
import { CHROMIUM_FLAGS, ensureChromium } from '../scripts/lib/chromium';
import { median } from './measure';
import { type OwnHub, withOwnHub } from './own-hub';
import { interactionsIn, layoutShiftIn, observePage, paintIn, scriptsIn } from './page-observer';
import type { Finding } from './report';
import type { YearData } from './year-data';

const SECTION = 'pages';
/** Cold loads of each page, each in a browser context that has seen nothing. */
const LOADS = 5;
const CROWD = 1000;
const VIEWPORT = { width: 1440, height: 900 };
const SETTLED_MILLIS = 30_000;

/**
 * What a browser carries: script, largest paint and layout shift of each page, cold, in the middle of a working day of a
 * hundred people.
 */
export async function benchPages(data: YearData): Promise<Finding[]> {
  return withOwnHub(data, (hub) =>
    inBrowser(hub, data, (signedIn) => measureLoads(signedIn, [...PAGES, ...pagesBeside(hub)])),
  );
}

/** How long pages take to answer keys and clicks when a thousand people are on them. */
export async function benchInteractions(data: YearData): Promise<Finding[]> {
  return withOwnHub(data, (hub) => inBrowser(hub, data, measureInteractions), { people: CROWD });
}

/** `isForStrangers`: who is signed in would be led on to another page. */
type MeasuredPage = { path: string; name: string; isForStrangers?: boolean };

/** Those that are not in the navigation. */
function pagesBeside({ own }: OwnHub): MeasuredPage[] {
  return [
    { path: `/employees/${own.workers[0]?.employeeId}`, name: "A person's day" },
    { path: '/account', name: 'Account' },
    { path: '/login?next=/', name: 'Sign-in', isForStrangers: true },
    { path: '/tv', name: 'A screen before it is paired' },
  ];
}

type SignedIn = { newContext(isStranger?: boolean): Promise<BrowserContext>; siteCode: string };

async function inBrowser<T>(hub: OwnHub, { db }: YearData, work: (signedIn: SignedIn) => Promise<T>): Promise<T> {
  const password = makeOneTimePassword();
  const email = `${hub.own.site.code}@bench.example`;
  await createUser(db, { email, name: 'Bench', role: 'admin', password, mustChangePassword: false, canSeePay: true });
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: CHROMIUM_FLAGS });
  try {
    const first = await browser.newContext({ baseURL: hub.web.address });
    const headers = { origin: hub.web.address };
    const answer = await first.request.post('/api/auth/sign-in/email', { headers, data: { email, password } });
    if (!answer.ok()) throw new Error(`Signing in was answered ${answer.status()}.`);
    const storageState = await first.storageState();
    return await work({
      siteCode: hub.own.site.code,
      newContext: (isStranger = false) =>
        browser.newContext({
          baseURL: hub.web.address,
          viewport: VIEWPORT,
          storageState: isStranger ? undefined : storageState,
        }),
    });
  } finally {
    await browser.close();
  }
}

async function measureLoads({ newContext, siteCode }: SignedIn, pages: readonly MeasuredPage[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { path, name, isForStrangers } of pages) {
    const seen: { first: number; all: number; paint: number; shift: number }[] = [];
    // The first load also fills the server's caches, as the warm-up of a hub does, and is not counted.
    for (let load = 0; load <= LOADS; load += 1) {
      const context = await newContext(isForStrangers);
      const { page, html } = await open(context, ofSite(path, siteCode));
      const scripts = await scriptsIn(page, html);
      const one = { ...scripts, paint: await paintIn(page), shift: await layoutShiftIn(page) };
      if (load > 0) seen.push(one);
      await context.close();
    }
    const middle = (value: (one: (typeof seen)[number]) => number) => median(seen.map(value));
    const common = { section: SECTION, note: `median of ${LOADS} cold loads at ${VIEWPORT.width} px` };
    findings.push(
      {
        ...common,
        what: `${name}: script to draw and use it`,
        value: middle(({ first }) => first) / 1024,
        unit: 'KB',
        target: { is: 'at most', value: 200 },
        note: `as sent; ${Math.round(middle(({ all }) => all) / 1024)} KB with what is fetched once the page is there`,
      },
      {
        ...common,
        what: `${name}: largest paint`,
        value: middle(({ paint }) => paint) / 1000,
        unit: 's',
        target: { is: 'at most', value: 1.2 },
      },
      {
        ...common,
        what: `${name}: layout shift`,
        value: middle(({ shift }) => shift),
        unit: 'shift',
        target: { is: 'at most', value: 0.02 },
      },
    );
  }
  return findings;
}

async function measureInteractions({ newContext, siteCode }: SignedIn): Promise<Finding[]> {
  const context = await newContext();
  const findings: Finding[] = [];
  const measure = async (what: string, page: Page, interact: () => Promise<void>) => {
    await interactionsIn(page);
    await interact();
    const millis = await interactionsIn(page);
    if (millis.length === 0) throw new Error(`Nothing was heard of ${what}.`);
    findings.push({
      section: SECTION,
      what: `${what}, ${CROWD} people`,
      value: Math.max(0, ...millis),
      unit: 'ms',
      target: { is: 'at most', value: 100 },
      note: `the slowest of ${millis.length} interactions of at least 16 ms, until the next paint`,
    });
  };
  const { page: board } = await open(context, ofSite('/leaderboard', siteCode));
  await measure('a letter in the search', board, async () => {
    const box = board.getByRole('searchbox').first();
    await box.click();
    await box.pressSequentially('Person 77', { delay: 60 });
    await board.locator('tbody tr').first().waitFor();
    await box.fill('');
  });
  await measure('sorting', board, async () => {
    for (const header of ['Items', 'Points', 'Items']) {
      await board.getByRole('columnheader', { name: header, exact: false }).getByRole('button').first().click();
    }
  });
  await measure('scrolling by keys', board, async () => {
    for (let press = 0; press < 10; press += 1) await board.keyboard.press('PageDown', { delay: 30 });
  });
  await measure('switching a day and back', board, async () => {
    await board.getByRole('button', { name: 'Previous day' }).click();
    await board.getByText('Nothing recorded').waitFor();
    await board.getByRole('button', { name: 'Next day' }).click();
    await board.locator('tbody tr').first().waitFor();
  });
  const { page: dashboard } = await open(context, ofSite('/', siteCode));
  await measure('opening a dialog', dashboard, async () => {
    await dashboard.locator('button[data-tile=people]').click();
    await dashboard.getByRole('dialog').getByRole('row').nth(1).waitFor();
  });
  await context.close();
  return findings;
}

function ofSite(path: string, siteCode: string): string {
  return `${path}${path.includes('?') ? '&' : '?'}site=${siteCode}`;
}

/** The page when nothing more is fetched. */
async function open(context: BrowserContext, path: string): Promise<{ page: Page; html: string }> {
  const page = await context.newPage();
  await page.addInitScript(observePage);
  const answer = await page.goto(path, { waitUntil: 'load' });
  if (answer?.status() !== 200) throw new Error(`${path} answered ${answer?.status()}.`);
  await page.waitForLoadState('networkidle', { timeout: SETTLED_MILLIS });
  return { page, html: await answer.text() };
}
