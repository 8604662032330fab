import type { ChatChunk, ChatResponse, CompletionResponse } from '@cultivar/sdk';
import type { ChatEnd } from '../serving/chat-wire.ts';

/** What all pieces of one answer share. */
export type AnswerHead = { id: string; created: number; model: string };

/** How one endpoint writes its answers. */
export type AnswerShape = {
  first?: (head: AnswerHead) => ChatChunk;
  piece: (head: AnswerHead, text: string) => ChatChunk | CompletionResponse;
  last: (head: AnswerHead, end: ChatEnd) => ChatChunk | CompletionResponse;
  usage: (head: AnswerHead, end: ChatEnd) => ChatChunk | CompletionResponse;
  whole: (head: AnswerHead, text: string, end: ChatEnd) => ChatResponse | CompletionResponse;
};

/** OpenAI's two shapes. */
export const ANSWER_SHAPES: Record<'chat' | 'text', AnswerShape> = {
  chat: {
    first: (head) =>
      chunk(head, [{ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: null }]),
    piece: (head, content) => chunk(head, [{ index: 0, delta: { content }, finish_reason: null }]),
    last: (head, end) => chunk(head, [{ index: 0, delta: {}, finish_reason: end.reason }]),
    usage: (head, end) => ({ ...chunk(head, []), usage: usageOf(end) }),
    whole: (head, content, end) => ({
      ...head,
      object: 'chat.completion',
      choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: end.reason }],
      usage: usageOf(end),
    }),
  },
  text: {
    piece: (head, text) => completion(head, [{ index: 0, text, finish_reason: null }]),
    last: (head, end) => completion(head, [{ index: 0, text: '', finish_reason: end.reason }]),
    usage: (head, end) => ({ ...completion(head, []), usage: usageOf(end) }),
    whole: (head, text, end) => ({
      ...completion(head, [{ index: 0, text, finish_reason: end.reason }]),
      usage: usageOf(end),
    }),
  },
};

function chunk(head: AnswerHead, choices: ChatChunk['choices']): ChatChunk {
  return { ...head, object: 'chat.completion.chunk', choices };
}

function completion(head: AnswerHead, choices: CompletionResponse['choices']): CompletionResponse {
  return { ...head, object: 'text_completion', choices };
}

function usageOf({ promptTokens, completionTokens, decodeMs }: ChatEnd): ChatResponse['usage'] {
  return {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
    ...(decodeMs > 0 ? { tokens_per_second: Math.round((completionTokens / decodeMs) * 100_000) / 100 } : {}),
  };
}
