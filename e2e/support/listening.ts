import type { Browser, Page } from '@playwright/test';

/**
 * Makes every page of the browser that runs scripts wait, after it was opened or loaded again, until it is whole and
 * listens. A part that was streamed is there twice for a moment, hidden and in its place; and what the server wrote can be
 * seen before anything hears a click or a key. A person takes longer than that, a test does not.
 */
export function listeningBrowser(browser: Browser): Browser {
  const newContext = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    const context = await newContext(options);
    if (options?.javaScriptEnabled === false) return context;
    const newPage = context.newPage.bind(context);
    context.newPage = async () => waitingForIt(await newPage());
    return context;
  };
  return browser;
}

function waitingForIt(page: Page): Page {
  const [goto, reload] = [page.goto.bind(page), page.reload.bind(page)];
  page.goto = async (...args) => {
    const response = await goto(...args);
    await page.waitForFunction(listens);
    return response;
  };
  page.reload = async (...args) => {
    const response = await reload(...args);
    await page.waitForFunction(listens);
    return response;
  };
  return page;
}

/**
 * In the page, once a frame: true when React knows every control there is, three frames in a row (it knows them a moment
 * before what listens to them is in place). Pages that are not React's have none of its marks at all.
 */
function listens(): boolean {
  const isReacts = document.querySelector('script[src*="/_next/"]') !== null;
  const isKnown = (element: Element) => Object.keys(element).some((key) => key.startsWith('__reactFiber$'));
  const isWhole = document.querySelector('[hidden][id^="S:"]') === null;
  const controls = [...document.querySelectorAll('h1, a, button, input, select, textarea')];
  const frames = Number(document.documentElement.dataset.listens ?? 0);
  if (isReacts && !(isWhole && controls.every(isKnown))) {
    document.documentElement.dataset.listens = '0';
    return false;
  }
  document.documentElement.dataset.listens = String(frames + 1);
  return !isReacts || frames >= 2;
}
