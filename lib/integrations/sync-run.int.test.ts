import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { inTransaction } from '@/lib/db/client';
import { syncRuns } from '@/lib/db/schema/runs';
import { getLogger } from '@/lib/platform/log/log';
import { createTestSite, openTestDatabase } from '@/test/database';
import { getLastWatermark, runAsSync, type SyncOutcome, SyncRunLostError } from './sync-run';

const db = openTestDatabase();
const NOW = 1_790_000_000;

async function setUp() {
  const site = await createTestSite(db);
  const time = { now: NOW };
  const deps = {
    db,
    clock: { now: () => time.now },
    log: getLogger(),
    sleep: async (millis: number) => {
      time.now += millis / 1000;
    },
  };
  const spec = { siteId: site.id, source: 'test', syncType: 'sync-test', lockKey: 'test', waitSeconds: 0 };
  const rows = () => db.select().from(syncRuns).where(eq(syncRuns.siteId, site.id)).orderBy(syncRuns.id);
  return { site, time, deps, spec, rows };
}

const done: SyncOutcome = { status: 'success', counts: { rows: 3 }, records: 3, watermark: 'w1', details: { more: 1 } };

describe('a run of a source', () => {
  it('is written down with its counts, its watermark and without its lock', async () => {
    const { site, time, deps, spec, rows } = await setUp();
    const result = await runAsSync(deps, spec, async (run) => {
      expect(await rows()).toMatchObject([{ id: run.id, status: 'running', lockKey: 'test', startedAt: NOW }]);
      time.now += 7;
      return done;
    });
    expect(result).toEqual({ status: 'success', counts: { rows: 3 } });
    expect(await rows()).toMatchObject([
      {
        status: 'success',
        lockKey: null,
        finishedAt: NOW + 7,
        records: 3,
        watermark: 'w1',
        details: { counts: { rows: 3 }, more: 1 },
      },
    ]);
    expect(await getLastWatermark(db, site.id, 'sync-test')).toBe('w1');
  });

  it('keeps the watermark of the last success when a later run is partial or fails', async () => {
    const { site, deps, spec, rows } = await setUp();
    await runAsSync(deps, spec, async () => done);
    await runAsSync(deps, spec, async () => ({ ...done, status: 'partial', watermark: 'w2', reason: 'half' }));
    const failing = runAsSync(deps, spec, async () => {
      throw new Error('broken');
    });
    await expect(failing).rejects.toThrow('broken');
    expect((await rows()).map((row) => [row.status, row.watermark])).toEqual([
      ['success', 'w1'],
      ['partial', null],
      ['failed', null],
    ]);
    expect((await rows())[2]).toMatchObject({ lockKey: null, details: { reason: 'broken' } });
    expect(await getLastWatermark(db, site.id, 'sync-test')).toBe('w1');
  });

  it('waits for a living run, then says so', async () => {
    const { time, deps, spec, rows } = await setUp();
    await runAsSync(deps, spec, async () => {
      const began = time.now;
      // The holder's heartbeat goes on while the other one waits.
      const beating = {
        ...deps,
        sleep: async (millis: number) => {
          await deps.sleep(millis);
          await db.update(syncRuns).set({ heartbeatAt: time.now }).where(eq(syncRuns.siteId, spec.siteId));
        },
      };
      const other = await runAsSync(beating, { ...spec, waitSeconds: 60 }, async () => done);
      expect(other).toMatchObject({ status: 'failed', reason: expect.stringContaining('Another run (sync-test)') });
      expect(time.now - began).toBe(60);
      return done;
    });
    expect(await rows()).toHaveLength(1);
  });

  it('does not wait for runs with another lock or of another site', async () => {
    const { deps, spec } = await setUp();
    const elsewhere = await setUp();
    const inner = await runAsSync(deps, spec, async () => {
      expect(await runAsSync(deps, { ...spec, lockKey: 'other' }, async () => done)).toMatchObject({
        status: 'success',
      });
      expect(await runAsSync(elsewhere.deps, elsewhere.spec, async () => done)).toMatchObject({ status: 'success' });
      return done;
    });
    expect(inner.status).toBe('success');
  });

  it('takes the place of a holder that gave no sign of life, which can then write nothing more', async () => {
    const { time, deps, spec, rows } = await setUp();
    const late = runAsSync(deps, spec, async (run) => {
      time.now += 31;
      expect(await runAsSync(deps, spec, async () => done)).toMatchObject({ status: 'success' });
      await inTransaction(db, (tx) => run.hold(tx));
      return done;
    });
    await expect(late).rejects.toThrow(SyncRunLostError);
    expect(await rows()).toMatchObject([
      { status: 'failed', lockKey: null, details: { reason: expect.stringContaining('ended in the middle') } },
      { status: 'success' },
    ]);
  });

  it('is still alive 30 seconds after its last sign of life', async () => {
    const { time, deps, spec } = await setUp();
    await runAsSync(deps, spec, async () => {
      time.now += 30;
      expect(await runAsSync(deps, spec, async () => done)).toMatchObject({ status: 'failed' });
      return done;
    });
  });
});
