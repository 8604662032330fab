/** Amounts by key; what is not there is 0. */
export type Ledger = Map<string, bigint>;

/** A ledger would have gone below zero: the model has promised money that is not there. */
export class OverdrawnError extends Error {
  override readonly name = 'OverdrawnError';

  constructor(key: string, held: bigint, change: bigint) {
    super(`${key} holds ${held} and cannot change by ${change}`);
  }
}

/** What the key holds. */
export const held = (ledger: Ledger, key: string): bigint => ledger.get(key) ?? 0n;

/** Changes what the key holds. @throws OverdrawnError */
export function book(ledger: Ledger, key: string, change: bigint): void {
  const before = held(ledger, key);
  if (before + change < 0n) throw new OverdrawnError(key, before, change);
  ledger.set(key, before + change);
}
