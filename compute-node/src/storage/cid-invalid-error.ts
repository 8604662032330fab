/** Text that is no CID, or one this store cannot check. */
export class CidInvalidError extends Error {
  override readonly name = 'CidInvalidError';
  readonly text: string;

  constructor(text: string, why: string) {
    super(`"${text.slice(0, 128)}" ${why}`);
    this.text = text;
  }
}
