/** Why nothing was exported. */
export type ExportErrorCode =
  /** Something lies where the result was to go. */
  | 'exists'
  /** The format has no way to say what the model or the adapter is. */
  | 'unsupported'
  /** A value that the wanted type of numbers does not reach. */
  | 'range';

/** An export was refused; nothing was left behind. */
export class ExportError extends Error {
  override readonly name = 'ExportError';
  readonly code: ExportErrorCode;
  readonly hint: string;

  constructor(code: ExportErrorCode, message: string, hint: string) {
    super(message);
    this.code = code;
    this.hint = hint;
  }
}
