/** Why a run ended without a result. */
export type TrainErrorCode =
  | 'request_refused'
  | 'class_mismatch'
  | 'inputs_changed'
  | 'gradients_wrong'
  | 'diverged'
  | 'canceled'
  | 'model_refused'
  | 'out_of_memory'
  | 'replay_differs';

/** A run ended without a result: what happened, and what the reader can do about it. */
export class TrainError extends Error {
  override readonly name = 'TrainError';
  readonly code: TrainErrorCode;
  readonly hint: string;
  /** Optimiser step at which it happened; the last checkpoint lies at or before it. */
  readonly step: number | undefined;

  constructor(code: TrainErrorCode, message: string, hint: string, step?: number) {
    super(message);
    this.code = code;
    this.hint = hint;
    this.step = step;
  }
}
