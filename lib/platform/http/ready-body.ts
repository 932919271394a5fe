import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { processWide } from '@/lib/platform/process/process-wide';

/** A text as it is sent: encoded, with its tag and, made when somebody takes it so, compressed. */
export class ReadyBody {
  readonly etag: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  #compressed: Promise<Uint8Array<ArrayBuffer>> | undefined;

  constructor(text: string) {
    this.bytes = new TextEncoder().encode(text);
    this.etag = weakEtag(this.bytes);
  }

  /** What is smaller is sent as it is: it fits into a packet anyway. */
  get isWorthCompressing(): boolean {
    return this.bytes.byteLength > MIN_COMPRESSED_BYTES;
  }

  compressed(): Promise<Uint8Array<ArrayBuffer>> {
    this.#compressed ??= compress(this.bytes).then((buffer) => new Uint8Array(buffer));
    return this.#compressed;
  }
}

const MIN_COMPRESSED_BYTES = 1_024;
const MAX_KEPT_CHARACTERS = 16_000_000;
const compress = promisify(gzip);

type Kept = { bodies: Map<string, ReadyBody>; characters: number };

/**
 * The body of a text that will be asked for again, such as an answer in the cache: made once, kept as long as there is
 * room. The cache gives the same text each time, so finding it costs next to nothing.
 */
export function keptBody(text: string): ReadyBody {
  const kept = processWide<Kept>('ready-bodies', () => ({ bodies: new Map(), characters: 0 }));
  const known = kept.bodies.get(text);
  if (known !== undefined) return known;
  const body = new ReadyBody(text);
  kept.bodies.set(text, body);
  kept.characters += text.length;
  for (const oldest of kept.bodies.keys()) {
    if (kept.characters <= MAX_KEPT_CHARACTERS) break;
    kept.bodies.delete(oldest);
    kept.characters -= oldest.length;
  }
  return body;
}

/** The weak tag of a body. */
function weakEtag(bytes: Uint8Array): string {
  return `W/"${createHash('sha1').update(bytes).digest('base64url')}"`;
}
