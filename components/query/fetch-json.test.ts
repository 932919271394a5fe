import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { fetchJson } from './fetch-json';

const schema = z.object({ items: z.number() });
const load = vi.fn(async () => schema);

function answerWith(body: string, build: string | null): void {
  const headers = { date: 'Tue, 10 Mar 2026 17:00:00 GMT', ...(build === null ? {} : { 'x-hub-build': build }) };
  vi.stubGlobal('fetch', async () => new Response(body, { headers }));
}

beforeEach(() => {
  load.mockClear();
  vi.stubGlobal('document', { documentElement: { dataset: { build: 'mine' } } });
});
afterEach(() => vi.unstubAllGlobals());

describe('fetchJson', () => {
  it('takes an answer of its own build as it is, without the parser', async () => {
    answerWith('{"items":3}', 'mine');
    expect((await fetchJson('/api/x', load)).data).toEqual({ items: 3 });
    expect(load).not.toHaveBeenCalled();
  });

  it.each(['another', null])('parses what comes from elsewhere (%s)', async (build) => {
    answerWith('{"items":3,"more":1}', build);
    expect((await fetchJson('/api/x', load)).data).toEqual({ items: 3 });
    expect(load).toHaveBeenCalledTimes(1);
    answerWith('{"items":"3"}', build);
    await expect(fetchJson('/api/x', load)).rejects.toThrow('A newer version may be out');
  });

  it('does not take what was cut off on the way', async () => {
    answerWith('{"items":', 'mine');
    await expect(fetchJson('/api/x', load)).rejects.toThrow('not understood');
  });

  it('trusts nobody on a page that does not say its build', async () => {
    vi.stubGlobal('document', { documentElement: { dataset: {} } });
    answerWith('{"items":"3"}', null);
    await expect(fetchJson('/api/x', load)).rejects.toThrow('not understood');
  });

  it('hears what time the server says it is', async () => {
    answerWith('{"items":3}', 'mine');
    expect((await fetchJson('/api/x', load)).serverNow).toBe(1_773_162_000);
  });
});
