/**
 * Runs reads up to `count` ahead of the reader and yields their results in order. When the reader stops, or one
 * read fails, no further read is begun.
 */
export async function* readAhead<T>(
  reads: AsyncIterable<() => Promise<T>>,
  count: number,
): AsyncGenerator<T> {
  const running: Promise<T>[] = [];
  for await (const read of reads) {
    const result = read();
    // Its failure is thrown when its turn comes; until then it must not count as unhandled.
    result.catch(() => undefined);
    running.push(result);
    if (running.length >= count) yield await running.shift()!;
  }
  while (running.length > 0) yield await running.shift()!;
}
