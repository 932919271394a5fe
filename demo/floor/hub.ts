import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { toIsoInstant } from '@/lib/platform/time/instant';
import type { PlannedScan } from './plan';

/** The source that the floor's scanners report as. */
export const SCAN_SOURCE = 'scanner';

export type BatchAnswer = {
  accepted: number;
  duplicates: number;
  updated: number;
  rejected: { index: number; code: string; message: string }[];
};

/** The hub as the scanners see it. Both calls wait out restarts and refusals and end only by the signal or a defect. */
export type Hub = {
  waitUntilHealthy(signal: AbortSignal): Promise<void>;
  /** At most 1,000 scans. Throws {@link HubRefusedError} when the hub cannot take the request at all. */
  postScans(scans: readonly PlannedScan[], signal: AbortSignal): Promise<BatchAnswer>;
};

export type HubOptions = {
  url: string;
  apiKey: string;
  say: (line: string) => void;
  /** Replaced in tests. */
  fetch?: typeof fetch;
  wait?: (millis: number, signal: AbortSignal) => Promise<void>;
};

/** The hub says that the request itself is wrong: trying again would not help. */
export class HubRefusedError extends Error {
  constructor(status: number, body: string) {
    super(`The hub refused the scans (HTTP ${status}): ${body.slice(0, 500)}`);
    this.name = 'HubRefusedError';
  }
}

const REQUEST_TIMEOUT_MILLIS = 30_000;
const FIRST_PAUSE_MILLIS = 500;
const LONGEST_PAUSE_MILLIS = 10_000;

const waitFor = async (millis: number, signal: AbortSignal): Promise<void> => {
  await sleep(millis, undefined, { signal });
};

const batchAnswerSchema = z.object({
  accepted: z.number(),
  duplicates: z.number(),
  updated: z.number(),
  rejected: z.array(z.object({ index: z.number(), code: z.string(), message: z.string() })),
});

/** A client of the hub's real API (contract.md 5). */
export function openHub({ url, apiKey, say, fetch: send = fetch, wait = waitFor }: HubOptions): Hub {
  const request = (path: string, init: RequestInit, signal: AbortSignal) =>
    send(new URL(path, url), {
      ...init,
      signal: AbortSignal.any([signal, AbortSignal.timeout(REQUEST_TIMEOUT_MILLIS)]),
    });

  return {
    async waitUntilHealthy(signal) {
      await untilAnswered<null>(
        async () => {
          const response = await request('/api/health', {}, signal);
          await response.arrayBuffer();
          return response.ok ? { answer: null } : { trouble: `answers HTTP ${response.status} to /api/health` };
        },
        { say, wait, signal },
      );
    },
    postScans(scans, signal) {
      const body = JSON.stringify(scans.map(toIncomingActivity));
      const headers = { 'content-type': 'application/json', 'x-api-key': apiKey };
      return untilAnswered<BatchAnswer>(
        async () => {
          const response = await request('/api/activities/batch', { method: 'POST', headers, body }, signal);
          const text = await response.text();
          if (response.ok) return { answer: batchAnswerSchema.parse(JSON.parse(text)) };
          if ([400, 413, 415, 422].includes(response.status)) throw new HubRefusedError(response.status, text);
          return {
            trouble: `answers HTTP ${response.status} to a batch of scans`,
            waitSeconds: retryAfterOf(response),
          };
        },
        { say, wait, signal },
      );
    },
  };
}

type Attempt<T> = { answer: T } | { trouble: string; waitSeconds?: number };

/** Tries again with growing pauses, and says so once per outage. */
async function untilAnswered<T>(
  attempt: () => Promise<Attempt<T>>,
  { say, wait, signal }: Required<Pick<HubOptions, 'say' | 'wait'>> & { signal: AbortSignal },
): Promise<T> {
  let saidSo = false;
  for (let pause = FIRST_PAUSE_MILLIS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS)) {
    const result = await withoutNetworkErrors(attempt, signal);
    if ('answer' in result) {
      if (saidSo) say('The hub is back.');
      return result.answer;
    }
    if (!saidSo && pause > 2 * FIRST_PAUSE_MILLIS) {
      say(`The hub ${result.trouble}; trying again until it works.`);
      saidSo = true;
    }
    await wait(Math.max(pause, (result.waitSeconds ?? 0) * 1000), signal);
  }
}

async function withoutNetworkErrors<T>(attempt: () => Promise<Attempt<T>>, signal: AbortSignal): Promise<Attempt<T>> {
  try {
    return await attempt();
  } catch (error) {
    signal.throwIfAborted();
    // `fetch` reports unreachable hosts and cut connections as TypeError, our own time limit as TimeoutError.
    const isNetworkTrouble =
      error instanceof TypeError || (error instanceof DOMException && error.name === 'TimeoutError');
    if (!isNetworkTrouble) throw error;
    return { trouble: 'cannot be reached' };
  }
}

function retryAfterOf(response: Response): number | undefined {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? Math.min(60, seconds) : undefined;
}

function toIncomingActivity(scan: PlannedScan) {
  return {
    source: SCAN_SOURCE,
    referenceId: scan.referenceId,
    userEmail: scan.login.email,
    userName: scan.login.name,
    activityType: scan.activityType,
    itemsCount: scan.itemsCount,
    windowStart: toIsoInstant(scan.windowStart),
    windowEnd: toIsoInstant(scan.windowEnd),
  };
}
