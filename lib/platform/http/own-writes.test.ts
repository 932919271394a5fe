import { describe, expect, it } from 'vitest';
import { wantsFreshReads } from '@/lib/db/read-routing';
import type { RouteHandler } from './api-route';
import { readOwnWrites } from './own-writes';

const params = { params: Promise.resolve({}) };

/** A route that says where it would read. */
function route(status = 200, options: { isWrite?: boolean; isOn?: () => boolean } = {}) {
  const handler = Object.assign(
    async () => new Response(null, { status, headers: { 'x-reads': wantsFreshReads() ? 'primary' : 'anywhere' } }),
    { route: { tag: 'ANY /x' }, answerPart: async () => new Response() },
  ) as unknown as RouteHandler;
  return readOwnWrites(handler, { isWrite: true, isOn: () => true, ...options });
}

async function ask(handler: RouteHandler, method: string, cookie?: string) {
  const headers: Record<string, string> = cookie === undefined ? {} : { cookie };
  const response = await handler(new Request('http://hub.test/x', { method, headers }), params);
  return { reads: response.headers.get('x-reads'), cookie: response.headers.get('set-cookie') };
}

describe('reading what one wrote', () => {
  it('marks who wrote for ten seconds, and reads of the write itself go to the primary', async () => {
    expect(await ask(route(), 'POST')).toEqual({
      reads: 'primary',
      cookie: 'hub_wrote=1; Max-Age=10; Path=/; HttpOnly; SameSite=Lax',
    });
  });

  it('reads from the primary with the mark, from anywhere without it', async () => {
    expect(await ask(route(), 'GET', 'a=b; hub_wrote=1; c=d')).toEqual({ reads: 'primary', cookie: null });
    expect(await ask(route(), 'GET', 'a=b; hub_wrote=10; not_hub_wrote=1')).toEqual({
      reads: 'anywhere',
      cookie: null,
    });
    expect(await ask(route(), 'GET')).toEqual({ reads: 'anywhere', cookie: null });
  });

  it('marks nobody for a write that was refused, nor for a question asked by POST', async () => {
    expect((await ask(route(409), 'POST')).cookie).toBeNull();
    expect(await ask(route(200, { isWrite: false }), 'POST')).toEqual({ reads: 'anywhere', cookie: null });
  });

  it('does nothing without a replica', async () => {
    expect(await ask(route(200, { isOn: () => false }), 'POST')).toEqual({ reads: 'anywhere', cookie: null });
  });
});
