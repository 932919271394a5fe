import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { whileAllowed } from './while-allowed';

const MINUTE = 60_000;
let user: { siteIds: number[] | null } | null;
let gone: AbortController;
const looks = vi.fn(async () => user);

beforeEach(() => {
  vi.useFakeTimers();
  looks.mockClear();
  user = { siteIds: null };
  gone = new AbortController();
});
afterEach(() => vi.useRealTimers());

const open = () => whileAllowed({ headers: new Headers(), signal: gone.signal }, 7, looks);

it('lasts while the session does, and ends within a minute of it', async () => {
  const signal = open();
  await vi.advanceTimersByTimeAsync(5 * MINUTE);
  expect([signal.aborted, looks.mock.calls.length]).toEqual([false, 5]);
  user = null;
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(signal.aborted).toBe(true);
  await vi.advanceTimersByTimeAsync(5 * MINUTE);
  expect(looks).toHaveBeenCalledTimes(6);
});

it('ends when the site is no longer one of the person', async () => {
  user = { siteIds: [7] };
  const signal = open();
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(signal.aborted).toBe(false);
  user = { siteIds: [8] };
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(signal.aborted).toBe(true);
});

it('looks no more once the page has gone, and keeps what is open while nobody can be looked up', async () => {
  const signal = open();
  looks.mockRejectedValueOnce(new Error('the database is away'));
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(signal.aborted).toBe(false);
  gone.abort();
  expect(signal.aborted).toBe(true);
  await vi.advanceTimersByTimeAsync(5 * MINUTE);
  expect(looks).toHaveBeenCalledTimes(1);
});
