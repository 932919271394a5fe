import { sql } from 'drizzle-orm';
import * as z from 'zod';
import { describeError, errorChain } from '../platform/errors/errors';
import { getLogger } from '../platform/log/log';
import { monotonicMillis } from '../platform/time/clock';
import type { Database } from './client';

/** Beyond this the primary is read (operations.md, Database). */
const MAX_LAG_SECONDS = 5;
const CHECK_EVERY_MILLIS = 2_000;
/** What was found out is believed this long; with nobody reading nobody looks, and the next read goes to the primary. */
const BELIEVED_MILLIS = 4_000;

/** MySQL and MariaDB name the columns differently, and so did MySQL before 8.0.22. */
const statusRow = z.record(z.string(), z.unknown()).transform((row) =>
  statusValues.parse({
    lagSeconds: row.Seconds_Behind_Source ?? row.Seconds_Behind_Master ?? null,
    receives: row.Replica_IO_Running ?? row.Slave_IO_Running,
    applies: row.Replica_SQL_Running ?? row.Slave_SQL_Running,
  }),
);
const statusValues = z.object({ lagSeconds: z.coerce.number().nullable(), receives: z.string(), applies: z.string() });

/** Why nothing is read from the replica, or how far behind it is. */
export type ReplicaFinding = { isUsable: boolean; lagSeconds: number | null; reason: string | null };

/**
 * Whether a replica may be read. Looks in the background, at most every two seconds and only while somebody reads; nobody
 * waits for it. Until it is known to be good, it is not used.
 */
export class ReplicaState {
  readonly #probe: Database;
  #finding: ReplicaFinding = { isUsable: false, lagSeconds: null, reason: 'not looked at yet' };
  #checkedAt = Number.NEGATIVE_INFINITY;
  #startedAt = Number.NEGATIVE_INFINITY;
  #checking: Promise<void> | undefined;
  #statement = sql`SHOW REPLICA STATUS`;

  /** `probe`: a connection of its own with short limits, so that a busy or hanging replica shows up. */
  constructor(probe: Database) {
    this.#probe = probe;
  }

  /** Answers at once. */
  isUsable(): boolean {
    const now = monotonicMillis();
    if (now - this.#startedAt >= CHECK_EVERY_MILLIS) this.check();
    return this.#finding.isUsable && now - this.#checkedAt <= BELIEVED_MILLIS;
  }

  /** What the last look found. */
  get finding(): ReplicaFinding {
    return this.#finding;
  }

  /** To be told when a statement found it gone: it is not used until a look finds it good again. */
  isLost(error: unknown): void {
    this.#learn({ isUsable: false, lagSeconds: null, reason: describeError(error) });
  }

  /** Looks now; one look at a time. Never throws. */
  check(): Promise<void> {
    this.#startedAt = monotonicMillis();
    this.#checking ??= this.#look()
      .then(
        (finding) => this.#learn(finding),
        (error: unknown) => this.isLost(error),
      )
      .finally(() => {
        this.#checking = undefined;
      });
    return this.#checking;
  }

  /** Looks now, for those who watch. Throws why when it is not known, e.g. because its replication does not run. */
  async currentLagSeconds(): Promise<number> {
    await this.check();
    const { lagSeconds, reason } = this.#finding;
    if (lagSeconds === null) throw new Error(`the lag of the replica is not known: ${reason}`);
    return lagSeconds;
  }

  async #look(): Promise<ReplicaFinding> {
    const rows = await this.#readStatus();
    if (rows.length === 0) {
      return { isUsable: false, lagSeconds: null, reason: 'the server of DATABASE_REPLICA_URL replicates nothing' };
    }
    // With several sources the worst one counts.
    const broken = rows.find((row) => row.receives !== 'Yes' || row.applies !== 'Yes' || row.lagSeconds === null);
    if (broken !== undefined) return { isUsable: false, lagSeconds: null, reason: 'its replication does not run' };
    const lagSeconds = Math.max(...rows.map((row) => row.lagSeconds ?? 0));
    const isUsable = lagSeconds <= MAX_LAG_SECONDS;
    return { isUsable, lagSeconds, reason: isUsable ? null : `it is ${lagSeconds} s behind` };
  }

  async #readStatus(): Promise<z.infer<typeof statusRow>[]> {
    try {
      const [rows] = await this.#probe.execute(this.#statement);
      return z.array(statusRow).parse(rows);
    } catch (error) {
      if (!isUnknownStatement(error)) throw error;
      this.#statement = sql`SHOW SLAVE STATUS`;
      const [rows] = await this.#probe.execute(this.#statement);
      return z.array(statusRow).parse(rows);
    }
  }

  #learn(finding: ReplicaFinding): void {
    if (finding.isUsable !== this.#finding.isUsable || finding.reason !== this.#finding.reason) {
      if (finding.isUsable) getLogger().info('reading from the replica');
      else getLogger().warn({ reason: finding.reason }, 'reading from the primary instead of the replica');
    }
    this.#finding = finding;
    this.#checkedAt = monotonicMillis();
  }
}

/** Servers before MySQL 8.0.22 and MariaDB 10.5 know the statement under its old name only. */
function isUnknownStatement(error: unknown): boolean {
  for (const link of errorChain(error)) {
    if (link !== null && typeof link === 'object' && 'code' in link && link.code === 'ER_PARSE_ERROR') return true;
  }
  return false;
}
