import type { BaseModel } from './base-model.ts';
import type { DecoderConfig } from './decoder-config.ts';
import { ModelFileError } from './model-file-error.ts';

/** Refuses special tokens that the model has no embedding for: it could neither read nor write them. */
export function checkSpecialTokens(
  file: string,
  { vocabularySize }: DecoderConfig,
  { bos, endOfTurn, pad }: BaseModel['specialTokens'],
): void {
  for (const id of [bos, ...endOfTurn, pad]) {
    if (id !== null && id >= vocabularySize) {
      throw new ModelFileError('malformed', file, `names token ${id} of a vocabulary of ${vocabularySize}`);
    }
  }
}
