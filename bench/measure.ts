import { monotonicMillis } from '@/lib/platform/time/clock';

/** One way to do a thing. `round` chooses the input, the same one for all contenders of a round. */
export type Contender = { name: string; run: (round: number) => Promise<unknown> };

/** Milliseconds of each measured round, in order. */
export type Times = ReadonlyMap<string, readonly number[]>;

/**
 * Runs all contenders in every round, each time in another order, so that whatever disturbs the machine disturbs all of
 * them alike. The first `warmUp` rounds are not counted.
 */
export async function race(
  contenders: readonly Contender[],
  options: { warmUp: number; rounds: number },
): Promise<Times> {
  const times = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < options.warmUp + options.rounds; round += 1) {
    for (let place = 0; place < contenders.length; place += 1) {
      const contender = contenders[(round + place) % contenders.length];
      if (contender === undefined) continue;
      const startedAt = monotonicMillis();
      await contender.run(round);
      const millis = monotonicMillis() - startedAt;
      if (round >= options.warmUp) times.get(contender.name)?.push(millis);
    }
  }
  return times;
}

/** Throws RangeError on an empty list. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const position = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(position)], sorted[Math.ceil(position)]];
  if (below === undefined || above === undefined) throw new RangeError('There is no quantile of nothing');
  return below + (above - below) * (position - Math.floor(position));
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Median of a contender. Throws RangeError when it did not run. */
export function medianOf(times: Times, name: string): number {
  return median(times.get(name) ?? []);
}

/** The contender with the lowest median. */
export function fastestOf(times: Times, names: readonly string[]): string {
  const [first, ...rest] = names;
  if (first === undefined) throw new RangeError('Nobody ran');
  return rest.reduce((best, name) => (medianOf(times, name) < medianOf(times, best) ? name : best), first);
}

/** `numerator / denominator`, of the medians and, to show how steady it is, of the single rounds. */
export function ratioOf(times: Times, numerator: string, denominator: string) {
  const below = times.get(denominator) ?? [];
  const rounds = (times.get(numerator) ?? []).map((millis, round) => millis / (below[round] ?? Number.NaN));
  return {
    ratio: medianOf(times, numerator) / medianOf(times, denominator),
    quartiles: [quantile(rounds, 0.25), quantile(rounds, 0.75)] as const,
  };
}
