import { eventStreamParser } from './event-stream-parser.ts';
import type { StreamEvent } from './event-stream-parser.ts';

/** Yields the events of a response body until it ends. Cancels the body when the reader stops early. */
export async function* readEventStream(
  body: ReadableStream<Uint8Array>,
  lastId = '',
): AsyncGenerator<StreamEvent, void, undefined> {
  const parser = eventStreamParser(lastId);
  const decoder = new TextDecoder();
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      yield* parser.push(done ? decoder.decode() : decoder.decode(value, { stream: true }));
      if (done) return;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
