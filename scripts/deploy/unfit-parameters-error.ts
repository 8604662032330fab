/** The parameters do not fit the profile of their chain. */
export class UnfitParametersError extends Error {
  override readonly name = 'UnfitParametersError';
  readonly chainId: number | 'any';

  constructor(chainId: number | 'any', reason: string) {
    super(`chain ${chainId}: ${reason}`);
    this.chainId = chainId;
  }
}
