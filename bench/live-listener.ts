import { type ClientRequest, get } from 'node:http';
import type { LiveChannel } from '@/lib/domain/leaderboard/live-feed';
import { monotonicMillis } from '@/lib/platform/time/clock';

/** An event of a live channel as it arrived. `text` reads its data, which costs time for a whole board. */
export type Heard = { event: string; at: number; bytes: number; text(): string };

const SEPARATOR = Buffer.from('\n\n');
/** The name stands at the start. */
const HEAD_BYTES = 200;

/** Listens on a live channel as a browser does, with as little work as possible, since hundreds may listen in one process. */
export class LiveListener {
  readonly #request: ClientRequest;
  #error: Error | undefined;

  private constructor(request: ClientRequest) {
    this.#request = request;
  }

  /** Resolves when the snapshot has come. */
  static open(
    at: { address: string; headers: Record<string, string> },
    channel: LiveChannel,
    hear: (heard: Heard) => void,
  ): Promise<LiveListener> {
    return new Promise((resolve, reject) => {
      const url = `${at.address}/api/live?channel=${channel}`;
      const request = get(url, { agent: false, headers: at.headers }, (response) => {
        if (response.statusCode !== 200) {
          reject(new Error(`The live channel answered ${response.statusCode}.`));
          request.destroy();
          return;
        }
        let waiting: Buffer = Buffer.alloc(0);
        response.on('data', (chunk: Buffer) => {
          const heardAt = monotonicMillis();
          waiting = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk]);
          for (let end = waiting.indexOf(SEPARATOR); end >= 0; end = waiting.indexOf(SEPARATOR)) {
            const heard = parseEvent(waiting.subarray(0, end), heardAt);
            waiting = waiting.subarray(end + SEPARATOR.length);
            if (heard === null) continue;
            hear(heard);
            resolve(listener);
          }
        });
        response.on('close', () => {
          listener.#error ??= new Error('The live channel ended.');
          reject(listener.#error);
        });
      });
      const listener = new LiveListener(request);
      request.on('error', (error) => {
        listener.#error ??= error;
        reject(error);
      });
    });
  }

  /** Throws when the connection was lost meanwhile. */
  check(): void {
    if (this.#error !== undefined) throw this.#error;
  }

  stop(): void {
    this.#request.destroy();
  }
}

/** Null for what is not an event, such as the first line of a stream. */
function parseEvent(block: Buffer, at: number): Heard | null {
  const head = block.toString('latin1', 0, HEAD_BYTES);
  const event = /^event: (.*)$/m.exec(head)?.[1];
  if (event === undefined) return null;
  const dataAt = block.indexOf('\ndata: ') + '\ndata: '.length;
  return { event, at, bytes: block.length, text: () => block.toString('utf8', dataAt) };
}
