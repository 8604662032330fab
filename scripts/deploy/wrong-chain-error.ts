/** The parameters are for another chain than the client is connected to. */
export class WrongChainError extends Error {
  override readonly name = 'WrongChainError';
  readonly expected: number;
  readonly actual: number;

  constructor(expected: number, actual: number) {
    super(`parameters are for chain ${expected}, the client is on chain ${actual}`);
    this.expected = expected;
    this.actual = actual;
  }
}
