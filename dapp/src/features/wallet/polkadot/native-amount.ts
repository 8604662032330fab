/** Decimals of wei, on every chain. */
const WEI_DECIMALS = 18;

/** An amount that the native side of a chain, with fewer decimals, cannot express. */
export class DustAmountError extends Error {
  override readonly name = 'DustAmountError';
  readonly wei: bigint;
  readonly decimals: number;

  constructor(wei: bigint, decimals: number) {
    super(`${wei} wei has more than the ${decimals} decimals of this chain's currency`);
    this.wei = wei;
    this.decimals = decimals;
  }
}

/**
 * Wei in the plancks of a chain whose currency has `decimals` (10 on Polkadot Hub).
 *
 * @throws DustAmountError when something would be left over: an amount is never rounded.
 */
export function weiToPlancks(wei: bigint, decimals: number): bigint {
  const ratio = weiPerPlanck(decimals);
  if (wei % ratio !== 0n) throw new DustAmountError(wei, decimals);
  return wei / ratio;
}

/** The inverse of {@link weiToPlancks}; always exact. */
export function plancksToWei(plancks: bigint, decimals: number): bigint {
  return plancks * weiPerPlanck(decimals);
}

function weiPerPlanck(decimals: number): bigint {
  return 10n ** BigInt(WEI_DECIMALS - decimals);
}
