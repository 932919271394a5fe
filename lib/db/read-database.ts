import { drizzle } from 'drizzle-orm/mysql2';
import type { Pool, QueryOptions, QueryValues } from 'mysql2/promise';
import { type Database, openDatabase } from './client';
import { isDatabaseUnavailable } from './errors';
import { ReplicaState } from './replica-state';

/** A replica that does not answer at once is given up: the primary is there. */
const LIMITS = { connectTimeoutMillis: 1_000, acquireTimeoutMillis: 1_000, statementTimeoutMillis: 3_000 };
const PROBE_LIMITS = { connectTimeoutMillis: 1_000, acquireTimeoutMillis: 1_000, statementTimeoutMillis: 1_000 };

/** The replica for reading, as long as it is good for it. */
export type Replica = {
  /** Reads here; a statement that the replica cannot answer is asked of the primary, and nobody notices. */
  database: Database;
  state: ReplicaState;
  close(): Promise<void>;
};

export function openReplica(options: { url: string; poolSize: number; primary: () => Database }): Replica {
  const replica = openDatabase({ url: options.url, poolSize: options.poolSize, ...LIMITS });
  const probe = openDatabase({ url: options.url, poolSize: 1, ...PROBE_LIMITS });
  const state = new ReplicaState(probe);
  const client = fallingBack(replica.$client, () => options.primary().$client, state);
  return {
    database: Object.assign(drizzle({ client }), { close: replica.close, poolState: replica.poolState }),
    state,
    close: async () => {
      await Promise.all([replica.close(), probe.close()]);
    },
  };
}

/** Single statements only: whoever takes a connection for a transaction gets one of the primary. */
function fallingBack(replica: Pool, primary: () => Pool, state: ReplicaState): Pool {
  return new Proxy(replica, {
    get(target, property) {
      if (property === 'getConnection') return () => primary().getConnection();
      if (property === 'query') {
        return async (statement: QueryOptions & string, values?: QueryValues) => {
          if (!state.isUsable()) return primary().query(statement, values);
          try {
            return await target.query(statement, values);
          } catch (error) {
            if (!isDatabaseUnavailable(error)) throw error;
            state.isLost(error);
            return primary().query(statement, values);
          }
        };
      }
      const value: unknown = Reflect.get(target, property);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
