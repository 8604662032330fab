import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from './settings.ts';
import { snippet } from './snippets.ts';

const request = {
  nodeUrl: 'http://127.0.0.1:8484/',
  model: '41337:3',
  settings: { ...DEFAULT_SETTINGS, systemPrompt: 'Be brief.' },
  question: "What's true?",
};

it('quotes an apostrophe so that a shell takes it', () => {
  const text = snippet('curl', request);
  expect(text).toContain('http://127.0.0.1:8484/v1/chat/completions');
  expect(text).toContain(String.raw`"content": "What'\''s true?"`);
});

it('writes a Python literal, leaving words inside texts alone', () => {
  const text = snippet('Python', request);
  expect(text).toContain('"stream": True');
  expect(text).toContain(`"content": "What's true?"`);
});

it('sends the system prompt first and leaves an empty one out', () => {
  expect(snippet('TypeScript', request)).toContain('"Be brief."');
  expect(snippet('TypeScript', { ...request, settings: DEFAULT_SETTINGS })).not.toContain('"system"');
});
