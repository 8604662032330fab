import { describe, expect, it } from 'vitest';
import { CHATML, tinyVocabulary } from '../../test/support/byte-level-vocabulary.ts';
import { createTokenizer } from '../model/create-tokenizer.ts';
import { compileChatTemplate } from './chat-template.ts';
import { encodeConversation } from './encode-conversation.ts';
import type { Message } from './message.ts';

const BYTE_LEVEL = { type: 'ByteLevel', add_prefix_space: false, use_regex: true };

function tinyModel(endOfTurn = [2], preTokenizer: object = BYTE_LEVEL, decoder: object = BYTE_LEVEL) {
  const { tokens, merges, special } = tinyVocabulary(300);
  const tokenizer = createTokenizer('tokenizer.json', {
    added_tokens: tokens.slice(0, special).map((content, id) => ({ id, content, special: true })),
    normalizer: null,
    pre_tokenizer: preTokenizer,
    post_processor: null,
    decoder,
    model: { type: 'BPE', vocab: Object.fromEntries(tokens.map((token, id) => [token, id])), merges },
  });
  return { tokenizer, specialTokens: { bos: 1, endOfTurn, pad: 2 } };
}

const OPTIONS = { date: '2026-01-01', bosToken: '', eosToken: '' };
const TALK: Message[] = [
  { role: 'user', content: 'the cat?' },
  { role: 'assistant', content: 'a cat' },
  { role: 'user', content: 'and on?' },
  { role: 'assistant', content: '\n the end' },
];

function encode(template: string, messages: readonly Message[] = TALK, model = tinyModel()) {
  const { ids, counted } = encodeConversation(messages, compileChatTemplate(template, OPTIONS), model);
  return { ids, counted, answers: model.tokenizer.decode(ids.filter((_, i) => counted[i] === 1)) };
}

describe('encodeConversation', () => {
  it('counts every answer with the token that ends it, and nothing else', () => {
    const { ids, counted, answers } = encode(CHATML);
    expect(answers).toBe('a cat<|im_end|>\n the end<|im_end|>');
    expect(counted).toHaveLength(ids.length);
    expect(tinyModel().tokenizer.decode(ids)).toBe(
      compileChatTemplate(CHATML, OPTIONS).render(TALK, { answer: false }),
    );
  });

  it('begins an answer with its own tokens, even where a merge would reach into the prompt', () => {
    const { ids, counted } = encode(CHATML);
    const prompt = compileChatTemplate(CHATML, OPTIONS).render(TALK.slice(0, 3), { answer: true });
    const second = counted.lastIndexOf(0, counted.lastIndexOf(1)) + 1;
    // The prompt's tokens are those that generation would be given.
    expect(tinyModel().tokenizer.decode(ids.slice(0, second))).toBe(prompt);
  });

  it('counts nothing of what stands between the end of a turn and the next', () => {
    const { ids, counted } = encode(CHATML);
    const last = ids.lastIndexOf(2);
    expect(counted.slice(last + 1).every((mark) => mark === 0)).toBe(true);
    expect(ids.length).toBeGreaterThan(last + 1);
  });

  it('refuses a template that rewrites an answer once the conversation goes on', () => {
    const template =
      '{% for m in messages %}<|im_start|>{{ m.role }}\n' +
      '{% if loop.last or m.role == "user" %}{{ m.content }}{% endif %}<|im_end|>\n{% endfor %}' +
      '{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}';
    expect(() => encode(template)).toThrow(expect.objectContaining({ code: 'not_incremental' }) as Error);
  });

  it('refuses a template whose prompt is not how an answer begins', () => {
    const template = CHATML.replace('assistant\n', 'assistant:\n');
    expect(() => encode(template)).toThrow(expect.objectContaining({ code: 'not_incremental' }) as Error);
  });

  it('refuses a template that ends no turn', () => {
    expect(() => encode(CHATML, TALK, tinyModel([0]))).toThrow(
      expect.objectContaining({ code: 'no_end_of_turn' }) as Error,
    );
  });

  it('refuses a tokenizer that changes how each piece begins', () => {
    const prefixing = { type: 'ByteLevel', add_prefix_space: true, use_regex: true };
    expect(() => encode(CHATML.replaceAll('<|im_start|>', '>'), TALK, tinyModel([2], prefixing))).toThrow(
      expect.objectContaining({ code: 'not_incremental' }) as Error,
    );
  });
});
