import { expect, it } from 'vitest';
import { guessFormat } from './guess-format.ts';

it.each([
  [{ messages: [{ role: 'user', content: 'q' }] }, { name: 'messages', field: 'messages' }],
  [
    { id: 1, dialogue: [{ from: 'human', value: 'q' }] },
    { name: 'sharegpt', field: 'dialogue' },
  ],
  [
    { answer: 'a', question: 'q' },
    { name: 'prompt-completion', prompt: 'question', completion: 'answer' },
  ],
  [
    { Instruction: 'i', Output: 'o', system: 's' },
    { name: 'prompt-completion', prompt: 'Instruction', completion: 'Output', system: 'system' },
  ],
  [
    { title: 't', body: 'b' },
    { name: 'prompt-completion', prompt: 'title', completion: 'body' },
  ],
])('takes %j for the format it most likely has', (first, format) => {
  expect(guessFormat(first)).toEqual(format);
});

it('has an answer for a row of one column, which the check then refuses', () => {
  expect(guessFormat({ text: 't' })).toEqual({
    name: 'prompt-completion',
    prompt: 'text',
    completion: 'completion',
  });
});
