import { basename } from 'node:path/posix';
import type { Page } from '@playwright/test';

declare global {
  interface Window {
    observed: { paint: number; shift: number; interactions: number[] };
  }
}

/** Runs in the browser before the page: keeps what the browser reports of its painting and of its answers to input. */
export function observePage(): void {
  const observed = { paint: 0, shift: 0, interactions: [] as number[] };
  window.observed = observed;
  const observe = (type: string, more: object, take: (entry: PerformanceEntry) => void) =>
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) take(entry);
    }).observe({ type, buffered: true, ...more });
  observe('largest-contentful-paint', {}, (entry) => {
    observed.paint = entry.startTime;
  });
  observe('layout-shift', {}, (entry) => {
    if ('value' in entry && 'hadRecentInput' in entry && entry.hadRecentInput === false) {
      observed.shift += Number(entry.value);
    }
  });
  observe('event', { durationThreshold: 16 }, (entry) => {
    if ('interactionId' in entry && Number(entry.interactionId) > 0) observed.interactions.push(entry.duration);
  });
}

/** Milliseconds from the navigation to the largest paint. */
export function paintIn(page: Page): Promise<number> {
  return page.evaluate(() => window.observed.paint);
}

/** Cumulative layout shift without what input caused. */
export function layoutShiftIn(page: Page): Promise<number> {
  return page.evaluate(() => window.observed.shift);
}

/** Milliseconds of the interactions since the last call, each until the next paint; those under 16 ms are left out. */
export async function interactionsIn(page: Page): Promise<number[]> {
  return page.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        // Two frames: an entry is reported after the paint that ends it.
        requestAnimationFrame(() =>
          requestAnimationFrame(() => setTimeout(() => resolve(window.observed.interactions.splice(0)), 50)),
        );
      }),
  );
}

/** Bytes of script as they came over the wire: of what the page's HTML names, and of all. */
export async function scriptsIn(page: Page, html: string): Promise<{ first: number; all: number }> {
  const scripts = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter((entry): entry is PerformanceResourceTiming => entry instanceof PerformanceResourceTiming)
      .map(({ name, encodedBodySize }) => ({ path: new URL(name).pathname, bytes: encodedBodySize }))
      .filter(({ path }) => path.endsWith('.js')),
  );
  const sum = (list: typeof scripts) => list.reduce((total, { bytes }) => total + bytes, 0);
  return { first: sum(scripts.filter(({ path }) => html.includes(basename(path)))), all: sum(scripts) };
}
