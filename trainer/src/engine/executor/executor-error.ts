/** An executor cannot be opened, or its library refused a call. */
export class ExecutorError extends Error {
  override readonly name = 'ExecutorError';
  readonly executor: string;
  /** The call that failed. */
  readonly call: string;

  constructor(executor: string, call: string, reason: string) {
    super(`${executor}: ${call}: ${reason}`);
    this.executor = executor;
    this.call = call;
  }
}
