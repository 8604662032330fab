/** The chain would refuse the call. The message is plain words; `contractError` is the contract's own name. */
export class CallRefusedError extends Error {
  override readonly name = 'CallRefusedError';
  /** E.g. `LicenseMarket_Underpaid`; undefined when the refusal has no such name. */
  readonly contractError: string | undefined;

  constructor(message: string, contractError?: string, options?: ErrorOptions) {
    super(message, options);
    this.contractError = contractError;
  }
}
