/** A compute node could not be used. `reason` is plain words. */
export class NodeError extends Error {
  override readonly name = 'NodeError';
  readonly url: string;
  /** HTTP status; 0 when nobody answered. */
  readonly status: number;
  readonly reason: string;

  constructor(url: string, status: number, reason: string, options?: ErrorOptions) {
    super(`The node at ${new URL(url).host}: ${reason}`, options);
    this.url = url;
    this.status = status;
    this.reason = reason;
  }
}
