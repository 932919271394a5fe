import { once } from 'node:events';
import { createServer } from 'node:http';
import { GET } from '@/app/api/live/route';
import { statementTotals } from '@/lib/db/client';

/** A process that serves the live route alone over HTTP, as the web server does, and tells of itself under /stats. */
const server = createServer(async (incoming, outgoing) => {
  if (incoming.url === '/stats') {
    globalThis.gc?.();
    const { heapUsed, external, rss } = process.memoryUsage();
    outgoing.end(JSON.stringify({ statements: statementTotals().count, bytes: heapUsed + external, rss }));
    return;
  }
  const abort = new AbortController();
  outgoing.on('close', () => abort.abort());
  const headers = new Headers(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]));
  const request = new Request(`http://127.0.0.1${incoming.url}`, { headers, signal: abort.signal });
  const response = await GET(request, { params: Promise.resolve({}) });
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  const reader = response.body?.getReader();
  outgoing.on('close', () => reader?.cancel().catch(() => undefined));
  for (;;) {
    const { value, done } = (await reader?.read()) ?? { done: true };
    if (done || value === undefined || outgoing.destroyed) break;
    if (!outgoing.write(value)) await Promise.race([once(outgoing, 'drain'), once(outgoing, 'close')]);
  }
  outgoing.end();
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') process.stdout.write(`listening on ${address.port}\n`);
});
