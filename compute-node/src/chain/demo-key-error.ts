/** A key that everybody knows was configured for a chain where it would be worth something. */
export class DemoKeyError extends Error {
  override readonly name = 'DemoKeyError';
  readonly chainId: number;
  readonly account: string;

  constructor(account: string, chainId: number) {
    super(
      `${account} is a public demo account; it may be used on the local chain only, not on chain ${chainId}`,
    );
    this.account = account;
    this.chainId = chainId;
  }
}
