import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import * as z from 'zod';
import { openLongData } from './long-data';
import { quantile } from './measure';
import type { Finding } from './report';
import { openYearData, SHORT, type YearData } from './year-data';

const LONG_ACTIVITIES = 10_000_000;
const ROUNDS = 16;
/** And as many before them, so that what is compared is in store everywhere. */
const RANGE_DAYS = 14;
const TARGET = 1.5;
/** Reads over all days there are, or over more than the shortest data have. */
const LEFT_OUT = /period=all|achievements\/:id|mid-month/;

const reading = z.object({ statements: z.number(), millis: z.number() });
const greeting = z.object({ names: z.array(z.string()) });

type Reader = { data: YearData; child: ChildProcess; names: string[] };

/**
 * The same reads of the same people and days among 0.4, 3.6 and 10 million stored activities, each size in a database and
 * a process of its own, asked in turn. Each read is run once before it is measured: what is asked for is in memory.
 */
export async function benchGrowth(year: YearData): Promise<Finding[]> {
  const say = (line: string) => console.log(line);
  const beside = (suffix: string) => {
    const url = new URL(year.databaseUrl);
    url.pathname += suffix;
    return url.href;
  };
  const short = await openYearData(beside('_short'), SHORT, say);
  const long = await openLongData(beside('_long'), year, LONG_ACTIVITIES, say);
  const readers: Reader[] = [];
  try {
    for (const data of [short, year, long]) readers.push(await openReader(data));
    const findings: Finding[] = [];
    for (const name of (readers[0]?.names ?? []).filter((one) => !LEFT_OUT.test(one))) {
      findings.push(await compare(name, readers));
    }
    return findings;
  } finally {
    for (const { child } of readers) child.disconnect();
    await short.db.close();
    await long.db.close();
  }
}

async function compare(name: string, readers: readonly Reader[]): Promise<Finding> {
  const millis = readers.map((): number[] => []);
  let statements = 0;
  for (let round = 0; round < 2 * ROUNDS; round += 1) {
    for (let place = 0; place < readers.length; place += 1) {
      const index = (round + place) % readers.length;
      const reader = readers[index];
      if (reader === undefined) continue;
      const answer = await askReader(reader, name, round % ROUNDS);
      if (round >= ROUNDS) millis[index]?.push(answer.millis);
      statements = answer.statements;
    }
  }
  // What else the machine does only adds to a time.
  const typical = millis.map((one) => quantile(one, 0.25));
  const [least = 0, most = 0] = [typical[0], typical.at(-1)];
  const each = readers.map(
    ({ data }, index) => `${typical[index]?.toFixed(2)} ms among ${(data.activities / 1e6).toFixed(1)} M`,
  );
  return {
    section: 'growth',
    what: name,
    value: most / least,
    unit: 'x',
    target: { is: 'at most', value: TARGET },
    note: `${each.join(', ')}; database time of ${statements} statements, uncached, lower quartiles of ${ROUNDS}, ranges over ${RANGE_DAYS} days`,
  };
}

async function openReader(data: YearData): Promise<Reader> {
  const child = fork('bench/reader.ts', [data.people, data.days, RANGE_DAYS].map(String), {
    execArgv: ['--conditions=react-server', '--import', 'tsx'],
    env: { ...process.env, DATABASE_URL: data.databaseUrl },
  });
  const { names } = greeting.parse(await answerOf(child));
  return { data, child, names };
}

async function askReader({ child }: Reader, name: string, round: number) {
  child.send({ name, round });
  return reading.parse(await answerOf(child));
}

/** Its next message. Throws when it ends instead. */
async function answerOf(child: ChildProcess): Promise<unknown> {
  const abort = new AbortController();
  try {
    return await Promise.race([
      once(child, 'message', { signal: abort.signal }).then(([message]: unknown[]) => message),
      once(child, 'exit', { signal: abort.signal }).then(() => {
        throw new Error('A reading process ended: see above.');
      }),
    ]);
  } finally {
    abort.abort();
  }
}
