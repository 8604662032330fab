import { describe, expect, it } from 'vitest';
import { toMessages } from './to-messages.ts';
import type { ConversationFormat } from './to-messages.ts';

const SHAREGPT: ConversationFormat = { name: 'sharegpt', field: 'conversations' };
const MESSAGES: ConversationFormat = { name: 'messages', field: 'messages' };
const PAIR: ConversationFormat = {
  name: 'prompt-completion',
  prompt: 'question',
  completion: 'answer',
  system: 'system',
};
const turn = (role: string, content: unknown) => ({ role, content });

describe('toMessages', () => {
  it.each([
    ['human', 'gpt'],
    ['user', 'assistant'],
    ['human', 'model'],
  ])('maps ShareGPT roles %s and %s', (asks, answers) => {
    const row = {
      conversations: [
        { from: 'system', value: 's' },
        { from: asks, value: 'q' },
        { from: answers, value: 'a' },
        { from: 'observation', value: 'o' },
      ],
    };
    expect(toMessages(row, SHAREGPT)).toEqual([
      turn('system', 's'),
      turn('user', 'q'),
      turn('assistant', 'a'),
      turn('tool', 'o'),
    ]);
  });

  it('reads messages whose content is a list of text parts', () => {
    const parts = [
      { type: 'text', text: 'a' },
      { type: 'text', text: 'b' },
    ];
    expect(toMessages({ messages: [turn('user', parts), turn('assistant', 'c')] }, MESSAGES)).toEqual([
      turn('user', 'ab'),
      turn('assistant', 'c'),
    ]);
  });

  it('reads two columns, and a system column where it is not empty', () => {
    expect(toMessages({ question: 'q', answer: 'a', system: '' }, PAIR)).toEqual([
      turn('user', 'q'),
      turn('assistant', 'a'),
    ]);
    expect(toMessages({ question: 'q', answer: 'a', system: 's' }, PAIR)[0]).toEqual(turn('system', 's'));
  });

  it('mends half a surrogate pair, which no file can carry', () => {
    const [, answer] = toMessages({ question: 'q', answer: 'a\ud83d', system: '' }, PAIR);
    expect(answer!.content).toBe('a\ufffd');
  });

  it.each<[string, Record<string, unknown>, ConversationFormat, string]>([
    [
      'an unknown role',
      { messages: [turn('user', 'q'), turn('asistant', 'a')] },
      MESSAGES,
      'messages[1].role is the unknown role "asistant"; nearest is assistant',
    ],
    [
      'a role of ShareGPT among messages',
      { messages: [turn('human', 'q'), turn('assistant', 'a')] },
      MESSAGES,
      'messages[0].role',
    ],
    [
      'a role that every object has',
      { messages: [turn('constructor', 'q')] },
      MESSAGES,
      'unknown role "constructor"',
    ],
    [
      'a missing field',
      { qestion: 'q', answer: 'a', system: '' },
      PAIR,
      'has no field question; it has qestion',
    ],
    ['a field that is no text', { question: 'q', answer: 4, system: '' }, PAIR, 'answer is no text'],
    ['an empty list', { messages: [] }, MESSAGES, 'messages is no list of turns'],
    ['a turn that is none', { conversations: ['hi'] }, SHAREGPT, 'conversations[0] is no turn'],
    [
      'a picture',
      { messages: [turn('user', [{ type: 'image_url' }])] },
      MESSAGES,
      'messages[0].content[0] is no text part',
    ],
    ['nobody who answers', { messages: [turn('user', 'q')] }, MESSAGES, 'has no answer of the assistant'],
    ['an empty answer', { question: 'q', answer: ' ', system: '' }, PAIR, 'has no answer of the assistant'],
    [
      'an answer before any question',
      { messages: [turn('assistant', 'a'), turn('user', 'q')] },
      MESSAGES,
      'begins with the assistant',
    ],
  ])('refuses %s', (_, row, format, said) => {
    expect(() => toMessages(row, format)).toThrow(
      expect.objectContaining({
        name: 'RowProblem',
        message: expect.stringContaining(said) as string,
      }) as Error,
    );
  });
});
