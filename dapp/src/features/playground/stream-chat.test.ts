import { describe, expect, it } from 'vitest';
import { streamChat } from './stream-chat.ts';

const chunk = (content: string | undefined, more: object = {}) =>
  `data: ${JSON.stringify({
    id: 'x',
    object: 'chat.completion.chunk',
    created: 1,
    model: '1:1',
    choices: content === undefined ? [] : [{ index: 0, delta: { content }, finish_reason: null }],
    ...more,
  })}\n\n`;
const usage = { prompt_tokens: 9, completion_tokens: 2, total_tokens: 11, tokens_per_second: 30 };

async function ask(body: string, status = 200) {
  const pieces: string[] = [];
  const sent: unknown[] = [];
  const end = streamChat({
    nodeUrl: 'http://node:1',
    request: { model: '1:1', messages: [{ role: 'user', content: 'Hi' }] },
    signal: new AbortController().signal,
    onText: (text) => pieces.push(text),
    // TEST DOUBLE: a node that answers with `body`.
    fetch: async (_, init) => {
      sent.push(JSON.parse(String(init?.body)));
      return new Response(body, { status });
    },
  });
  return { pieces, sent, end };
}

describe('streamChat', () => {
  it('hands over the text as it comes and what the node counted', async () => {
    const { pieces, sent, end } = await ask(
      chunk('He') + chunk('llo') + chunk(undefined, { usage }) + 'data: [DONE]\n\n',
    );
    expect(await end).toEqual({ tokens: 2, promptTokens: 9, tokensPerSecond: 30 });
    expect(pieces).toEqual(['He', 'llo']);
    expect(sent[0]).toMatchObject({ stream: true, stream_options: { include_usage: true } });
  });

  it('tells an answer that broke off from one that ended', async () => {
    const { end } = await ask(chunk('He'));
    await expect(end).rejects.toThrow('broke off');
  });

  it('quotes a refusal', async () => {
    const problem = { type: 'urn:x', title: 'No', status: 404, detail: 'no model 1:1 is served here' };
    const { end } = await ask(JSON.stringify(problem), 404);
    await expect(end).rejects.toThrow('no model 1:1 is served here');
  });

  it('quotes a failure in the middle of a stream', async () => {
    const { end } = await ask(chunk('He') + 'data: {"error":{"message":"out of memory"}}\n\n');
    await expect(end).rejects.toThrow('out of memory');
  });
});
