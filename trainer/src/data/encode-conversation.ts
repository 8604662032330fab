import type { BaseModel } from '../model/base-model.ts';
import type { ChatTemplate } from './chat-template.ts';
import type { ToolDefinition } from './example.ts';
import type { Message } from './message.ts';
import { TemplateError } from './template-error.ts';

/** A conversation as tokens, and which of them the loss counts (1) or not (0). */
export type EncodedConversation = { ids: number[]; counted: number[] };

/**
 * Tokenises a conversation and marks what the assistant says, the token that ends the turn included and nothing
 * after it. Each answer is tokenised on from its prompt's tokens, as generation meets it.
 *
 * @param options.tools Functions offered in the conversation.
 * @param options.from Index of the first message whose answers count; default the first.
 * @throws TemplateError `not_incremental` or `no_end_of_turn` when the template leaves the marks in doubt.
 */
export function encodeConversation(
  messages: readonly Message[],
  template: ChatTemplate,
  { tokenizer, specialTokens }: Pick<BaseModel, 'tokenizer' | 'specialTokens'>,
  { tools, from = 0 }: { tools?: readonly ToolDefinition[] | undefined; from?: number } = {},
): EncodedConversation {
  const { text, spans } = findAnswers(messages, template, tools, from);
  const pieces: { ids: number[]; answer: boolean }[] = [];
  let at = 0;
  for (const [start, end] of spans) {
    pieces.push({ ids: tokenizer.encode(text.slice(at, start)), answer: false });
    pieces.push({ ids: tokenizer.encode(text.slice(start, end)), answer: true });
    at = end;
  }
  pieces.push({ ids: tokenizer.encode(text.slice(at)), answer: false });
  const ids = pieces.flatMap((piece) => piece.ids);
  // A tokenizer that changes a text's beginning (a space put in front) would change each piece.
  const decoded = tokenizer.decode(ids);
  if (decoded !== text && decoded !== tokenizer.decode(tokenizer.encode(text))) {
    throw new TemplateError(
      'not_incremental',
      'the tokenizer reads an answer differently without its prompt',
    );
  }
  const counted = pieces.flatMap(({ ids: piece, answer }) => {
    if (!answer) return piece.map(() => 0);
    const end = piece.findLastIndex((id) => specialTokens.endOfTurn.includes(id));
    if (end < 0) throw new TemplateError('no_end_of_turn', 'an answer ends without an end-of-turn token');
    return piece.map((_, i) => (i <= end ? 1 : 0));
  });
  return { ids, counted };
}

/** The rendered text and the parts of it, by character, that answer. */
function findAnswers(
  messages: readonly Message[],
  template: ChatTemplate,
  tools: readonly ToolDefinition[] | undefined,
  from: number,
) {
  const text = template.render(messages, { answer: false, tools });
  const spans: [number, number][] = [];
  for (const [i, message] of messages.entries()) {
    if (message.role !== 'assistant' || i < from) continue;
    const prompt = template.render(messages.slice(0, i), { answer: true, tools });
    const turn =
      i === messages.length - 1 ? text : template.render(messages.slice(0, i + 1), { answer: false, tools });
    if (!turn.startsWith(prompt) || !text.startsWith(turn)) {
      throw new TemplateError(
        'not_incremental',
        `writes message ${i + 1} differently once the conversation goes on`,
      );
    }
    spans.push([prompt.length, turn.length]);
  }
  return { text, spans };
}
