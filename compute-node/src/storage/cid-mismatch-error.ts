/** Bytes were offered under a CID that is not theirs. Nothing was stored. */
export class CidMismatchError extends Error {
  override readonly name = 'CidMismatchError';
  readonly expected: string;
  readonly actual: string;

  constructor(expected: string, actual: string) {
    super(`the bytes hash to ${actual}, not to ${expected}`);
    this.expected = expected;
    this.actual = actual;
  }
}
