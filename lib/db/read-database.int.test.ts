import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type PrivateServer, startMariadb } from '@/scripts/lib/private-servers';
import { waitUntil } from '@/scripts/lib/processes';
import { eventually } from '@/test/eventually';
import { suspend } from '@/test/suspend';
import { type HubFacts, readHubFacts } from '../domain/health-check/read-facts';
import { Cache } from '../platform/cache/cache';
import { getLogger } from '../platform/log/log';
import { monotonicMillis } from '../platform/time/clock';
import { type Database, openDatabase } from './client';
import { openReplica, type Replica } from './read-database';
import { wantsFreshReads, withFreshReads } from './read-routing';
import { selectRows } from './rows';

/** A real primary and a real replica of it. Which of them answered shows in @@server_id. */

let folder: string;
let primaryServer: PrivateServer;
let replicaServer: PrivateServer;
let primary: Database;
let onReplica: Database;
let replica: Replica;

const PRIMARY_ID = 1;
const REPLICA_ID = 2;
const idRow = z.object({ id: z.coerce.number() });
const serverOf = async (db: Database) => (await selectRows(db, sql`SELECT @@server_id AS id`, idRow))[0]?.id;

function startReplicaServer(port?: number): Promise<PrivateServer> {
  const extraArgs = [`--server-id=${REPLICA_ID}`, '--innodb-buffer-pool-size=32M', '--relay-log=relay'];
  return startMariadb({ dir: join(folder, 'replica'), fast: true, port, extraArgs });
}

/** The state is believed for four seconds and looked at every two: whoever wants the newest asks for it. */
async function lookNow(): Promise<void> {
  await replica.state.check();
}

/** As the health of a hub with this replica sees it. */
function factsOfReplica(): Promise<HubFacts> {
  return readHubFacts({
    clock: { now: () => 1_800_000_000 },
    log: getLogger(),
    db: primary,
    replica: { state: replica.state, poolState: replica.database.poolState },
    redis: null,
    queue: null,
    cacheCounters: {},
    directory: '.',
  });
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hub-replica-'));
  const extraArgs = ['--log-bin=binlog', `--server-id=${PRIMARY_ID}`, '--innodb-buffer-pool-size=32M'];
  [primaryServer, replicaServer] = await Promise.all([
    startMariadb({ dir: join(folder, 'primary'), fast: true, extraArgs }),
    startReplicaServer(),
  ]);
  primary = openDatabase({ url: primaryServer.url, poolSize: 2 });
  onReplica = openDatabase({ url: replicaServer.url, poolSize: 1 });
  replica = openReplica({ url: replicaServer.url, poolSize: 2, primary: () => primary });
  const { username, password, port } = new URL(primaryServer.url);
  await primary.execute(sql`CREATE TABLE notes (text varchar(40) NOT NULL)`);
  await onReplica.execute(
    sql.raw(
      `CHANGE MASTER TO MASTER_HOST='127.0.0.1', MASTER_PORT=${port}, MASTER_USER='${username}',
       MASTER_PASSWORD='${password}', MASTER_USE_GTID=slave_pos, MASTER_CONNECT_RETRY=1`,
    ),
  );
  await onReplica.execute(sql`START SLAVE`);
});

afterAll(async () => {
  await Promise.all([primary.close(), onReplica.close(), replica.close()]);
  await Promise.all([primaryServer.stop(), replicaServer.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  await eventually(async () => {
    await lookNow();
    expect(replica.state.finding).toMatchObject({ isUsable: true, lagSeconds: 0 });
  });
});

describe('reading from a replica', () => {
  it('goes there while it keeps up', async () => {
    expect(await serverOf(replica.database)).toBe(REPLICA_ID);
  });

  it('tells those who watch the hub how it is', async () => {
    expect(await factsOfReplica()).toMatchObject({
      replica: { isKnown: true, value: { latencyMillis: expect.any(Number), lagSeconds: 0, isUsable: true } },
      replicaPool: { size: 2 },
    });
  });

  it('is not waited for: until somebody has looked, the primary answers', async () => {
    const fresh = openReplica({ url: replicaServer.url, poolSize: 1, primary: () => primary });
    try {
      expect(await serverOf(fresh.database)).toBe(PRIMARY_ID);
      await eventually(async () => expect(await serverOf(fresh.database)).toBe(REPLICA_ID));
    } finally {
      await fresh.close();
    }
  });

  it('takes transactions to the primary', async () => {
    const id = await replica.database.transaction(async (tx) => {
      const [row] = await selectRows(tx, sql`SELECT @@server_id AS id`, idRow);
      return row?.id;
    });
    expect(id).toBe(PRIMARY_ID);
  });

  it('goes to the primary while the replica is more than five seconds behind, and back when it has caught up', async () => {
    // The replica may not change the table while somebody holds it.
    const holder = openDatabase({ url: replicaServer.url, poolSize: 1 });
    try {
      const text = `behind ${monotonicMillis()}`;
      await holder.transaction(async (tx) => {
        await tx.execute(sql`SELECT COUNT(*) FROM notes FOR UPDATE`);
        await onReplica.execute(sql`SET GLOBAL innodb_lock_wait_timeout = 60`);
        await primary.execute(sql`INSERT INTO notes VALUES (${text})`);
        await waitUntil(
          async () => {
            await lookNow();
            return !replica.state.finding.isUsable;
          },
          60_000,
          'the replica to fall behind',
        );
        expect(await replica.state.currentLagSeconds()).toBeGreaterThan(5);
        expect((await factsOfReplica()).replica).toMatchObject({ value: { isUsable: false } });
        expect(await serverOf(replica.database)).toBe(PRIMARY_ID);
      });
      await eventually(async () => {
        await lookNow();
        expect(await serverOf(replica.database)).toBe(REPLICA_ID);
      });
      const rows = await selectRows(
        replica.database,
        sql`SELECT text FROM notes WHERE text = ${text}`,
        z.object({ text: z.string() }),
      );
      expect(rows).toHaveLength(1);
    } finally {
      await holder.close();
    }
  });

  it('goes to the primary when replication has stopped', async () => {
    await onReplica.execute(sql`STOP SLAVE`);
    try {
      await lookNow();
      expect(replica.state.finding).toMatchObject({ isUsable: false, reason: 'its replication does not run' });
      await expect(replica.state.currentLagSeconds()).rejects.toThrow('its replication does not run');
      expect((await factsOfReplica()).replica).toEqual({ isKnown: false, problem: 'cannot be reached' });
      expect(await serverOf(replica.database)).toBe(PRIMARY_ID);
    } finally {
      await onReplica.execute(sql`START SLAVE`);
    }
  });

  it('refuses a server that replicates nothing, however well it answers', async () => {
    const wrong = openReplica({ url: primaryServer.url, poolSize: 1, primary: () => primary });
    try {
      await wrong.state.check();
      expect(wrong.state.finding).toMatchObject({ isUsable: false, reason: expect.stringContaining('replicates') });
    } finally {
      await wrong.close();
    }
  });

  it('tells what is wrong with a statement as the replica does, without asking the primary', async () => {
    await expect(replica.database.execute(sql`SELECT nonsense FROM notes`)).rejects.toThrow();
    expect(replica.state.finding.isUsable).toBe(true);
  });

  it('is answered by the primary when the replica hangs, after a wait at first and at once afterwards', async () => {
    await suspend(replicaServer.pid);
    try {
      expect(await serverOf(replica.database)).toBe(PRIMARY_ID);
      const laterAt = monotonicMillis();
      expect(await serverOf(replica.database)).toBe(PRIMARY_ID);
      // The first wait is of three seconds.
      expect(monotonicMillis() - laterAt).toBeLessThan(2_500);
      const facts = await factsOfReplica();
      expect([facts.replica?.isKnown, facts.primary.isKnown]).toEqual([false, true]);
    } finally {
      process.kill(replicaServer.pid, 'SIGCONT');
    }
  });

  it('is answered by the primary, without an error, when the replica dies, and by the replica when it is back', async () => {
    const asked: Promise<number | undefined>[] = [];
    const stopped = replicaServer.stop();
    for (let index = 0; index < 50; index += 1) {
      asked.push(serverOf(replica.database));
      await Promise.race([asked.at(-1), stopped]);
    }
    await stopped;
    asked.push(...Array.from({ length: 10 }, () => serverOf(replica.database)));
    const servers = await Promise.all(asked);
    expect(servers.every((id) => id === PRIMARY_ID || id === REPLICA_ID)).toBe(true);
    expect(servers.at(-1)).toBe(PRIMARY_ID);
    replicaServer = await startReplicaServer(replicaServer.port);
    await eventually(async () => {
      await lookNow();
      expect(await serverOf(replica.database)).toBe(REPLICA_ID);
    });
  });
});

describe('a load of the cache', () => {
  const policy = { name: 'x', key: 'x', tags: ['t'], freshMillis: 60_000, aloneFreshMillis: 60_000 };

  it('reads from the primary for as long after a clearing as a replica may be behind', async () => {
    let now = 1_800_000_000;
    const cache = new Cache({ prefix: 'fresh', clock: { now: () => now } });
    const where = async () => (wantsFreshReads() ? 'primary' : 'anywhere');
    expect((await cache.load(policy, where)).data).toBe('anywhere');
    await cache.clear(['t']);
    expect((await cache.load(policy, where)).data).toBe('primary');
    now += 11;
    expect((await cache.load({ ...policy, key: 'y' }, where)).data).toBe('anywhere');
  });

  it('says so to everything it does', async () => {
    const seen = await withFreshReads(async () => {
      await Promise.resolve();
      return wantsFreshReads();
    });
    expect([seen, wantsFreshReads()]).toEqual([true, false]);
  });
});
