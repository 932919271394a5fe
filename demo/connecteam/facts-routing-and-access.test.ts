import { describe, expect, test } from 'vitest';
import { DAY, startTestSimulator, TestClient } from './test-support';

describe('routing and envelope', () => {
  test('fact 1: an unknown path answers 302 to an HTML page without JSON or rate headers', async () => {
    const { api, baseUrl } = await startTestSimulator();
    for (const path of ['/time_clock/v1/time_clocks', '/users/v1/users/5', '/nothing']) {
      const answer = await api.raw(path);
      expect(answer.status).toBe(302);
      expect(answer.headers.get('content-type')).toContain('text/html');
      expect(answer.headers.get('x-ratelimit-minute-limit')).toBeNull();
      expect(answer.headers.get('location')).toBe(`${baseUrl}/`);
    }
    const page = await api.raw('/');
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  });

  test('fact 1: by mode an unknown path serves the HTML itself with 200', async () => {
    const { api, control } = await startTestSimulator();
    control.setModes({ unknownPath: 'html' });
    const answer = await api.raw('/users/v2/users');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  });

  test('fact 1: the hyphenated paths of all modules answer', async () => {
    const { api, world } = await startTestSimulator();
    const clock = world.addClock({ name: 'Dock' });
    const scheduler = world.addScheduler({ name: 'Week plan' });
    const user = world.addUser({ firstName: 'Mara', lastName: 'Quill' });
    const dates = { startDate: '2026-10-01', endDate: '2026-10-14' };
    const paths: [string, Record<string, string | number>][] = [
      ['/me', {}],
      ['/users/v1/users', {}],
      ['/users/v1/custom-fields', {}],
      ['/users/v1/smart-groups', {}],
      [`/users/v1/users/${user.userId}/assignments`, { assetTypes: 'timeClock' }],
      ['/time-clock/v1/time-clocks', {}],
      [`/time-clock/v1/time-clocks/${clock.id}/time-activities`, dates],
      [`/time-clock/v1/time-clocks/${clock.id}/timesheet`, dates],
      [`/time-clock/v1/time-clocks/${clock.id}/manual-breaks`, {}],
      [`/time-clock/v1/time-clocks/${clock.id}/shift-attachments`, {}],
      ['/jobs/v1/jobs', {}],
      ['/pay-rates/v1/pay-rates', dates],
      ['/settings/v1/webhooks', {}],
      ['/time-off/v1/requests', dates],
      ['/scheduler/v1/schedulers', {}],
      [`/scheduler/v2/schedulers/${scheduler.schedulerId}/shifts`, { startTime: 1, endTime: 2 }],
    ];
    for (const [path, parameters] of paths)
      expect([path, (await api.get(path, parameters)).status]).toEqual([path, 200]);
  });

  test('fact 2: a 200 carries a fresh requestId, drops null keys and keeps empty arrays', async () => {
    const { api, world } = await startTestSimulator();
    world.addUser({ firstName: 'Mara', lastName: 'Quill' });
    const [first, second] = [await api.data('/users/v1/users'), await api.data('/users/v1/users')];
    expect(first.requestId).not.toBe(second.requestId);
    const [user] = await api.users();
    expect(user).not.toHaveProperty('email');
    expect(user).not.toHaveProperty('archivedAt');
    expect(user).toMatchObject({ customFields: [], smartGroupsIds: [] });
  });

  test('fact 2: by mode the nulls are explicit', async () => {
    const { api, world, control } = await startTestSimulator();
    control.setModes({ nullFields: 'explicit' });
    world.addUser({ firstName: 'Mara', lastName: 'Quill' });
    expect((await api.users())[0]).toMatchObject({ email: null, archivedAt: null });
  });

  test('fact 3: two simulators run side by side under base URLs of their own', async () => {
    const [one, other] = [await startTestSimulator(), await startTestSimulator()];
    one.world.addUser({ firstName: 'Mara', lastName: 'Quill' });
    expect(one.baseUrl).not.toBe(other.baseUrl);
    expect([(await one.api.users()).length, (await other.api.users()).length]).toEqual([1, 0]);
  });
});

describe('authentication', () => {
  test('fact 4: without a key 401, with a wrong key 403, neither with rate headers', async () => {
    const { baseUrl } = await startTestSimulator();
    const keyless = await new TestClient(baseUrl, {}).get('/me');
    expect(keyless.status).toBe(401);
    expect(keyless.body).toEqual({
      details: null,
      error: 'No authentication provided',
      path: '/me',
      request_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    const wrong = await new TestClient(baseUrl, { 'x-api-key': 'nobody' }).get('/me');
    expect([wrong.status, wrong.body]).toEqual([403, { detail: 'Invalid API key' }]);
    for (const { headers } of [keyless, wrong]) expect(headers.get('x-ratelimit-day-limit')).toBeNull();
  });

  test('fact 5: a key disabled in mid-run is refused from the next call on', async () => {
    const { api, control } = await startTestSimulator();
    expect((await api.get('/me')).status).toBe(200);
    control.disableApiKey();
    expect((await api.get('/me')).status).toBe(403);
    control.enableApiKey();
    expect((await api.get('/me')).status).toBe(200);
  });

  const basic = (id: string, secret: string) => `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;

  async function requestToken(baseUrl: string, form: Record<string, string>, secret = 's3cret:with-colon') {
    const response = await fetch(`${baseUrl}/oauth/v1/token`, {
      method: 'POST',
      headers: { authorization: basic('hub', secret) },
      body: new URLSearchParams(form),
    });
    const body: unknown = await response.json();
    return { status: response.status, body };
  }

  test('fact 6: the token endpoint grants a bearer for 86400 s that expires, in snake_case', async () => {
    const { baseUrl, control, clock } = await startTestSimulator();
    control.addOAuthClient({ clientId: 'hub', clientSecret: 's3cret:with-colon' });
    const granted = await requestToken(baseUrl, { grant_type: 'client_credentials', scope: 'users.read' });
    expect(granted).toEqual({
      status: 200,
      body: { access_token: expect.any(String), token_type: 'Bearer', expires_in: 86_400, scope: 'users.read' },
    });
    const { access_token: token } = granted.body as { access_token: string };
    const bearer = new TestClient(baseUrl, { authorization: `Bearer ${token}` });
    expect((await bearer.get('/users/v1/users')).status).toBe(200);
    expect((await bearer.get('/jobs/v1/jobs')).status, 'scope not asked for').toBe(403);
    clock.at += DAY;
    const expired = await bearer.get('/users/v1/users');
    expect([expired.status, expired.headers.get('x-ratelimit-day-limit')]).toEqual([401, null]);
  });

  test('fact 6: the token endpoint refuses with 400, 401, 403 and 422', async () => {
    const { baseUrl, control } = await startTestSimulator();
    control.addOAuthClient({ clientId: 'hub', clientSecret: 's3cret:with-colon', scopes: ['users.read'] });
    const statuses = [
      await requestToken(baseUrl, { grant_type: 'password' }),
      await requestToken(baseUrl, { grant_type: 'client_credentials' }, 'guess'),
      await requestToken(baseUrl, { grant_type: 'client_credentials', scope: 'users.read jobs.read' }),
      await requestToken(baseUrl, {}),
    ].map(({ status }) => status);
    expect(statuses).toEqual([400, 401, 403, 422]);
  });

  test('fact 7: without the Operations hub time clocks and jobs answer 403 while /me and users work', async () => {
    const { api, control } = await startTestSimulator();
    control.setModes({ operationsHub: false });
    const statuses = [];
    for (const path of ['/time-clock/v1/time-clocks', '/jobs/v1/jobs', '/me', '/users/v1/users']) {
      statuses.push((await api.get(path)).status);
    }
    expect(statuses).toEqual([403, 403, 200, 200]);
  });
});
