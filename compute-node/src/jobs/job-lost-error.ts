/** A job that was taken on ended without payment, and why. */
export class JobLostError extends Error {
  override readonly name = 'JobLostError';
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
