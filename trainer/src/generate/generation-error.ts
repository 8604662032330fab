/** Why a text was not continued. */
export type GenerationErrorCode = 'context_length' | 'empty_prompt';

/** A request to continue a text was refused. */
export class GenerationError extends Error {
  override readonly name = 'GenerationError';
  readonly code: GenerationErrorCode;
  readonly promptTokens: number;
  /** Most tokens that prompt and answer may have together. */
  readonly contextLength: number;

  constructor(code: GenerationErrorCode, promptTokens: number, contextLength: number) {
    super(
      code === 'context_length'
        ? `the prompt has ${promptTokens} tokens, the model takes ${contextLength} with its answer`
        : 'the prompt holds no token',
    );
    this.code = code;
    this.promptTokens = promptTokens;
    this.contextLength = contextLength;
  }
}
