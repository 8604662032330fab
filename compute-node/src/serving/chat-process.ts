import { createInterface } from 'node:readline';
import { openChat } from '@cultivar/trainer';
import type { Chat } from '@cultivar/trainer';
import type { ChatJob, FromChat, ToChat } from './chat-wire.ts';

// The process that answers: one JSON message a line on standard input and output. It holds the base model once and
// is started in the trainer's sandbox, since the files it opens come from strangers.

const running = new Map<number, AbortController>();
let open: { key: string; chat: Promise<Chat> } | undefined;

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const message = JSON.parse(line) as ToChat;
  if (message.type === 'abort') running.get(message.id)?.abort();
  else void answer(message.id, message.job);
}

async function answer(id: number, job: ChatJob): Promise<void> {
  const stop = new AbortController();
  running.set(id, stop);
  try {
    const chat = await chatFor(job);
    const { modelFiles: _files, ...request } = job;
    const pieces = chat.complete({ ...request, signal: stop.signal });
    let firstTokenAt: number | undefined;
    for (;;) {
      const { value, done } = await pieces.next();
      firstTokenAt ??= performance.now();
      if (done) {
        say({ id, type: 'end', ...value, decodeMs: Math.round(performance.now() - firstTokenAt) });
        return;
      }
      if (value.text !== '') say({ id, type: 'piece', text: value.text });
    }
  } catch (error) {
    const { name, message, code } = error as Error & { code?: unknown };
    say({ id, type: 'failed', name, message, ...(typeof code === 'string' ? { code } : {}) });
  } finally {
    running.delete(id);
  }
}

/** One base model is kept open; another one takes its place. */
async function chatFor({ modelFiles }: ChatJob): Promise<Chat> {
  const key = modelFiles.map(({ path }) => path).join('\n');
  if (open?.key === key) return open.chat;
  await (await open?.chat)?.close();
  const chat = openChat({ modelFiles });
  open = { key, chat };
  chat.catch(() => {
    if (open?.key === key) open = undefined;
  });
  return chat;
}

function say(message: FromChat): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}
