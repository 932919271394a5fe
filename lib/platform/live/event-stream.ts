import { randomBytes } from 'node:crypto';

/** One server-sent event: a name and its JSON text. */
export type LiveEvent = { id: string; event: string; data: string };

export type EventTopicOptions = {
  /** How many past events are kept for clients that come back. */
  keep: number;
  /** Bytes that may wait for one client before it is dropped. */
  maxWaitingBytes?: number;
  /** Called when the last client has gone. */
  onEmpty?(): void;
};

type Client = { controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>; close(): void };

const encoder = new TextEncoder();
/** Several whole boards; five hundred clients that hang may not take more than a hundred megabytes. */
const DEFAULT_MAX_WAITING_BYTES = 256 * 1024;
/** What browsers wait before they come back. */
const RECONNECT_MILLIS = 2_000;

/**
 * Fans events out to any number of clients as server-sent events. Each event is encoded once. A client that does not
 * read is dropped when too much waits for it; it comes back by itself and gets a snapshot.
 */
export class EventTopic {
  readonly #run = randomBytes(6).toString('hex');
  readonly #options: EventTopicOptions;
  readonly #clients = new Set<Client>();
  readonly #past: LiveEvent[] = [];
  #sequence = 0;

  constructor(options: EventTopicOptions) {
    this.#options = options;
  }

  get clientCount(): number {
    return this.#clients.size;
  }

  /** Grows with every event that is sent and kept. */
  get sequence(): number {
    return this.#sequence;
  }

  /** Sends an event to everybody and keeps it for those who come back. */
  send(event: string, data: string): LiveEvent {
    this.#sequence += 1;
    const sent = { id: `${this.#run}-${this.#sequence}`, event, data };
    this.#past.push(sent);
    if (this.#past.length > this.#options.keep) this.#past.shift();
    this.#write(encode(sent));
    return sent;
  }

  /** Sends something that is not worth keeping, e.g. a sign of life. */
  signal(event: string, data: string): void {
    this.#write(encoder.encode(`event: ${event}\ndata: ${data}\n\n`));
  }

  /**
   * A new client's stream: what it missed since `lastEventId` when that is still known, else `snapshot`. Ends when the
   * client goes, is too slow, or after `maxMillis` (so that rights are looked at again).
   */
  open(options: {
    lastEventId: string | null;
    snapshot: { event: string; data: string };
    signal: AbortSignal;
    maxMillis: number;
    /** Called once when the stream has ended, whichever way. */
    onClose?(): void;
  }): ReadableStream<Uint8Array<ArrayBuffer>> {
    let client: Client | undefined;
    return new ReadableStream<Uint8Array<ArrayBuffer>>(
      {
        start: (controller) => {
          controller.enqueue(encoder.encode(`retry: ${RECONNECT_MILLIS}\n\n`));
          const missed = this.#since(options.lastEventId);
          if (missed !== undefined) {
            for (const event of missed) controller.enqueue(encode(event));
          } else {
            controller.enqueue(encode({ ...options.snapshot, id: `${this.#run}-${this.#sequence}` }));
          }
          client = this.#add(controller, options);
        },
        cancel: () => client?.close(),
      },
      new ByteLengthQueuingStrategy({ highWaterMark: this.#options.maxWaitingBytes ?? DEFAULT_MAX_WAITING_BYTES }),
    );
  }

  /** Ends all streams; the clients come back to whoever serves then. */
  closeAll(): void {
    for (const client of [...this.#clients]) client.close();
  }

  #add(
    controller: Client['controller'],
    { signal, maxMillis, onClose }: { signal: AbortSignal; maxMillis: number; onClose?(): void },
  ): Client {
    const onAbort = () => client.close();
    const timer = setTimeout(onAbort, maxMillis);
    timer.unref();
    const client: Client = {
      controller,
      close: () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', onAbort);
        if (!this.#clients.delete(client)) return;
        closeQuietly(controller);
        onClose?.();
        if (this.#clients.size === 0) this.#options.onEmpty?.();
      },
    };
    this.#clients.add(client);
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) client.close();
    return client;
  }

  #write(bytes: Uint8Array<ArrayBuffer>): void {
    for (const client of [...this.#clients]) {
      if ((client.controller.desiredSize ?? 0) <= 0) client.close();
      else client.controller.enqueue(bytes);
    }
  }

  /** Undefined when it cannot be told what the client missed. */
  #since(lastEventId: string | null): LiveEvent[] | undefined {
    const [run, number] = (lastEventId ?? '').split('-');
    const last = Number(number);
    if (run !== this.#run || !Number.isInteger(last) || last > this.#sequence) return undefined;
    const missed = this.#sequence - last;
    return missed <= this.#past.length ? this.#past.slice(this.#past.length - missed) : undefined;
  }
}

function encode(event: LiveEvent): Uint8Array<ArrayBuffer> {
  return encoder.encode(`id: ${event.id}\nevent: ${event.event}\ndata: ${event.data}\n\n`);
}

function closeQuietly(controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>): void {
  try {
    controller.close();
  } catch {
    // Cancelled by the client already.
  }
}

/** The answer of a live route: not compressed (which would hold events back), not kept, not buffered by proxies. */
export function eventStreamResponse(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Response {
  return new Response(stream, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    },
  });
}
