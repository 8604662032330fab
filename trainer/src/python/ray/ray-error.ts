/** Why Ray did not do what it was asked; `busy`: it has no machine ready yet, worth another try. */
export type RayErrorCode = 'unreachable' | 'busy' | 'refused' | 'exists' | 'unknown_job' | 'malformed';

/** Ray did not do what it was asked: the call, and what came back. */
export class RayError extends Error {
  override readonly name = 'RayError';
  readonly code: RayErrorCode;
  /** Method and path. */
  readonly call: string;
  /** HTTP status; absent where no answer came. */
  readonly status: number | undefined;

  constructor(code: RayErrorCode, call: string, detail: string, status?: number) {
    super(`Ray, ${call}: ${detail}`);
    this.code = code;
    this.call = call;
    this.status = status;
  }
}
