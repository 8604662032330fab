/** No source had the model. `misses` says of each one why, a line each. */
export class FetchError extends Error {
  override readonly name = 'FetchError';
  readonly model: string;
  readonly misses: readonly string[];

  constructor(model: string, misses: readonly string[]) {
    super(`${model} could not be had: ${misses.join('; ')}`);
    this.model = model;
    this.misses = misses;
  }
}
