/** Blocks that hash right but do not form a file: a directory, a wrong size, a graph without end. */
export class ContentMalformedError extends Error {
  override readonly name = 'ContentMalformedError';
  readonly cid: string;

  constructor(cid: string, why: string, options?: ErrorOptions) {
    super(`${cid} is no file: ${why}`, options);
    this.cid = cid;
  }
}
