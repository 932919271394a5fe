/** A set of seconds kept as one flag per second: second `t` is the instant span [t, t + 1). */
export class Seconds {
  private readonly flags: Uint8Array;

  constructor(
    /** first second of the frame and first second after it; all sets that are combined share one frame */
    readonly from: number,
    readonly to: number,
  ) {
    if (to - from > 60 * 86_400)
      throw new Error('The oracle holds one flag per second; keep the facts within 60 days.');
    this.flags = new Uint8Array(Math.max(0, to - from));
  }

  /** Paints [start, end); nothing when the end is not after the start. */
  paint(start: number, end: number): this {
    if (end <= start) return this;
    if (start < this.from || end > this.to) throw new Error(`[${start}, ${end}) leaves the frame.`);
    this.flags.fill(1, start - this.from, end - this.from);
    return this;
  }

  has(t: number): boolean {
    return this.flags[t - this.from] === 1;
  }

  count(): number {
    let seconds = 0;
    for (let i = 0; i < this.flags.length; i++) if (this.flags[i] === 1) seconds++;
    return seconds;
  }

  and(other: Seconds): Seconds {
    return this.combine(other, (a, b) => a && b);
  }

  or(other: Seconds): Seconds {
    return this.combine(other, (a, b) => a || b);
  }

  minus(other: Seconds): Seconds {
    return this.combine(other, (a, b) => a && !b);
  }

  private combine(other: Seconds, rule: (a: boolean, b: boolean) => boolean): Seconds {
    if (other.from !== this.from || other.to !== this.to) throw new Error('Only sets over the same frame combine.');
    const table = [rule(false, false), rule(false, true), rule(true, false), rule(true, true)].map(Number);
    const result = new Seconds(this.from, this.to);
    for (let i = 0; i < this.flags.length; i++) {
      result.flags[i] = table[2 * (this.flags[i] ?? 0) + (other.flags[i] ?? 0)] ?? 0;
    }
    return result;
  }

  /** Every second of the set, in order. */
  list(): number[] {
    const seconds: number[] = [];
    for (let i = 0; i < this.flags.length; i++) if (this.flags[i] === 1) seconds.push(this.from + i);
    return seconds;
  }
}
