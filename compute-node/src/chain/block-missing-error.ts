/** The endpoint does not know a block: it lags, or a reorg took the block away. */
export class BlockMissingError extends Error {
  override readonly name = 'BlockMissingError';
  readonly number: bigint;

  constructor(number: bigint, options?: ErrorOptions) {
    super(`the endpoint does not know block ${number}`, options);
    this.number = number;
  }
}
