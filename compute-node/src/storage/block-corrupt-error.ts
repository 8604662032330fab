/** A source returned bytes that do not hash to the CID that was asked for. They were not used. */
export class BlockCorruptError extends Error {
  override readonly name = 'BlockCorruptError';
  readonly cid: string;
  readonly source: string;

  constructor(cid: string, source: string) {
    super(`${source} holds other bytes than ${cid} names`);
    this.cid = cid;
    this.source = source;
  }
}
