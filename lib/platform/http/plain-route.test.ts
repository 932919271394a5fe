import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { otherMethods, plainRoute, unknownAddress } from './plain-route';
import { jsonResponse } from './responses';

const request = (method = 'GET') => new Request('https://hub.example.com/api/x', { method });
const docs = { summary: 'x', tags: ['x'] as [string], response: z.object({}) };

describe('plain routes', () => {
  it('answer with a request id, and errors in the shape of every other', async () => {
    const good = plainRoute({ tag: 'GET /api/x', docs, handle: () => jsonResponse({ a: 1 }, 503) });
    const answer = await good(request());
    expect([answer.status, await answer.json()]).toEqual([503, { a: 1 }]);
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    const bad = plainRoute({
      tag: 'GET /api/x',
      docs,
      handle: () => {
        throw new Error('secret');
      },
    });
    expect(await (await bad(request())).json()).toMatchObject({ error: { code: 'INTERNAL' } });
  });

  it('say which methods there are when asked with another', async () => {
    const { DELETE, OPTIONS } = otherMethods('GET', 'POST');
    const refused = await DELETE(request('DELETE'));
    expect(refused.status).toBe(405);
    expect(refused.headers.get('allow')).toBe('GET, POST, HEAD, OPTIONS');
    expect(await refused.json()).toMatchObject({ error: { code: 'METHOD_NOT_ALLOWED' } });
    const options = await OPTIONS(request('OPTIONS'));
    expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, POST, HEAD, OPTIONS']);
  });

  it('say so where there is nothing', async () => {
    const answer = await unknownAddress(request());
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ error: { code: 'NOT_FOUND' } });
  });
});
