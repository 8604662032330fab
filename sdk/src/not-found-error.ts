/** The chain knows no such thing. */
export class NotFoundError extends Error {
  override readonly name = 'NotFoundError';
  readonly noun: string;
  readonly id: bigint;

  constructor(noun: string, id: bigint) {
    super(`there is no ${noun} ${id}`);
    this.noun = noun;
    this.id = id;
  }
}
