import type { DataFormat } from '@cultivar/sdk/spec';
import { describe, expect, it } from 'vitest';
import type { Message } from './message.ts';
import { toExample } from './to-example.ts';

const ALPACA: DataFormat = { name: 'alpaca', instruction: 'instruction', input: 'input', output: 'output' };
const TEXT: DataFormat = { name: 'text', field: 'text' };
const TOOLS: DataFormat = { name: 'messages', field: 'messages', tools: 'tools' };
const PAIRS: DataFormat = { name: 'preference', prompt: 'prompt', chosen: 'chosen', rejected: 'rejected' };
const BARE_PAIRS: DataFormat = { name: 'preference', chosen: 'chosen', rejected: 'rejected' };
const turn = (role: Message['role'], content: string) => ({ role, content });
const weather = { type: 'function', function: { name: 'weather', parameters: { type: 'object' } } };
const call = (args: unknown) => ({
  id: 'c1',
  type: 'function',
  function: { name: 'weather', arguments: args },
});

describe('toExample', () => {
  it.each([
    ['Name it.', '', 'Name it.'],
    ['Name it.', 'It barks.', 'Name it.\n\nIt barks.'],
  ])('reads Alpaca rows, their input below the task where there is one', (instruction, input, asked) => {
    expect(toExample({ instruction, input, output: 'A dog.' }, ALPACA)).toEqual({
      kind: 'conversation',
      messages: [turn('user', asked), turn('assistant', 'A dog.')],
    });
  });

  it('reads Alpaca rows without a column for the input', () => {
    expect(toExample({ instruction: 'Say hi.', output: 'Hi.' }, ALPACA)).toMatchObject({
      messages: [turn('user', 'Say hi.'), turn('assistant', 'Hi.')],
    });
  });

  it('takes text as it is', () => {
    expect(toExample({ text: ' Once upon\na time ' }, TEXT)).toEqual({
      kind: 'text',
      text: ' Once upon\na time ',
    });
  });

  it('reads a list of turns from the JSON that a CSV file holds', () => {
    const conversations = JSON.stringify([
      { from: 'human', value: 'q' },
      { from: 'gpt', value: 'a' },
    ]);
    expect(toExample({ conversations }, { name: 'sharegpt', field: 'conversations' })).toMatchObject({
      messages: [turn('user', 'q'), turn('assistant', 'a')],
    });
  });

  it.each([
    ['an object', { city: 'Oslo' }],
    ['its JSON', '{"city":"Oslo"}'],
  ])('reads calls of functions whose arguments are %s, and what was offered', (_, args) => {
    const messages = [
      turn('user', 'Rain?'),
      { role: 'assistant', content: null, tool_calls: [call(args)] },
      { role: 'tool', tool_call_id: 'c1', name: 'weather', content: 'dry' },
      turn('assistant', 'No.'),
    ];
    expect(toExample({ messages, tools: [weather] }, TOOLS)).toEqual({
      kind: 'conversation',
      messages: [
        turn('user', 'Rain?'),
        {
          ...turn('assistant', ''),
          toolCalls: [{ id: 'c1', name: 'weather', arguments: { city: 'Oslo' } }],
        },
        { ...turn('tool', 'dry'), name: 'weather', toolCallId: 'c1' },
        turn('assistant', 'No.'),
      ],
      tools: [weather],
    });
  });

  const asked = [turn('system', 'Be brief.'), turn('user', 'q')];
  it.each<[string, Record<string, unknown>, DataFormat, Message[]]>([
    ['texts', { prompt: 'q', chosen: 'good', rejected: 'bad' }, PAIRS, [turn('user', 'q')]],
    [
      'turns beside a prompt',
      { prompt: asked, chosen: [turn('assistant', 'good')], rejected: [turn('assistant', 'bad')] },
      PAIRS,
      asked,
    ],
    [
      'turns that repeat the prompt',
      {
        prompt: 'q',
        chosen: [turn('user', 'q'), turn('assistant', 'good')],
        rejected: [turn('user', 'q'), turn('assistant', 'bad')],
      },
      PAIRS,
      [turn('user', 'q')],
    ],
    [
      'turns with one beginning',
      {
        chosen: [...asked, turn('assistant', 'good')],
        rejected: [...asked, turn('assistant', 'bad')],
      },
      BARE_PAIRS,
      asked,
    ],
  ])('reads a better and a worse answer given as %s', (_, row, format, prompt) => {
    expect(toExample(row, format)).toEqual({
      kind: 'preference',
      prompt,
      chosen: [turn('assistant', 'good')],
      rejected: [turn('assistant', 'bad')],
    });
  });

  const nested = (depth: number): unknown => (depth === 0 ? 1 : { in: nested(depth - 1) });
  it.each<[string, Record<string, unknown>, DataFormat, string]>([
    ['an empty text', { text: ' \n' }, TEXT, 'text is empty'],
    ['a text that is a number', { text: 7 }, TEXT, 'text is no text'],
    ['two answers that are one', { prompt: 'q', chosen: 'a', rejected: 'a' }, PAIRS, 'are the same'],
    [
      'a better answer that is empty',
      { prompt: 'q', chosen: ' ', rejected: 'a' },
      PAIRS,
      'chosen is no answer',
    ],
    ['answers to nothing', { chosen: 'a', rejected: 'b' }, BARE_PAIRS, 'no prompt that both'],
    [
      'a prompt that ends with an answer',
      { prompt: [turn('user', 'q'), turn('assistant', 'a')], chosen: 'b', rejected: 'c' },
      PAIRS,
      'no prompt that both',
    ],
    [
      'arguments that are no JSON',
      { messages: [turn('user', 'q'), { role: 'assistant', tool_calls: [call('{city')] }] },
      TOOLS,
      'messages[1].tool_calls[0].function.arguments is no JSON',
    ],
    [
      'arguments nested without end',
      { messages: [turn('user', 'q'), { role: 'assistant', tool_calls: [call(nested(50))] }] },
      TOOLS,
      'nested more than 32 deep',
    ],
    [
      'a function without a name',
      { messages: [turn('user', 'q'), turn('assistant', 'a')], tools: [{ function: {} }] },
      TOOLS,
      'tools[0].function.name is no name',
    ],
    [
      'a turn without content that calls nothing',
      { messages: [turn('user', 'q'), { role: 'assistant', content: null }] },
      TOOLS,
      'messages[1].content is no text',
    ],
    ['a list of turns that is a text', { messages: 'hello' }, TOOLS, 'messages is no list of turns'],
  ])('refuses %s', (_, row, format, said) => {
    expect(() => toExample(row, format)).toThrow(
      expect.objectContaining({
        name: 'RowProblem',
        message: expect.stringContaining(said) as string,
      }) as Error,
    );
  });
});
