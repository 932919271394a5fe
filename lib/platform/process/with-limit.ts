/** What was waited for did not come in time. */
export class TimeLimitError extends Error {
  constructor(millis: number) {
    super(`no answer within ${millis} ms`);
    this.name = 'TimeLimitError';
  }
}

/**
 * Waits for `work` at most so long, then throws {@link TimeLimitError}: each part of a check has its own limit, so a
 * hanging one never hangs the whole.
 */
export async function withLimit<T>(work: Promise<T>, millis: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TimeLimitError(millis)), millis);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
