import { type ClientRequest, get } from 'node:http';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import * as z from 'zod';
import { createApiKey } from '@/lib/platform/auth/api-keys';
import { invalidateTags } from '@/lib/platform/cache/cache';
import { tagsOfScoredDay } from '@/lib/platform/cache/keys';
import { publishLive } from '@/lib/platform/live/publish';
import { businessDayOf } from '@/lib/platform/time/business-day';
import { currentInstant } from '@/lib/platform/time/clock';
import { waitUntil } from '@/scripts/lib/processes';
import { createTestSite, openTestDatabase, TEST_ACTOR } from '@/test/database';
import { Program } from '@/test/faults/support/program';
import { zoneWithLocalHour } from '@/test/local-hour-zone';

/** The live route in a process of its own, with real connections to it (contract.md 5, issue 3: 500 listeners). */

const LISTENERS = 500;
const db = openTestDatabase();
const listeners: Listener[] = [];
let program: Program;
let port: number;
let key: string;
let site: Awaited<ReturnType<typeof createTestSite>>;

class Listener {
  text = '';
  status = 0;
  retryAfter: string | undefined;
  readonly #request: ClientRequest;

  constructor(headers: Record<string, string> = {}, channel = 'board', reads = true) {
    const path = `/api/live?channel=${channel}`;
    this.#request = get({ port, host: '127.0.0.1', path, agent: false, headers: { 'x-api-key': key, ...headers } });
    this.#request.on('error', () => undefined);
    this.#request.on('response', (response) => {
      this.status = response.statusCode ?? 0;
      this.retryAfter = response.headers['retry-after'];
      if (!reads) return;
      response.setEncoding('utf8').on('data', (part: string) => {
        this.text += part;
      });
      response.on('error', () => undefined);
    });
    listeners.push(this);
  }

  count(event: string): number {
    return this.text.split(`event: ${event}\n`).length - 1;
  }

  get lastId(): string {
    return [...this.text.matchAll(/^id: (.*)$/gm)].at(-1)?.[1] ?? '';
  }

  close(): void {
    this.#request.destroy();
  }
}

async function stats() {
  const response = await fetch(`http://127.0.0.1:${port}/stats`);
  return z.object({ statements: z.number(), bytes: z.number(), rss: z.number() }).parse(await response.json());
}

async function changeToday(): Promise<void> {
  const today = businessDayOf(site, currentInstant());
  await invalidateTags(tagsOfScoredDay(site.id, today));
  await publishLive({ siteId: site.id, type: 'day-changed', date: today });
}

/** Connections count per key. */
async function newKey(): Promise<string> {
  const now = currentInstant();
  return (await createApiKey(db, { siteId: site.id, name: 'screens', scopes: ['read'], actor: TEST_ACTOR, now })).key;
}

beforeAll(async () => {
  site = await createTestSite(db, { timeZone: zoneWithLocalHour(13, currentInstant()) });
  key = await newKey();
  program = new Program(
    'node',
    [
      '--expose-gc',
      '--conditions=react-server',
      '--import',
      'tsx',
      'lib/domain/leaderboard/live-server-test-support.ts',
    ],
    { DATABASE_URL: inject('databaseUrl'), REDIS_URL: inject('redisUrl'), DB_POOL_SIZE: '15', LOG_LEVEL: 'error' },
  );
  await program.printed('listening on');
  port = Number(/listening on (\d+)/.exec(program.output)?.[1]);
});

afterAll(async () => {
  for (const listener of listeners) listener.close();
  await program.end();
});

describe('five hundred listeners of one process', () => {
  it('all hear of a change, which is computed once, and cost little memory each', async () => {
    // The first may hear the board twice: once more when the process has reached Redis and tells what it may have missed.
    const first = new Listener();
    await waitUntil(() => first.count('board') >= 1, 60_000, 'the first board');
    const before = await stats();
    const screens = Array.from({ length: LISTENERS - 1 }, () => new Listener());
    await waitUntil(() => screens.every((screen) => screen.count('board') >= 1), 60_000, 'a board on every screen');
    const opened = await stats();
    const shown = screens.map((screen) => screen.count('board'));
    await changeToday();
    await waitUntil(
      () => screens.every((screen, index) => screen.count('board') === (shown[index] ?? 0) + 1),
      60_000,
      'the change on every screen',
    );
    const told = await stats();
    // The day's version and the board's two statements; whatever looks by itself now and then may come on top.
    expect(told.statements - opened.statements).toBeGreaterThan(0);
    expect(told.statements - opened.statements).toBeLessThanOrEqual(6);
    expect((opened.bytes - before.bytes) / LISTENERS).toBeLessThan(100_000);
    for (const screen of screens) screen.close();
    first.close();
  });

  it('get what they missed when they come back with the id of the last event', async () => {
    const [stays, leaves] = [new Listener({}, 'dashboard'), new Listener({}, 'dashboard')];
    await waitUntil(() => [stays, leaves].every((page) => page.count('snapshot') === 1), 60_000, 'the snapshots');
    await changeToday();
    await waitUntil(() => leaves.count('changed') === 1 && stays.count('changed') === 1, 60_000, 'the first change');
    leaves.close();
    await changeToday();
    await waitUntil(() => stays.count('changed') === 2, 60_000, 'the second change');
    const back = new Listener({ 'last-event-id': leaves.lastId }, 'dashboard');
    await waitUntil(() => back.count('changed') === 1, 60_000, 'what was missed');
    expect(back.count('snapshot')).toBe(0);
    expect(back.lastId).toBe(stays.lastId);
  });

  it('are refused beyond the limit with 429 and a time to try again', async () => {
    key = await newKey();
    const many: Listener[] = [];
    for (let group = 0; group < 5; group += 1) {
      many.push(...Array.from({ length: 202 }, () => new Listener({}, 'dashboard', false)));
      await waitUntil(() => many.every((one) => one.status !== 0), 60_000, 'an answer to everybody');
    }
    expect(many.filter((one) => one.status === 200)).toHaveLength(1_000);
    expect(many.filter((one) => one.status === 429 && one.retryAfter === '15')).toHaveLength(10);
    for (const one of many) one.close();
    await waitUntil(
      async () => {
        const again = new Listener({}, 'dashboard', false);
        await waitUntil(() => again.status !== 0, 60_000, 'an answer');
        again.close();
        return again.status === 200;
      },
      60_000,
      'room again',
    );
  });
});
