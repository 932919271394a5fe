import { AppError } from '../errors/errors';
import { processWide } from '../process/process-wide';

export type ConnectionLimitOptions = { ofProcess: number; ofSubject: number };

/** Many screens may share a key. */
const LIMITS: ConnectionLimitOptions = { ofProcess: 2_000, ofSubject: 1_000 };
const RETRY_AFTER_SECONDS = 15;

/** Counts the live connections that a process holds open, in all and of each subject (a key, a person, an address). */
export class ConnectionLimits {
  readonly #options: ConnectionLimitOptions;
  readonly #ofSubject = new Map<string, number>();
  #count = 0;

  constructor(options: ConnectionLimitOptions) {
    this.#options = options;
  }

  get count(): number {
    return this.#count;
  }

  /**
   * Takes a place; the returned function gives it back, once however often it is called. Throws UNAVAILABLE when the
   * process is full, RATE_LIMITED when the subject has too many, both with a time to try again.
   */
  take(subject: string): () => void {
    const own = this.#ofSubject.get(subject) ?? 0;
    if (own >= this.#options.ofSubject) {
      throw new AppError('RATE_LIMITED', `You have ${own} live connections open, which is the limit. Close some.`, {
        retryAfterSeconds: RETRY_AFTER_SECONDS,
      });
    }
    if (this.#count >= this.#options.ofProcess) {
      throw new AppError(
        'UNAVAILABLE',
        'This server has no room for further live connections. Try again in a moment.',
        {
          retryAfterSeconds: RETRY_AFTER_SECONDS,
        },
      );
    }
    this.#count += 1;
    this.#ofSubject.set(subject, own + 1);
    let isTaken = true;
    return () => {
      if (!isTaken) return;
      isTaken = false;
      this.#count -= 1;
      const left = (this.#ofSubject.get(subject) ?? 1) - 1;
      if (left > 0) this.#ofSubject.set(subject, left);
      else this.#ofSubject.delete(subject);
    };
  }
}

/** The process's live connections. */
export function liveConnections(): ConnectionLimits {
  return processWide('live-connections', () => new ConnectionLimits(LIMITS));
}
