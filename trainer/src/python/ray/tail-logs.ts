import { setTimeout as sleep } from 'node:timers/promises';

/** What following a log takes besides its address. */
export type TailOptions = {
  onText: (text: string) => void;
  /** Whether nothing more will be written. */
  isOver: () => Promise<boolean>;
  signal?: AbortSignal | undefined;
  WebSocket: typeof WebSocket;
};

const RETRY_MS = 500;

/**
 * Follows a log that a web socket sends from its beginning, until whoever writes it has ended. A connection that breaks
 * is opened again, and what was passed on before is left out.
 */
export async function tailLogs(
  url: string,
  { onText, isOver, signal, WebSocket }: TailOptions,
): Promise<void> {
  let passed = 0;
  for (;;) {
    // Asked before the last look, so that nothing is written between the two.
    const last = await isOver();
    let seen = 0;
    await follow(new WebSocket(url), signal, (text) => {
      const fresh = text.slice(Math.max(0, passed - seen));
      seen += text.length;
      passed = Math.max(passed, seen);
      if (fresh !== '') onText(fresh);
    });
    if (last || signal?.aborted) return;
    await sleep(RETRY_MS);
  }
}

/** Passes on messages until the socket closes, for whatever reason. */
function follow(
  socket: WebSocket,
  signal: AbortSignal | undefined,
  onText: (text: string) => void,
): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      signal?.removeEventListener('abort', end);
      socket.close();
      resolve();
    };
    socket.addEventListener('message', ({ data }) => typeof data === 'string' && onText(data));
    socket.addEventListener('close', end);
    socket.addEventListener('error', end);
    if (signal?.aborted) end();
    else signal?.addEventListener('abort', end, { once: true });
  });
}
