import { globSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { closeDatabases } from '@/lib/db/handles';
import type { Site } from '@/lib/domain/sites/schema';
import { closeRedisConnections } from '@/lib/platform/redis/redis';
import { sessionHeaders } from '@/test/api/askers';
import { createTestSite, openTestDatabase } from '@/test/database';
import { PAGE_ACCESS, VISITORS, type Visitor } from './page-table';

/** What the web framework knows of a request. */
const request = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock('next/headers', () => ({
  headers: async () => request.headers,
  cookies: async () => ({ get: () => undefined }),
}));
vi.mock('next/navigation', async (original) => ({
  ...(await original<object>()),
  redirect: (path: string) => {
    throw new Error(`goes to ${path}`);
  },
  notFound: () => {
    throw new Error('not found');
  },
}));

const isPage = (value: unknown) => typeof value === 'function';
const pageModule = z.object({ default: z.custom<(props: object) => unknown>(isPage) });
const files = globSync('app/**/page.tsx').sort();
const database = openTestDatabase();
const cookies = new Map<Visitor, string>();
let site: Site;

beforeAll(async () => {
  site = await createTestSite(database);
  const other = await createTestSite(database);
  const [here, there] = [{ siteIds: [site.id] }, { siteIds: [other.id], canSeePay: true }];
  const made: Record<Visitor, Record<string, string>> = {
    nobody: {},
    viewer: await sessionHeaders(database, 'viewer'),
    manager: await sessionHeaders(database, 'manager'),
    'manager with pay': await sessionHeaders(database, 'manager', { canSeePay: true }),
    admin: await sessionHeaders(database, 'admin'),
    'admin with pay': await sessionHeaders(database, 'admin', { canSeePay: true }),
    'admin of this site': await sessionHeaders(database, 'admin', here),
    'manager elsewhere': await sessionHeaders(database, 'manager', there),
    'admin elsewhere': await sessionHeaders(database, 'admin', there),
  };
  for (const visitor of VISITORS) cookies.set(visitor, made[visitor].cookie ?? '');
});
afterAll(async () => {
  closeRedisConnections();
  await closeDatabases();
});

/** Draws a page on the server: whether it comes (also as "not found"), or where it leads. */
async function open(file: string, visitor: Visitor): Promise<string> {
  request.headers = new Headers({ cookie: cookies.get(visitor) ?? '', 'x-path': `/x?site=${site.code}` });
  const { default: draw } = pageModule.parse(await import(join(process.cwd(), file)));
  const searchParams = Promise.resolve({ site: site.code });
  const params = Promise.resolve({ id: '4000000000', date: '2026-01-05' });
  try {
    await draw({ searchParams, params });
    return 'shown';
  } catch (error) {
    if (!(error instanceof Error) || !/^(goes to|not found)/.test(error.message)) throw error;
    return /^goes to \/(login|no-access)/.test(error.message) ? 'refused' : 'shown';
  }
}

describe('who may open which page', () => {
  it('is in the table for every page, and the table has no others', () => {
    expect(files).toEqual(Object.keys(PAGE_ACCESS).sort());
  });

  it.each(files)('%s', async (file) => {
    const shown: Visitor[] = [];
    for (const visitor of VISITORS) if ((await open(file, visitor)) === 'shown') shown.push(visitor);
    expect(shown).toEqual(VISITORS.filter((visitor) => PAGE_ACCESS[file]?.includes(visitor)));
  });

  it('has an answer for the frame around them too', async () => {
    const { default: AdminLayout } = await import('@/app/(admin)/admin/layout');
    const draw = async (visitor: Visitor) => {
      request.headers = new Headers({ cookie: cookies.get(visitor) ?? '', 'x-path': '/admin/screens' });
      await AdminLayout({ children: null });
    };
    await draw('admin');
    await expect(draw('manager with pay')).rejects.toThrow('goes to /no-access');
    await expect(draw('nobody')).rejects.toThrow('goes to /login?next=%2Fadmin%2Fscreens');
  });
});
