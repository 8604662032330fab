/** More bytes than allowed. */
export class ContentTooLargeError extends Error {
  override readonly name = 'ContentTooLargeError';
  readonly maxBytes: number;

  constructor(what: string, maxBytes: number) {
    super(`${what} is larger than the ${maxBytes} bytes allowed`);
    this.maxBytes = maxBytes;
  }
}
