import { createServer, connect as openSocket, type Socket } from 'node:net';

/** A way to the database server that counts how often a text is sent to it. */
export type CountingWay = { databaseUrl: string; count(): number; close(): Promise<void> };

/**
 * Passes connections on to the database server, so that the statements of a process can be counted from outside, whatever
 * the process is. `text` must be plain ASCII.
 */
export async function openCountingWay(databaseUrl: string, text: string): Promise<CountingWay> {
  const server = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let count = 0;
  const way = createServer((from) => {
    const to = openSocket(Number(server.port || 3306), server.hostname);
    let rest = '';
    from.on('data', (chunk) => {
      // It may be cut in two; what is kept of it is too short to be counted twice.
      const seen = rest + chunk.toString('latin1');
      count += seen.split(text).length - 1;
      rest = seen.slice(1 - text.length);
    });
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const) {
      sockets.add(one);
      one.setNoDelay(true);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => sockets.delete(one));
    }
  });
  await new Promise<void>((resolve) => way.listen(0, '127.0.0.1', resolve));
  const address = way.address();
  if (address === null || typeof address === 'string') throw new Error('The way to the database has no port.');
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String(address.port);
  return {
    databaseUrl: url.href,
    count: () => count,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => way.close(() => resolve()));
    },
  };
}
