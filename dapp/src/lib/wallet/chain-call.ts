/** Bytes as lower-case hex with a `0x` prefix. */
export type Hex = `0x${string}`;

/** A call of one of our contracts. What a page shows of it is decoded again from `data`. */
export type ChainCall = {
  /** The contract. */
  to: Hex;
  /** Calldata: selector and arguments. */
  data: Hex;
  /** Native currency sent along, in wei. */
  valueWei: bigint;
};
