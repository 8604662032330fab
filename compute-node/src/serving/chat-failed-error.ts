/** An answer could not be given. `reason` names the trainer's own error. */
export class ChatFailedError extends Error {
  override readonly name = 'ChatFailedError';
  readonly reason: string;
  readonly code: string | undefined;

  constructor(reason: string, message: string, code?: string) {
    super(message);
    this.reason = reason;
    this.code = code;
  }
}
