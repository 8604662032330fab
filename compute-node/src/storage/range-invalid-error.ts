/** A range that lies outside the file. */
export class RangeInvalidError extends Error {
  override readonly name = 'RangeInvalidError';
  readonly size: number;

  constructor(offset: number, size: number) {
    super(`byte ${offset} lies outside a file of ${size} bytes`);
    this.size = size;
  }
}
