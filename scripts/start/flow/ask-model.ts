import { chatChunkSchema } from '@cultivar/sdk';
import { readEventStream } from './read-event-stream.ts';

/** A node did not answer a question. */
export class AskError extends Error {
  override readonly name = 'AskError';
  readonly status: number;

  constructor(model: string, status: number, detail: string) {
    super(`${model} did not answer (${status}): ${detail}`);
    this.status = status;
  }
}

/**
 * Asks a model one question over the node's OpenAI-compatible interface, piece by piece.
 *
 * @param model `<chainId>:<assetId>` of a base model or an adapter
 * @returns the whole answer
 * @throws AskError
 */
export async function askModel(options: {
  nodeUrl: string;
  model: string;
  question: string;
  maxTokens: number;
  onPiece: (text: string) => void;
  signal: AbortSignal;
}): Promise<string> {
  const { nodeUrl, model, question, maxTokens, onPiece, signal } = options;
  const response = await fetch(`${nodeUrl}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      model,
      messages: [{ role: 'user', content: question }],
      stream: true,
      max_tokens: maxTokens,
      temperature: 0,
    }),
    signal,
  });
  if (!response.ok || !response.body) throw new AskError(model, response.status, await response.text());
  let answer = '';
  for await (const { data } of readEventStream(response.body as unknown as AsyncIterable<Uint8Array>)) {
    if (data === '[DONE]') break;
    const piece = chatChunkSchema.parse(JSON.parse(data)).choices[0]?.delta.content ?? '';
    answer += piece;
    if (piece) onPiece(piece);
  }
  return answer;
}
