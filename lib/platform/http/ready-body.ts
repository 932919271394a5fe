import { createHash } from 'node:crypto';
import { processWide } from '@/lib/platform/process/process-wide';

/** A text as it is sent, with its tag. Compressing it is the web server's: it takes no compressed answers from a route. */
export type ReadyBody = { bytes: Uint8Array<ArrayBuffer>; etag: string };

export function readyBody(text: string): ReadyBody {
  const bytes = new TextEncoder().encode(text);
  return { bytes, etag: `W/"${createHash('sha1').update(bytes).digest('base64url')}"` };
}

const MAX_KEPT_CHARACTERS = 16_000_000;

type Kept = { bodies: Map<string, ReadyBody>; characters: number };

/**
 * The body of a text that will be asked for again, such as an answer in the cache: made once, kept as long as there is
 * room. The cache gives the same text each time, so finding it costs next to nothing.
 */
export function keptBody(text: string): ReadyBody {
  const kept = processWide<Kept>('ready-bodies', () => ({ bodies: new Map(), characters: 0 }));
  const known = kept.bodies.get(text);
  if (known !== undefined) return known;
  const body = readyBody(text);
  kept.bodies.set(text, body);
  kept.characters += text.length;
  for (const oldest of kept.bodies.keys()) {
    if (kept.characters <= MAX_KEPT_CHARACTERS) break;
    kept.bodies.delete(oldest);
    kept.characters -= oldest.length;
  }
  return body;
}
