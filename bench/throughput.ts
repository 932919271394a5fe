import { Agent, get, type IncomingMessage } from 'node:http';
import { medianOf, race, ratioOf } from './measure';
import { withOwnHub } from './own-hub';
import type { Finding } from './report';
import type { YearData } from './year-data';

const SECTION = 'throughput';
const EMPTY = '/api/health';
const CONNECTIONS = 16;
const REQUESTS = 320;
const ROUNDS = 30;
const WARM_UP = 8;

/** What is asked in a round: an address and how a client says that it takes the answer. */
type Asked = { name: string; path: string; headers?: Record<string, string> };

const LEADERBOARD = '/api/dashboard/leaderboard';
const CACHED: (Asked & { target: number | null })[] = [
  { name: 'cached leaderboard', path: LEADERBOARD, target: 0.8 },
  { name: 'cached leaderboard, compressed', path: LEADERBOARD, headers: { 'accept-encoding': 'gzip' }, target: null },
  { name: 'cached live board', path: `${LEADERBOARD}/live`, target: null },
];

/**
 * Requests a second that one web server as built for production answers, asked with API keys for what is in its cache,
 * beside those for its empty route. All in turns within a run, over connections that stay open.
 */
export async function benchThroughput(data: YearData): Promise<Finding[]> {
  return withOwnHub(data, async ({ web, apiKeys }) => {
    const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
    const contenders = [{ name: EMPTY, path: EMPTY }, ...CACHED].map(({ name, path, headers }: Asked) => ({
      name,
      run: (round: number) => {
        const key = apiKeys[round % apiKeys.length] ?? '';
        return askMany(agent, `${web.address}${path}`, { ...headers, 'x-api-key': key });
      },
    }));
    const cpu = process.cpuUsage();
    const startedAt = performance.now();
    const times = await race(contenders, { warmUp: WARM_UP, rounds: ROUNDS });
    const { user, system } = process.cpuUsage(cpu);
    const ownShare = (user + system) / 1000 / (performance.now() - startedAt);
    agent.destroy();
    const perSecond = (name: string) => Math.round((REQUESTS / medianOf(times, name)) * 1000);
    return CACHED.map(({ name, target }): Finding => {
      const { ratio, quartiles } = ratioOf(times, EMPTY, name);
      return {
        section: SECTION,
        what: `${name} / empty route`,
        value: ratio,
        unit: 'x',
        target: target === null ? null : { is: 'at least', value: target },
        note:
          `${perSecond(name)} requests/s against ${perSecond(EMPTY)} of ${EMPTY}, ${CONNECTIONS} connections; medians of ` +
          `${ROUNDS} rounds of ${REQUESTS}, middle half ${quartiles.map((one) => one.toFixed(2)).join(' to ')}; ` +
          `the asking itself took ${Math.round(ownShare * 100)} % of a core`,
      };
    });
  });
}

/** Asks so many times, as many at once as there are connections. Throws when an answer is not 200. */
async function askMany(agent: Agent, url: string, headers: Record<string, string>): Promise<void> {
  let left = REQUESTS;
  const work = async () => {
    while (left > 0) {
      left -= 1;
      await askOnce(agent, url, headers);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, work));
}

function askOnce(agent: Agent, url: string, headers: Record<string, string>): Promise<void> {
  return new Promise((resolve, reject) => {
    const answered = (response: IncomingMessage) => {
      response.resume();
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode === 200) resolve();
        else reject(new Error(`${url} answered ${response.statusCode}`));
      });
    };
    get(url, { agent, headers }, answered).on('error', reject);
  });
}
