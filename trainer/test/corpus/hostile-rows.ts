import type { DataFormat } from '@cultivar/sdk/spec';
import { ALPACA, jsonl, MESSAGES, PAIR, pairs, PREFERENCE, SHAREGPT, TEXT } from './corpus-file.ts';
import type { HostileFile } from './corpus-file.ts';

const ask = { role: 'user', content: 'q' };
const say = { role: 'assistant', content: 'a' };
const talk = (...turns: unknown[]) => ({ messages: turns });
const chat = (...turns: unknown[]) => ({ conversations: turns });
const calling = (call: unknown) => talk(ask, { role: 'assistant', content: null, tool_calls: call });
const deep = (depth: number): unknown => (depth === 0 ? 1 : { in: deep(depth - 1) });

const rows: [about: string, row: unknown, format: DataFormat][] = [
  ['no answer', { question: 'q' }, PAIR],
  ['a column with a slip of the pen', { question: 'q', anwser: 'a' }, PAIR],
  ['an empty answer', { question: 'q', answer: '' }, PAIR],
  ['an answer of spaces', { question: 'q', answer: ' \n\t ' }, PAIR],
  ['an answer that is a number', { question: 'q', answer: 4 }, PAIR],
  ['an answer that is null', { question: 'q', answer: null }, PAIR],
  ['an answer that is an object', { question: 'q', answer: { text: 'a' } }, PAIR],
  ['a question that is a list', { question: ['q'], answer: 'a' }, PAIR],
  ['columns that every object has', JSON.parse('{"__proto__":{"question":"q","answer":"a"}}'), PAIR],
  ['no messages', { text: 'a' }, MESSAGES],
  ['messages that are a text', { messages: 'hello' }, MESSAGES],
  ['an empty list of messages', talk(), MESSAGES],
  ['a message that is a text', talk('hello', say), MESSAGES],
  ['a message that is null', talk(null, say), MESSAGES],
  ['a message that is a list', talk([ask], say), MESSAGES],
  ['a role with a slip of the pen', talk({ role: 'usr', content: 'q' }, say), MESSAGES],
  ['a role of another format', talk({ role: 'human', content: 'q' }, say), MESSAGES],
  ['a role that is a number', talk({ role: 1, content: 'q' }, say), MESSAGES],
  ['no role', talk({ content: 'q' }, say), MESSAGES],
  ['an empty role', talk({ role: '', content: 'q' }, say), MESSAGES],
  ['a role that every object has', talk({ role: 'constructor', content: 'q' }, say), MESSAGES],
  ['a role that is a prototype', talk({ role: '__proto__', content: 'q' }, say), MESSAGES],
  ['a role of a million letters', talk({ role: 'u'.repeat(1_000_000), content: 'q' }, say), MESSAGES],
  ['no content', talk({ role: 'user' }, say), MESSAGES],
  ['content that is a number', talk({ role: 'user', content: 5 }, say), MESSAGES],
  ['content that is an object', talk({ role: 'user', content: { text: 'q' } }, say), MESSAGES],
  ['a picture', talk({ role: 'user', content: [{ type: 'image_url', image_url: 'x' }] }, say), MESSAGES],
  ['a sound', talk({ role: 'user', content: [{ type: 'input_audio' }] }, say), MESSAGES],
  ['a part that is null', talk({ role: 'user', content: [null] }, say), MESSAGES],
  ['nobody who answers', talk(ask), MESSAGES],
  ['a system message alone', talk({ role: 'system', content: 's' }), MESSAGES],
  ['an answer before any question', talk(say, ask), MESSAGES],
  ['calls that are no list', calling({ name: 'f' }), MESSAGES],
  ['a call without a function', calling([{ id: '1' }]), MESSAGES],
  ['a call without a name', calling([{ function: { arguments: '{}' } }]), MESSAGES],
  ['arguments that are no JSON', calling([{ function: { name: 'f', arguments: '{x' } }]), MESSAGES],
  ['arguments that are a list', calling([{ function: { name: 'f', arguments: [1] } }]), MESSAGES],
  ['arguments nested without end', calling([{ function: { name: 'f', arguments: deep(500) } }]), MESSAGES],
  [
    'a call that the template leaves out',
    calling([{ function: { name: 'unspoken', arguments: {} } }]),
    MESSAGES,
  ],
  ['a thousand calls', calling(Array(1_000).fill({ function: { name: 'f' } })), MESSAGES],
  [
    'a call of a hundred thousand values',
    calling([{ function: { name: 'f', arguments: { of: Array(1e5).fill(0) } } }]),
    MESSAGES,
  ],
  [
    'a tool of a hundred thousand values',
    { ...talk(ask, say), tools: [{ function: { name: 'a', parameters: { enum: Array(1e5).fill(0) } } }] },
    MESSAGES,
  ],
  [
    'tools as JSON nested without end',
    { ...talk(ask, say), tools: `${'['.repeat(1e5)}${']'.repeat(1e5)}` },
    MESSAGES,
  ],
  [
    'a message in its prototype',
    JSON.parse(
      '{"messages":[{"__proto__":{"role":"user","content":"q"}},{"role":"assistant","content":"a"}]}',
    ),
    MESSAGES,
  ],
  ['a million empty messages', { messages: Array(1e6).fill({}) }, MESSAGES],
  [
    'eighty thousand parts and no answer',
    talk(
      { role: 'user', content: Array(80_000).fill({ type: 'text', text: 'a' }) },
      { role: 'assistant', content: '' },
    ),
    MESSAGES,
  ],
  ['turns in JSON of brackets without end', { conversations: '['.repeat(1e6) }, SHAREGPT],
  [
    'twenty thousand turns twice',
    { prompt: 'q', chosen: Array(20_000).fill(say), rejected: Array(20_000).fill(say) },
    PREFERENCE,
  ],
  ['tools that are no list', { ...talk(ask, say), tools: 7 }, MESSAGES],
  ['tools that are no JSON', { ...talk(ask, say), tools: '[{' }, MESSAGES],
  ['a tool without a name', { ...talk(ask, say), tools: [{ function: {} }] }, MESSAGES],
  [
    'a tool nested without end',
    { ...talk(ask, say), tools: [{ function: { name: 'a', parameters: deep(500) } }] },
    MESSAGES,
  ],
  ['a turn without a speaker', chat({ value: 'q' }, { from: 'gpt', value: 'a' }), SHAREGPT],
  ['an unknown speaker', chat({ from: 'narrator', value: 'q' }, { from: 'gpt', value: 'a' }), SHAREGPT],
  ['a turn that says nothing', chat({ from: 'human' }, { from: 'gpt', value: 'a' }), SHAREGPT],
  ['a turn that is null', chat({ from: 'human', value: null }, { from: 'gpt', value: 'a' }), SHAREGPT],
  ['turns of another format', chat(ask, say), SHAREGPT],
  ['turns in JSON that is broken', { conversations: '[{"from":' }, SHAREGPT],
  ['a task without an answer', { instruction: 'i', input: '' }, ALPACA],
  ['an input that is a number', { instruction: 'i', input: 3, output: 'o' }, ALPACA],
  ['no task', { input: 'i', output: 'o' }, ALPACA],
  ['a text that is empty', { text: '' }, TEXT],
  ['a text that is a list of numbers', { text: [1, 2] }, TEXT],
  ['no text', { body: 't' }, TEXT],
  ['a better answer alone', { prompt: 'q', chosen: 'a' }, PREFERENCE],
  ['two answers that are one', { prompt: 'q', chosen: 'a', rejected: 'a' }, PREFERENCE],
  ['a worse answer that is empty', { prompt: 'q', chosen: 'a', rejected: ' ' }, PREFERENCE],
  ['answers of numbers', { prompt: 'q', chosen: 1, rejected: 2 }, PREFERENCE],
  ['a prompt that ends with an answer', { prompt: [ask, say], chosen: 'a', rejected: 'b' }, PREFERENCE],
];

/** Rows that teach nothing, each behind a good one where its format has one. */
export const HOSTILE_ROWS: HostileFile[] = [
  ...rows.map(([about, row, format]) => ({
    ...{ about, format, name: 'rows.jsonl', code: 'bad_row' },
    content: jsonl(format === PAIR ? [...pairs(3), row] : [row]),
  })),
  {
    ...{ about: 'an answer behind the end of every sequence', name: 'rows.jsonl', format: PAIR },
    ...{ code: 'bad_row', content: jsonl([{ question: 'why '.repeat(2_000), answer: 'so' }]) },
  },
  {
    ...{ about: 'eight thousand turns', name: 'rows.jsonl', format: MESSAGES, code: 'limit' },
    content: jsonl([talk(...Array.from({ length: 8_000 }, (_, i) => (i % 2 ? say : ask)))]),
  },
  {
    ...{ about: 'fewer rows than are to be held out', name: 'rows.jsonl', format: PAIR, heldOutRows: 9 },
    ...{ code: 'split', content: jsonl(pairs(3)) },
  },
  {
    ...{ about: 'copies of one row alone', name: 'rows.jsonl', format: PAIR, heldOutRows: 1 },
    ...{ code: 'split', content: jsonl(Array(50).fill({ question: 'q', answer: 'a' })) },
  },
];
