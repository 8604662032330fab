/** One event of a server-sent stream. */
export type StreamedEvent = { id: string | undefined; data: string };

/** Reads server-sent events until the stream ends: `data` lines joined, comments and other fields left out. */
export async function* readEventStream(body: AsyncIterable<Uint8Array>): AsyncGenerator<StreamedEvent> {
  const decoder = new TextDecoder();
  let buffer = '';
  for await (const chunk of body) {
    buffer += decoder.decode(chunk, { stream: true });
    const blocks = buffer.split(/\r?\n\r?\n/);
    buffer = blocks.pop() ?? '';
    for (const block of blocks) {
      const fields = block.split(/\r?\n/);
      const data = fields.filter((line) => line.startsWith('data:')).map((line) => line.slice(5).trimStart());
      const id = fields
        .find((line) => line.startsWith('id:'))
        ?.slice(3)
        .trim();
      if (data.length > 0) yield { id, data: data.join('\n') };
    }
  }
}
