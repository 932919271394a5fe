import * as z from 'zod';
import { htmlReply, type Reply } from './http-reply';

/** What goes wrong instead of, or on top of, the right answer (connecteam-api.md 9, fact 43 and 1). */
export const faultEffectSchema = z.discriminatedUnion('kind', [
  /** A gateway's HTML page, without rate headers. */
  z.object({ kind: z.literal('status'), status: z.int().min(400).max(599) }),
  /** Takes the request and never answers. */
  z.object({ kind: z.literal('timeout') }),
  /** Sends half of the body at once and the rest after so many milliseconds. */
  z.object({ kind: z.literal('slow_body'), delayMs: z.int().min(1) }),
  /** 200 with JSON that breaks off. */
  z.object({ kind: z.literal('truncated_json') }),
  /** RST instead of an answer, as a broken TLS connection shows it. */
  z.object({ kind: z.literal('connection_reset') }),
  /** 200 with `"data": {}`. */
  z.object({ kind: z.literal('empty_data') }),
  /** 200 with the right keys and empty lists. */
  z.object({ kind: z.literal('empty_lists') }),
  /** 200 that lists the people of time-activities without any row of theirs. */
  z.object({ kind: z.literal('empty_people') }),
  /** 302 to an HTML page. */
  z.object({ kind: z.literal('redirect') }),
]);

export type FaultEffect = z.infer<typeof faultEffectSchema>;

/** `path` is a RegExp or a text in which `*` stands for anything; left out it matches every request. */
export type RequestMatch = { path?: string | RegExp; method?: string; after?: number; times?: number };

/** A fault waiting for its requests: it lets `after` of them pass and then hits `times` (default 1). */
export type Fault = RequestMatch & { effect: FaultEffect };

export class MatchCounter {
  readonly #match: RequestMatch;
  #passed = 0;
  #hits = 0;

  constructor(match: RequestMatch) {
    this.#match = match;
  }

  get isSpent(): boolean {
    return this.#hits >= (this.#match.times ?? 1);
  }

  get remaining(): number {
    return (this.#match.times ?? 1) - this.#hits;
  }

  /** Counts the request and tells whether it is to be hit. */
  hits(method: string, path: string): boolean {
    if (this.isSpent || !matchesRequest(this.#match, method, path)) return false;
    if (this.#passed < (this.#match.after ?? 0)) {
      this.#passed += 1;
      return false;
    }
    this.#hits += 1;
    return true;
  }
}

function matchesRequest(match: RequestMatch, method: string, path: string): boolean {
  if (match.method !== undefined && match.method.toUpperCase() !== method) return false;
  if (match.path === undefined) return true;
  if (match.path instanceof RegExp)
    return new RegExp(match.path.source, match.path.flags.replace(/[gy]/g, '')).test(path);
  const pattern = match.path.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${pattern.join('.*')}$`).test(path);
}

/** The marketing site's page, where unknown paths end. */
export function marketingRedirect(baseUrl: string): Reply {
  return htmlReply(302, 'Found', { location: `${baseUrl}/` });
}

/** The answer that replaces the right one, or null when the right one is only damaged on its way. */
export function replacementReply(effect: FaultEffect, baseUrl: string): Reply | null {
  if (effect.kind === 'redirect') return marketingRedirect(baseUrl);
  if (effect.kind !== 'status') return null;
  const titles: Record<number, string> = {
    500: '500 Internal Server Error',
    502: '502 Bad Gateway',
    503: '503 Service Temporarily Unavailable',
  };
  return htmlReply(effect.status, titles[effect.status] ?? String(effect.status));
}

/** Damages a right answer; effects that are not about the body leave it as it is. */
export function damagedReply(effect: FaultEffect, reply: Reply): Reply {
  if (effect.kind === 'truncated_json')
    return { ...reply, body: reply.body.slice(0, Math.floor(reply.body.length / 2)) };
  if (effect.kind !== 'empty_data' && effect.kind !== 'empty_lists' && effect.kind !== 'empty_people') return reply;
  const envelope: unknown = JSON.parse(reply.body);
  if (!isRecord(envelope) || !isRecord(envelope.data)) return reply;
  const entries = Object.entries(envelope.data);
  let data: Record<string, unknown> = {};
  if (effect.kind === 'empty_lists') data = Object.fromEntries(entries.map(([key, value]) => [key, emptied(value)]));
  if (effect.kind === 'empty_people') {
    data = Object.fromEntries(
      entries.map(([key, value]) => [key, Array.isArray(value) ? value.map(emptiedRow) : value]),
    );
  }
  return { ...reply, body: JSON.stringify({ ...envelope, data }) };
}

function emptied(value: unknown): unknown {
  return Array.isArray(value) ? [] : value;
}

function emptiedRow(row: unknown): unknown {
  if (!isRecord(row)) return row;
  return Object.fromEntries(Object.entries(row).map(([key, value]) => [key, emptied(value)]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
