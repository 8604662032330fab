/** The endpoint speaks for another chain than the one configured. */
export class WrongChainError extends Error {
  override readonly name = 'WrongChainError';
  readonly expected: number;
  readonly actual: number;

  constructor(expected: number, actual: number) {
    super(`the endpoint is on chain ${actual}; the node is configured for chain ${expected}`);
    this.expected = expected;
    this.actual = actual;
  }
}
