import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { waitUntil } from '@/scripts/lib/processes';
import { openRedis } from '../redis/redis';
import { Cache, type CacheCounters, type Cached } from './cache';
import type { CacheEntryPolicy } from './keys';

/** A cache in a process of its own, told what to do from a test. The file is both sides: the test's and the process's. */

/** What the load of a command does: gives a value, fails, or waits for {@link CacheProcess.release} and then gives it. */
const loadSchema = z.object({ gives: z.string(), fails: z.boolean(), waits: z.boolean() });
const commandSchema = z.discriminatedUnion('do', [
  z.object({ id: z.number(), do: z.literal('load'), policy: z.custom<CacheEntryPolicy>(), load: loadSchema }),
  z.object({ id: z.number(), do: z.literal('clear'), tags: z.array(z.string()) }),
  z.object({ id: z.number(), do: z.literal('counters') }),
  z.object({ id: z.number(), do: z.literal('release') }),
]);
type Command = z.infer<typeof commandSchema>;
type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;
type Answer = { id: number; value?: unknown; error?: string } | { started: string } | { ready: true };

export class CacheProcess {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();
  /** What its loads were to give, in the order in which they began. */
  readonly started: string[] = [];
  #isReady = false;
  #lastId = 0;

  constructor(redisUrl: string, prefix: string) {
    this.#child = fork(fileURLToPath(import.meta.url), [redisUrl, prefix], { execArgv: ['--import', 'tsx'] });
    this.#child.on('message', (answer: Answer) => {
      if ('ready' in answer) this.#isReady = true;
      else if ('started' in answer) this.started.push(answer.started);
      else if (answer.error === undefined) this.#waiting.get(answer.id)?.resolve(answer.value);
      else this.#waiting.get(answer.id)?.reject(new Error(answer.error));
    });
  }

  async ready(): Promise<this> {
    await waitUntil(() => this.#isReady, 20_000, 'a process with a cache');
    return this;
  }

  load(policy: CacheEntryPolicy, gives: string, how: { fails?: boolean; waits?: boolean } = {}) {
    const load = { gives, fails: how.fails ?? false, waits: how.waits ?? false };
    return this.#tell({ do: 'load', policy, load }) as Promise<Cached<string>>;
  }

  async clear(tags: string[]): Promise<void> {
    await this.#tell({ do: 'clear', tags });
  }

  counters(): Promise<Record<string, CacheCounters>> {
    return this.#tell({ do: 'counters' }) as Promise<Record<string, CacheCounters>>;
  }

  /** Lets all its loads that wait go on. */
  async release(): Promise<void> {
    await this.#tell({ do: 'release' });
  }

  /** As a crash does, with whatever it was doing. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }

  #tell(command: WithoutId<Command>): Promise<unknown> {
    this.#lastId += 1;
    const answer = Promise.withResolvers<unknown>();
    this.#waiting.set(this.#lastId, answer);
    this.#child.send({ ...command, id: this.#lastId });
    return answer.promise;
  }
}

async function serve(redisUrl: string, prefix: string): Promise<void> {
  const say = (answer: Answer) => process.send?.(answer);
  const redis = { commands: openRedis('cache', redisUrl), subscriber: openRedis('subscribe', redisUrl) };
  const cache = new Cache({ redis, prefix });
  let gate = Promise.withResolvers<void>();
  const work = {
    load: ({ policy, load: { gives, fails, waits } }: Extract<Command, { do: 'load' }>) =>
      cache.load(policy, async () => {
        say({ started: gives });
        if (waits) await gate.promise;
        if (fails) throw new Error(`could not load ${gives}`);
        return gives;
      }),
  };
  process.on('disconnect', () => process.exit(0));
  process.on('message', async (message) => {
    const command = commandSchema.parse(message);
    try {
      if (command.do === 'load') say({ id: command.id, value: await work.load(command) });
      else if (command.do === 'clear') say({ id: command.id, value: await cache.clear(command.tags) });
      else if (command.do === 'counters') say({ id: command.id, value: cache.counters() });
      else {
        gate.resolve();
        gate = Promise.withResolvers();
        say({ id: command.id });
      }
    } catch (error) {
      say({ id: command.id, error: error instanceof Error ? error.message : String(error) });
    }
  });
  await waitUntil(
    () => redis.commands.status === 'ready' && redis.subscriber.status === 'ready',
    20_000,
    'Redis to answer',
  );
  say({ ready: true });
}

const [, script, redisUrl, prefix] = process.argv;
if (script === fileURLToPath(import.meta.url) && redisUrl !== undefined && prefix !== undefined) {
  await serve(redisUrl, prefix);
}
