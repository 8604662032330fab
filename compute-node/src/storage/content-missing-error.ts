/** A block is not in this store, nor in any source that was asked. */
export class ContentMissingError extends Error {
  override readonly name = 'ContentMissingError';
  readonly cid: string;
  readonly asked: readonly string[];

  constructor(cid: string, asked: readonly string[] = []) {
    super(`${cid} is not here${asked.length > 0 ? `, nor at ${asked.join(', ')}` : ''}`);
    this.cid = cid;
    this.asked = asked;
  }
}
