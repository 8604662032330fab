import { expect, it } from 'vitest';
import { guessFormat } from './guess-format.ts';

it.each([
  [{ messages: [{ role: 'user', content: 'q' }] }, { name: 'messages', field: 'messages' }],
  [
    { messages: [{ role: 'user', content: 'q' }], tools: '[]' },
    { name: 'messages', field: 'messages', tools: 'tools' },
  ],
  [
    { id: 1, dialogue: [{ from: 'human', value: 'q' }] },
    { name: 'sharegpt', field: 'dialogue' },
  ],
  [
    { instruction: 'i', input: '', output: 'o' },
    { name: 'alpaca', instruction: 'instruction', input: 'input', output: 'output' },
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
  [{ text: 't' }, { name: 'text', field: 'text' }],
  [
    { id: 7, text: 't' },
    { name: 'text', field: 'text' },
  ],
  [
    { id: 'seed_task_0', name: 'n', instruction: 'i', instances: [{ input: '', output: 'o' }] },
    { name: 'text', field: 'instruction' },
  ],
  [
    { id: 'r1', question: 'q', explanation: 'e' },
    { name: 'prompt-completion', prompt: 'question', completion: 'explanation' },
  ],
  [{}, { name: 'text', field: 'text' }],
  [
    { question: 'q', chosen: 'a', rejected: 'b' },
    { name: 'preference', prompt: 'question', chosen: 'chosen', rejected: 'rejected' },
  ],
  [
    { chosen: [{ role: 'user', content: 'q' }], rejected: [] },
    { name: 'preference', chosen: 'chosen', rejected: 'rejected' },
  ],
])('takes %j for the format it most likely has', (first, format) => {
  expect(guessFormat(first)).toEqual(format);
});
