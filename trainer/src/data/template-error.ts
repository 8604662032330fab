/** Why a chat template was refused. */
export type TemplateCode =
  /** It is no template, or does something that cannot be done. */
  | 'syntax'
  /** It works or writes without end. */
  | 'limit'
  /** It says itself, by `raise_exception`, that it does not take this conversation. */
  | 'raised'
  /** It writes a conversation's beginning differently once the conversation goes on. */
  | 'not_incremental'
  /** It does not end the assistant's turn with a token that ends generation. */
  | 'no_end_of_turn';

/** A chat template cannot be used, or not for this conversation. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
  readonly code: TemplateCode;
  readonly detail: string;

  constructor(code: TemplateCode, detail: string) {
    super(`chat template: ${detail}`);
    this.code = code;
    this.detail = detail;
  }
}
