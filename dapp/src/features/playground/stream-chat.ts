import { chatChunkSchema } from '@cultivar/sdk';
import type { ChatRequest } from '@cultivar/sdk';
import { nodeProblem } from '../../lib/node-request.ts';
import { readEventStream } from '../../lib/sse/read-event-stream.ts';
import { NodeError } from '../../lib/node-error.ts';

/** How an answer ended, as the node counted. */
export type ChatEnd = { tokens?: number; promptTokens?: number; tokensPerSecond?: number };

export type StreamChatParameters = {
  nodeUrl: string;
  request: Omit<ChatRequest, 'stream' | 'stream_options'>;
  signal: AbortSignal;
  onText(text: string): void;
  fetch?: typeof globalThis.fetch;
};

/**
 * Asks a node's OpenAI-compatible API and hands over the text as it comes.
 *
 * @throws NodeError when the node refuses or breaks off before its last word.
 */
export async function streamChat({
  nodeUrl,
  request,
  signal,
  onText,
  fetch = globalThis.fetch.bind(globalThis),
}: StreamChatParameters): Promise<ChatEnd> {
  const url = `${nodeUrl.replace(/\/$/, '')}/v1/chat/completions`;
  const response = await ask(url, request, signal, fetch);
  if (!response.ok || !response.body) throw await nodeProblem(url, response);
  const end: ChatEnd = {};
  for await (const { data } of readEventStream(response.body)) {
    if (data === '[DONE]') return end;
    const chunk = chatChunkSchema.safeParse(json(data));
    if (!chunk.success)
      throw new NodeError(url, 200, refusalIn(data) ?? 'a piece of its answer is not understood');
    const text = chunk.data.choices[0]?.delta.content;
    if (text) onText(text);
    const { usage } = chunk.data;
    if (usage) {
      end.tokens = usage.completion_tokens;
      end.promptTokens = usage.prompt_tokens;
      if (usage.tokens_per_second !== undefined) end.tokensPerSecond = usage.tokens_per_second;
    }
  }
  throw new NodeError(url, 200, 'it broke off in the middle of its answer');
}

async function ask(
  url: string,
  request: StreamChatParameters['request'],
  signal: AbortSignal,
  fetch: typeof globalThis.fetch,
): Promise<Response> {
  const body = JSON.stringify({ ...request, stream: true, stream_options: { include_usage: true } });
  try {
    return await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      signal,
    });
  } catch (cause) {
    if (signal.aborted) throw cause;
    throw new NodeError(url, 0, 'it does not answer', { cause });
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A node that fails while it streams says so in a piece of its own. */
function refusalIn(data: string): string | undefined {
  const { error, detail } = (json(data) ?? {}) as { error?: { message?: unknown }; detail?: unknown };
  const words = error?.message ?? detail;
  return typeof words === 'string' ? words : undefined;
}
