import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { closeDatabases } from '../lib/db/handles';
import { activityLogs } from '../lib/db/schema/activity-logs';
import type { Site } from '../lib/domain/sites/schema';
import { authenticateApiKey } from '../lib/platform/auth/api-keys';
import { closeWakeQueue } from '../lib/platform/queue/wake';
import { closeRedisConnections } from '../lib/platform/redis/redis';
import { currentInstant } from '../lib/platform/time/clock';
import { createTestSite, openTestDatabase } from '../test/database';
import { main as apiKey } from './api-key';
import { main as importFile } from './import';

const database = openTestDatabase();
let folder: string;
let site: Site;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-import-'));
});
beforeEach(async () => {
  site = await createTestSite(database);
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await closeWakeQueue();
  closeRedisConnections();
  await closeDatabases();
});

/** What a command printed, and the message it failed with. */
async function run(command: (args: string[]) => Promise<void>, args: string[]) {
  const lines: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((line: unknown) => lines.push(String(line)));
  try {
    await command(args);
    return { lines, failure: null };
  } catch (error) {
    return { lines, failure: error instanceof Error ? error.message : String(error) };
  } finally {
    log.mockRestore();
  }
}

async function importText(text: string | Uint8Array) {
  const file = join(folder, `${site.code}.csv`);
  await writeFile(file, text);
  return run(importFile, ['activities', file, '--site', site.code]);
}
const stored = () => database.select().from(activityLogs).where(eq(activityLogs.siteId, site.id));

const HEADER = 'reference_id,user_email,activity_type,items_count,window_start,window_end';
const line = (reference: string, items: number | string = 5) =>
  `${reference},mara@example.com,Picking,${items},2026-03-09T14:00:00Z,2026-03-09T14:10:00Z`;

describe('import activities', () => {
  it('stores a file once, whatever the spelling of its header', async () => {
    const text = `\ufeff${HEADER}\r\n${line('r-1')}\r\n\r\n"r,2",mara@example.com,Picking, 7 ,2026-03-09T14:00:00Z,2026-03-09T14:10:00Z\r\n`;
    expect(await importText(text)).toEqual({
      lines: ['2 accepted, 0 updated, 0 duplicates, 0 rejected'],
      failure: null,
    });
    const camel = text.replace(HEADER, 'referenceId,userEmail,activityType,itemsCount,windowStart,windowEnd');
    expect((await importText(camel)).lines).toEqual(['0 accepted, 0 updated, 2 duplicates, 0 rejected']);
    expect((await stored()).map((row) => [row.source, row.referenceId, row.itemsCount]).sort()).toEqual([
      ['csv', 'r,2', 7],
      ['csv', 'r-1', 5],
    ]);
  });

  it('says which lines it refused and why, stores the others and fails', async () => {
    const text = [HEADER, line('r-1'), line('r-2', 'many'), line('r-3', 99_999), 'r-4,mara@example.com', line('r-5')];
    const { lines, failure } = await importText(`${text.join('\n')}\n`);
    expect(lines).toEqual([
      expect.stringMatching(/^line 3: invalid: itemsCount/),
      expect.stringMatching(/^line 4: items_out_of_range: /),
      expect.stringMatching(/^line 5: fields: /),
      '2 accepted, 0 updated, 0 duplicates, 3 rejected',
    ]);
    expect(failure).toContain('3 lines');
    expect(await stored()).toHaveLength(2);
  });

  it('stops at broken quotes, and says so', async () => {
    const { lines, failure } = await importText(
      `${HEADER}\n${line('r-1')}\n${line('r-2')},more\n"r-3"x,y\n${line('r-4')}\n`,
    );
    expect(lines).toEqual([
      expect.stringMatching(/^line 3: fields: /),
      expect.stringMatching(/^line 4: not CSV .* nothing was read/),
      '1 accepted, 0 updated, 0 duplicates, 2 rejected',
    ]);
    expect(failure).not.toBeNull();
  });

  it('stores more than one batch', async () => {
    const text = [HEADER, ...Array.from({ length: 2_500 }, (_, index) => line(`r-${index}`)), line('late', -1)];
    const { lines } = await importText(text.join('\n'));
    expect(lines).toEqual([
      expect.stringMatching(/^line 2502: items_out_of_range/),
      '2500 accepted, 0 updated, 0 duplicates, 1 rejected',
    ]);
  });

  it.each([
    ['a missing column', 'reference_id,user_email\n1,2\n', 'lacks activityType, itemsCount, windowStart, windowEnd'],
    [
      'nobody to credit',
      `${HEADER.replace('user_email', 'who')}\n${line('r-1')}\n`,
      'one of userEmail, userName, externalId',
    ],
    ['a column twice', `${HEADER},userEmail\n${line('r-1')},x\n`, 'userEmail twice'],
  ])('refuses a file with %s', async (_, text, message) => {
    expect((await importText(text)).failure).toContain(message);
    expect(await stored()).toEqual([]);
  });

  it('says how it is used, and when there is no such file', async () => {
    expect((await run(importFile, ['clock-times', 'x.csv'])).failure).toContain('Usage');
    expect((await run(importFile, ['activities', 'x.csv', '--what'])).failure).toContain('Usage');
    expect((await run(importFile, ['activities', join(folder, 'nothing.csv')])).failure).toContain('cannot be read');
  });
});

describe('api-key create', () => {
  it('prints a working key alone on the last line', async () => {
    const { lines, failure } = await run(apiKey, ['create', 'Scanner 4', '--scope', 'ingest', '--site', site.code]);
    expect(failure).toBeNull();
    expect(await authenticateApiKey(database, lines.at(-1) ?? '', currentInstant())).toMatchObject({
      name: 'Scanner 4',
      siteId: site.id,
      scopes: ['ingest'],
    });
  });

  it('says how it is used without a name or with an unknown scope', async () => {
    for (const args of [
      ['create'],
      ['create', 'x'],
      ['create', 'x', '--scope', 'all'],
      ['revoke', 'x', '--scope', 'read'],
    ]) {
      expect((await run(apiKey, args)).failure).toContain('Usage');
    }
  });
});
