import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { currentInstant } from '@/lib/platform/time/clock';
import { ConnecteamControl } from './control';
import { answerControlCall } from './control-http';
import { Gateway, type Outgoing } from './gateway';
import { defaultModes } from './modes';
import { ConnecteamWorld } from './world';

export type RecordedRequest = {
  method: string;
  path: string;
  /** Every value of every parameter, as sent. */
  query: Record<string, string[]>;
  headers: Record<string, string | string[] | undefined>;
  body: string;
  /** Epoch seconds by the server's clock. */
  at: number;
  /** null: no answer was given. */
  status: number | null;
};

export type ConnecteamSimulator = {
  baseUrl: string;
  port: number;
  world: ConnecteamWorld;
  control: ConnecteamControl;
  /** Every API call in order of arrival; calls to `/__control` are not among them. */
  requests: RecordedRequest[];
  close(): Promise<void>;
};

/**
 * Starts a fake of Connecteam's REST API (connecteam-api.md 9) on a loopback port.
 *
 * @param options.port 0 (default) takes a free one
 * @param options.now epoch seconds; quota windows, punches, tokens and webhook retries go by it
 */
export async function startConnecteamSimulator(
  options: { port?: number; host?: string; now?: () => number; seed?: string } = {},
): Promise<ConnecteamSimulator> {
  const host = options.host ?? '127.0.0.1';
  const clock = options.now ?? currentInstant;
  const modes = defaultModes();
  const now = () => Math.floor(clock()) + modes.clockSkewSeconds;
  const world = new ConnecteamWorld({ now, modes, seed: options.seed });
  const control = new ConnecteamControl(world);
  const requests: RecordedRequest[] = [];
  let baseUrl = '';
  const gateway = new Gateway(world, control, () => baseUrl);

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      console.error('Connecteam simulator failed to answer', request.method, request.url, error);
      response.destroy();
    });
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://simulator');
    const call = {
      method: request.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      body: await readBody(request),
    };
    if (url.pathname.startsWith('/__control/')) {
      const reply = await answerControlCall({ world, control, requests }, call, request.socket.remoteAddress);
      response.writeHead(reply.status, reply.headers).end(reply.body);
      return;
    }
    const recorded: RecordedRequest = {
      method: call.method,
      path: call.path,
      query: Object.fromEntries(
        [...new Set(url.searchParams.keys())].map((key) => [key, url.searchParams.getAll(key)]),
      ),
      headers: call.headers,
      body: call.body,
      at: now(),
      status: null,
    };
    requests.push(recorded);
    const outgoing = gateway.answer(call);
    recorded.status = send(request, response, outgoing, now());
  }

  server.listen(options.port ?? 0, host);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The simulator did not get a TCP port');
  baseUrl = `http://${host}:${address.port}`;

  return {
    baseUrl,
    port: address.port,
    world,
    control,
    requests,
    async close() {
      control.webhooks.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Sends the answer, or withholds or damages it on its way. Returns the status that went out. */
function send(
  request: IncomingMessage,
  response: ServerResponse,
  { reply, effect }: Outgoing,
  now: number,
): number | null {
  if (effect?.kind === 'timeout') return null;
  if (effect?.kind === 'connection_reset') {
    request.socket.resetAndDestroy();
    return null;
  }
  const body = Buffer.from(reply.body);
  response.writeHead(reply.status, {
    ...reply.headers,
    'content-length': body.length,
    date: new Date(now * 1000).toUTCString(),
  });
  if (effect?.kind !== 'slow_body') {
    response.end(body);
    return reply.status;
  }
  const half = Math.floor(body.length / 2);
  response.write(body.subarray(0, half));
  setTimeout(() => response.end(body.subarray(half)), effect.delayMs).unref();
  return reply.status;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}
