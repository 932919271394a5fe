/** floor(a / b + 1/2) on the exact value, for non-negative whole numbers. */
export function divideHalfUp(a: number, b: number): number {
  return Number((2n * BigInt(a) + BigInt(b)) / (2n * BigInt(b)));
}
