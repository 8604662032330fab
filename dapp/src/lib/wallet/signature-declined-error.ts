/** The person declined in the wallet. Nothing was sent and nothing went wrong. */
export class SignatureDeclinedError extends Error {
  override readonly name = 'SignatureDeclinedError';

  constructor(options?: ErrorOptions) {
    super('declined in the wallet', options);
  }
}
