import { type FieldProblem, ValidationError } from './http-reply';
import { daysBetween, isDay } from './zone';

type IntLimits = { min?: number; max?: number };

/**
 * Reads query parameters the way Connecteam does: arrays by repeating the key, so that a comma-joined string
 * is one value that matches nothing. Problems are collected; {@link Query.check} throws them together.
 */
export class Query {
  readonly #params: URLSearchParams;
  readonly #problems: FieldProblem[] = [];

  constructor(params: URLSearchParams) {
    this.#params = params;
  }

  /** @throws ValidationError when any parameter read so far is bad */
  check(): void {
    if (this.#problems.length > 0) throw new ValidationError('query', this.#problems);
  }

  int(name: string, limits: IntLimits & { fallback: number }): number;
  int(name: string, limits?: IntLimits): number | null;
  int(name: string, limits: IntLimits & { fallback?: number } = {}): number | null {
    const text = this.#params.get(name);
    if (text === null) return limits.fallback ?? null;
    return this.#parseInt(name, text, limits);
  }

  requiredInt(name: string, limits: IntLimits = {}): number {
    const text = this.#params.get(name);
    if (text === null) this.#missing(name);
    return text === null ? 0 : this.#parseInt(name, text, limits);
  }

  /** null when the parameter is left out. */
  ints(name: string, limits: IntLimits = {}): Set<number> | null {
    const texts = this.#params.getAll(name);
    if (texts.length === 0) return null;
    return new Set(texts.map((text, index) => this.#parseInt(`${name}.${index}`, text, limits)));
  }

  /** null when the parameter is left out. */
  strings(name: string): Set<string> | null {
    const texts = this.#params.getAll(name);
    return texts.length === 0 ? null : new Set(texts);
  }

  bool(name: string): boolean | null {
    const text = this.#params.get(name)?.toLowerCase();
    if (text === undefined) return null;
    if (text === 'true' || text === '1') return true;
    if (text === 'false' || text === '0') return false;
    this.#problem(name, 'value could not be parsed to a boolean', 'type_error.bool');
    return null;
  }

  choice<const T extends string>(name: string, allowed: readonly T[]): T | null {
    const text = this.#params.get(name);
    if (text === null) return null;
    const choice = allowed.find((candidate) => candidate === text);
    if (choice !== undefined) return choice;
    const permitted = allowed.map((candidate) => `'${candidate}'`).join(', ');
    this.#problem(name, `value is not a valid enumeration member; permitted: ${permitted}`, 'type_error.enum');
    return null;
  }

  page(maxLimit: number, defaultLimit = 10): { limit: number; offset: number } {
    return {
      limit: this.int('limit', { min: 1, max: maxLimit, fallback: defaultLimit }),
      offset: this.int('offset', { min: 0, fallback: 0 }),
    };
  }

  /** Required `startDate` and `endDate`. @throws ValidationError at once when they are bad or span too much */
  dates(cap: { days: number; reading: 'difference' | 'inclusive_days' }): { startDate: string; endDate: string } {
    const startDate = this.#date('startDate');
    const endDate = this.#date('endDate');
    this.check();
    const difference = daysBetween(startDate, endDate);
    if (difference < 0) this.#root('End date must not be before start date');
    const counted = cap.reading === 'difference' ? difference : difference + 1;
    if (counted > cap.days) this.#root(`Date range cannot exceed ${cap.days} days`);
    this.check();
    return { startDate, endDate };
  }

  #date(name: string): string {
    const text = this.#params.get(name);
    if (text === null) this.#missing(name);
    else if (!isDay(text)) this.#problem(name, 'invalid date format', 'value_error.date');
    return text ?? '';
  }

  #parseInt(name: string, text: string, { min, max }: IntLimits): number {
    const value = Number(text);
    if (!/^[+-]?\d+$/.test(text) || !Number.isSafeInteger(value)) {
      this.#problem(name, 'value is not a valid integer', 'type_error.integer');
      return 0;
    }
    if (min !== undefined && value < min) {
      this.#problem(name, `ensure this value is greater than or equal to ${min}`, 'value_error.number.not_ge');
    }
    if (max !== undefined && value > max) {
      this.#problem(name, `ensure this value is less than or equal to ${max}`, 'value_error.number.not_le');
    }
    return value;
  }

  #missing(name: string): void {
    this.#problem(name, 'field required', 'value_error.missing');
  }

  #root(message: string): void {
    this.#problems.push({ key: '__root__', message, type: 'value_error' });
  }

  #problem(name: string, message: string, type: string): void {
    const snakeCase = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    this.#problems.push({ key: `query.${snakeCase}`, message, type });
  }
}

/** One page of rows and the position after it (connecteam-api.md 6). */
export function pageOf<T>(rows: T[], page: { limit: number; offset: number }): { rows: T[]; offset: number } {
  const slice = rows.slice(page.offset, page.offset + page.limit);
  return { rows: slice, offset: page.offset + slice.length };
}
