/** A run cannot be planned: its inputs are refused, or it fits in no way. */
export class PlanError extends Error {
  override readonly name = 'PlanError';
  readonly code: string;
  readonly hint: string;

  constructor(code: string, message: string, hint: string) {
    super(message);
    this.code = code;
    this.hint = hint;
  }
}
