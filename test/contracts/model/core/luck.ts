/** A seeded source of choices (mulberry32): the same seed makes the same choices. */
export class Luck {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** 32 random bits. */
  bits(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }

  /** An integer from 0 to below `end`. */
  below(end: number): number {
    return this.bits() % end;
  }

  /** A bigint between two others, both included. */
  between(low: bigint, high: bigint): bigint {
    const wide = (BigInt(this.bits()) << 64n) | (BigInt(this.bits()) << 32n) | BigInt(this.bits());
    return low + (wide % (high - low + 1n));
  }

  /** True in `percent` of 100 cases. */
  chance(percent: number): boolean {
    return this.bits() % 10_000 < percent * 100;
  }

  /** One of the values. */
  pick<T>(values: readonly [T, ...T[]]): T;
  pick<T>(values: readonly T[]): T | undefined;
  pick<T>(values: readonly T[]): T | undefined {
    return values.length === 0 ? undefined : values[this.below(values.length)];
  }
}
