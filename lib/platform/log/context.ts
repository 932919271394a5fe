import { AsyncLocalStorage } from 'node:async_hooks';

/** What is being worked on: ends up in every log line and, as a comment, in every SQL statement. */
export type WorkContext = {
  /** Route or job, e.g. `GET /api/dashboard/leaderboard` or `job:sync-clock-times`. */
  tag: string;
  requestId?: string;
  jobId?: string;
  site?: string;
};

const storage = new AsyncLocalStorage<WorkContext>();

/** Runs `work` so that its log lines and SQL statements carry `context`. */
export function withWorkContext<T>(context: WorkContext, work: () => T): T {
  return storage.run(context, work);
}

/** The context of the running work, if any. */
export function currentWorkContext(): WorkContext | undefined {
  return storage.getStore();
}
