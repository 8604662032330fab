/** The index did not answer a query. */
export class GraphqlError extends Error {
  override readonly name = 'GraphqlError';
  readonly url: string;
  /** Whether the same request may succeed later. */
  readonly retryable: boolean;

  constructor(url: string, reason: string, retryable: boolean, options?: ErrorOptions) {
    super(`The index at ${new URL(url).host} ${reason}`, options);
    this.url = url;
    this.retryable = retryable;
  }
}
