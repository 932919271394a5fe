/** Numbers that look random and depend on the seed alone. */
export type Random = {
  /** [0, 1) */
  unit(): number;
  /** [min, max) */
  between(min: number, max: number): number;
  /** Whole, both ends included. */
  whole(min: number, max: number): number;
  chance(probability: number): boolean;
  /** Throws RangeError on an empty list. */
  pick<T>(list: readonly T[]): T;
};

/**
 * A source of numbers for one purpose, e.g. `randomOf('floor', '2026-03-02', 'breaks')`. Another purpose has other parts,
 * so that adding one never changes the numbers of the rest.
 */
export function randomOf(...parts: readonly (string | number)[]): Random {
  let state = hashOf(parts.join('\u0000'));
  const unit = (): number => {
    // mulberry32
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    unit,
    between: (min, max) => min + unit() * (max - min),
    whole: (min, max) => min + Math.floor(unit() * (max - min + 1)),
    chance: (probability) => unit() < probability,
    pick: (list) => {
      const picked = list[Math.floor(unit() * list.length)];
      if (picked === undefined) throw new RangeError('Nothing to pick from: the list is empty');
      return picked;
    },
  };
}

/** FNV-1a over the text's code units, finished so that texts that differ in one letter differ in all bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
