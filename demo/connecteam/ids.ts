import { createHash } from 'node:crypto';

/** Ids in the live formats (connecteam-api.md 1), the same ones in every run with the same seed. */
export class IdSource {
  readonly #seed: string;
  #users = 0;
  #small = 0;
  #opaque = 0;

  constructor(seed: string) {
    this.#seed = seed;
  }

  /** Ascending; the first three have 7 digits, the next 8, so that numeric and textual order differ. */
  userId(): number {
    this.#users += 1;
    return 9_999_910 + 29 * this.#users;
  }

  /** A small positive integer: time clocks, custom fields, groups, schedulers, webhooks. */
  smallId(): number {
    this.#small += 1;
    return 300_000 + 11 * this.#small;
  }

  /** 24 lower-case hex characters. */
  activityId(): string {
    return this.#hash().slice(0, 24);
  }

  uuid(): string {
    const hex = this.#hash();
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  }

  #hash(): string {
    this.#opaque += 1;
    return createHash('sha256').update(`${this.#seed}:${this.#opaque}`).digest('hex');
  }
}
