import type { BaseModel } from '../model/base-model.ts';
import { compileChatTemplate } from './chat-template.ts';
import type { ChatTemplate } from './chat-template.ts';

/** A model's chat template, with its special tokens and the date it may print. @throws TemplateError */
export function templateOf(
  model: Pick<BaseModel, 'tokenizer' | 'specialTokens' | 'chatTemplate'>,
  date: string,
): ChatTemplate {
  const { bos, endOfTurn } = model.specialTokens;
  const text = (id: number | null | undefined) =>
    id === null || id === undefined ? '' : model.tokenizer.decode([id]);
  return compileChatTemplate(model.chatTemplate, { date, bosToken: text(bos), eosToken: text(endOfTurn[0]) });
}
