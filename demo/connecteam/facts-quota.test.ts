import { expect, test } from 'vitest';
import { DAY, MORNING, startTestSimulator, TestClient } from './test-support';

test('fact 8: one account-wide window counts the calls of all keys, 100 a minute and 10,000 a day by default', async () => {
  const { api, baseUrl, control } = await startTestSimulator();
  control.addApiKey('another-key');
  await api.get('/me');
  const { headers } = await new TestClient(baseUrl, { 'x-api-key': 'another-key' }).get('/me');
  expect(headers.get('x-ratelimit-minute-limit')).toBe('100');
  expect(headers.get('x-ratelimit-minute-remaining')).toBe('98');
  expect(headers.get('x-ratelimit-day-limit')).toBe('10000');
  expect(headers.get('x-ratelimit-day-remaining')).toBe('9998');
});

test('fact 8: the small and the large plan have 5/100 and 200/20,000', async () => {
  const { api, control } = await startTestSimulator();
  const limits = async () => {
    const { headers } = await api.get('/me');
    return [headers.get('x-ratelimit-minute-limit'), headers.get('x-ratelimit-day-limit')];
  };
  control.setPlan('sbp');
  expect(await limits()).toEqual(['5', '100']);
  control.setPlan('enterprise');
  expect(await limits()).toEqual(['200', '20000']);
});

test('fact 9: all six headers come on successes and refusals alike, resets in epoch seconds, never Retry-After', async () => {
  const { api, control } = await startTestSimulator(MORNING + 17);
  const names = ['minute', 'day'].flatMap((window) =>
    ['limit', 'remaining', 'reset'].map((part) => `x-ratelimit-${window}-${part}`),
  );
  const answers = [await api.get('/me'), await api.get('/users/v1/users', { limit: 0 })];
  control.consumeQuota(100);
  answers.push(await api.get('/me'));
  expect(answers.map(({ status }) => status)).toEqual([200, 400, 429]);
  for (const { headers } of answers) {
    for (const name of names) expect(headers.get(name), name).toMatch(/^\d+$/);
    expect(headers.get('x-ratelimit-minute-reset')).toBe(String(MORNING + 60));
    expect(headers.get('x-ratelimit-day-reset')).toBe(String(MORNING - (MORNING % DAY) + DAY));
    expect(headers.get('retry-after')).toBeNull();
  }
});

test('fact 10: over the limit comes 429 with remaining 0 until the window resets', async () => {
  const { api, control, clock } = await startTestSimulator();
  control.setLimits({ minute: 2 });
  await api.get('/me');
  await api.get('/me');
  const refused = await api.get('/me');
  expect([refused.status, refused.body]).toEqual([429, { detail: 'Too many requests' }]);
  expect(refused.headers.get('x-ratelimit-minute-remaining')).toBe('0');
  expect(refused.headers.get('x-ratelimit-day-remaining'), 'a refused call costs nothing').toBe('9998');
  clock.at += 60;
  expect((await api.get('/me')).status).toBe(200);
});

test('fact 10: the day window refuses as well, and opens with the next UTC day', async () => {
  const { api, control, clock } = await startTestSimulator();
  control.setLimits({ day: 1 });
  await api.get('/me');
  clock.at += 3600;
  expect((await api.get('/me')).status).toBe(429);
  clock.at += DAY;
  expect((await api.get('/me')).status).toBe(200);
});

test('fact 10: the second mode sends the throttling body with status 200 and no data', async () => {
  const { api, control } = await startTestSimulator();
  control.setModes({ throttleStatus: 200 });
  control.setLimits({ minute: 0 });
  const refused = await api.get('/me');
  expect([refused.status, refused.body]).toEqual([200, { detail: 'Too many requests' }]);
});

test('fact 10: by mode a refused call counts, too', async () => {
  const { api, control } = await startTestSimulator();
  control.setModes({ refusedCallsCount: true });
  control.setLimits({ minute: 1 });
  await api.get('/me');
  const { headers } = await api.get('/me');
  expect(headers.get('x-ratelimit-day-remaining')).toBe('9998');
});

test('fact 11: outside traffic eats quota, once or at the start of every minute', async () => {
  const { api, control, clock } = await startTestSimulator();
  control.consumeQuota(40);
  expect((await api.get('/me')).headers.get('x-ratelimit-minute-remaining')).toBe('59');
  control.setModes({ backgroundCallsPerMinute: 90 });
  clock.at += 120;
  const { headers } = await api.get('/me');
  expect(headers.get('x-ratelimit-minute-remaining')).toBe('9');
  expect(headers.get('x-ratelimit-day-remaining')).toBe(String(10_000 - 41 - 180 - 1));
});

test('a skewed server clock puts the reset into the past of the client', async () => {
  const { api, control } = await startTestSimulator();
  control.setModes({ clockSkewSeconds: -600 });
  const { headers } = await api.get('/me');
  expect(Number(headers.get('x-ratelimit-minute-reset'))).toBeLessThan(MORNING);
  expect(Date.parse(headers.get('date') ?? '')).toBe((MORNING - 600) * 1000);
});
