import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@/lib/db/client';
import { migrateDatabase } from '@/lib/db/migrate';
import { type PrivateServer, startMariadb, startRedis } from '../../../scripts/lib/private-servers';
import { isAlive, waitUntil } from '../../../scripts/lib/processes';
import { suspend } from '../../suspend';

/** A server of a test's own that can be lost, hung and brought back under the same address. */
export class BreakableServer {
  readonly url: string;
  readonly #start: (port: number) => Promise<PrivateServer>;
  #server: PrivateServer;

  private constructor(server: PrivateServer, start: (port: number) => Promise<PrivateServer>) {
    this.#server = server;
    this.#start = start;
    this.url = server.url;
  }

  static async mariadb(dir: string): Promise<BreakableServer> {
    const start = (port?: number) => startMariadb({ dir, port, fast: true });
    return new BreakableServer(await start(), start);
  }

  static async redis(dir: string): Promise<BreakableServer> {
    const start = (port?: number) => startRedis({ dir, port });
    return new BreakableServer(await start(), start);
  }

  /** As when its machine loses power. */
  async kill(): Promise<void> {
    process.kill(this.#server.pid, 'SIGKILL');
    await waitUntil(() => !isAlive(this.#server.pid), 60_000, 'the server to be gone');
  }

  /** Takes connections and answers nothing. */
  async hang(): Promise<void> {
    await suspend(this.#server.pid);
  }

  goOn(): void {
    process.kill(this.#server.pid, 'SIGCONT');
  }

  /** The same data under the same address. */
  async startAgain(): Promise<void> {
    this.#server = await this.#start(this.#server.port);
  }

  /** Whatever happened to it, it works afterwards. */
  async mend(): Promise<void> {
    if (isAlive(this.#server.pid)) this.goOn();
    else await this.startAgain();
  }

  async stop(): Promise<void> {
    if (!isAlive(this.#server.pid)) return;
    this.goOn();
    await this.#server.stop();
  }
}

export type Servers = { database: BreakableServer; redis: BreakableServer; stop(): Promise<void> };

/** A migrated database and a Redis that belong to the calling test file alone. */
export async function startServers(): Promise<Servers> {
  const dir = mkdtempSync(join(tmpdir(), 'hub-faults-'));
  const [database, redis] = await Promise.all([
    BreakableServer.mariadb(join(dir, 'database')),
    BreakableServer.redis(join(dir, 'redis')),
  ]);
  const pool = openDatabase({ url: database.url, poolSize: 1 });
  await migrateDatabase(pool);
  await pool.close();
  return {
    database,
    redis,
    stop: async () => {
      await Promise.all([database.stop(), redis.stop()]);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
