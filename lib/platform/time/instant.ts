/**
 * Instants are whole seconds since 1970-01-01T00:00:00Z everywhere in the code (domain.md 2).
 * They become text only at the borders: SQL `datetime`, ISO 8601 in JSON.
 */
export type EpochSeconds = number;

/** A business or calendar day as `YYYY-MM-DD`. */
export type IsoDay = string;

/** Cuts the fraction of a second off, also before 1970 (domain.md 2: incoming fractions are cut off). */
export function epochSecondsFromMillis(millis: number): EpochSeconds {
  return Math.floor(millis / 1000);
}

/** `2026-11-01T05:00:00Z` */
export function toIsoInstant(instant: EpochSeconds): string {
  return new Date(instant * 1000).toISOString().replace('.000Z', 'Z');
}

/** Like {@link toIsoInstant}, null stays null. */
export function toIsoInstantOrNull(instant: EpochSeconds | null): string | null {
  return instant === null ? null : toIsoInstant(instant);
}

/** `2026-11-01 05:00:00`, the text of a UTC `datetime` column. */
export function toSqlInstant(instant: EpochSeconds): string {
  return new Date(instant * 1000).toISOString().slice(0, 19).replace('T', ' ');
}

/** Reads the text of a UTC `datetime` column (`2026-11-01 05:00:00`, a fraction is cut off). Throws RangeError on anything else. */
export function fromSqlInstant(text: string): EpochSeconds {
  const millis = Date.parse(`${text.slice(0, 19).replace(' ', 'T')}Z`);
  if (Number.isNaN(millis)) throw new RangeError(`Not a UTC datetime: ${JSON.stringify(text)}`);
  return epochSecondsFromMillis(millis);
}

/** Reads an ISO 8601 instant with zone or offset. Throws RangeError on anything else. */
export function fromIsoInstant(text: string): EpochSeconds {
  const millis = Date.parse(text);
  if (!/(Z|[+-]\d\d:?\d\d)$/i.test(text) || Number.isNaN(millis)) {
    throw new RangeError(`Not an ISO 8601 instant with a zone: ${JSON.stringify(text)}`);
  }
  return epochSecondsFromMillis(millis);
}
