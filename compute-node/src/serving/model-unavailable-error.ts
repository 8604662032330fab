/** An asset cannot be answered with. `code` says why, in a stable word. */
export class ModelUnavailableError extends Error {
  override readonly name = 'ModelUnavailableError';
  readonly id: string;
  readonly code: 'unknown' | 'not-a-model' | 'no-base' | 'content-unavailable';

  constructor(id: string, code: ModelUnavailableError['code'], why: string, options?: ErrorOptions) {
    super(`${id} ${why}`, options);
    this.id = id;
    this.code = code;
  }
}
