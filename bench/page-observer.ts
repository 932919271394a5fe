import { basename } from 'node:path/posix';
import type { Page } from '@playwright/test';

declare global {
  interface Window {
    observed: { paint: number; shift: number; interactions: number[] };
  }
}

/**
 * Runs in the browser before the page: keeps what the browser reports of its painting and of its answers to input. Without
 * named functions in it, which the loader of TypeScript would wrap in a helper that the browser does not have.
 */
export function observePage(): void {
  window.observed = { paint: 0, shift: 0, interactions: [] };
  for (const options of [
    { type: 'largest-contentful-paint', buffered: true },
    { type: 'layout-shift', buffered: true },
    { type: 'event', buffered: true, durationThreshold: 16 },
  ]) {
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (entry.entryType === 'largest-contentful-paint') window.observed.paint = entry.startTime;
        else if ('interactionId' in entry && Number(entry.interactionId) > 0) {
          window.observed.interactions.push(entry.duration);
        } else if ('value' in entry && 'hadRecentInput' in entry && entry.hadRecentInput === false) {
          window.observed.shift += Number(entry.value);
        }
      }
    }).observe(options);
  }
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
