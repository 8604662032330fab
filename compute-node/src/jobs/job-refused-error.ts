/** The node will not take a job, and why. `code` is stable, the message is for a person. */
export class JobRefusedError extends Error {
  override readonly name = 'JobRefusedError';
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
